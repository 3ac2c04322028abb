"""What this server knows, as figures for a dashboard: readiness, evidence, looks, and what is due.

The labels name clients and use cases, so that whoever may read them is the operator's to say.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from assessment.model import Outcome
from engagement.in_force.findings_in_force import attempts_in
from engagement.outside import clock
from engagement.portfolio.overview import Line, overview
from engagement.store import Store, Transaction, evidence, packs
from engagement.watching.watched import proofs_in
from engagement.workspaces import questionnaire_in, workspace_in
from scoring.model import Verdict
from scoring.proof_model import Standing


class Figure(NamedTuple):
    """A value of one metric; ``labels`` in the order of :data:`METRICS`."""

    metric: str
    labels: tuple[str, ...]
    value: float


_WHOSE = ("client", "use_case", "pack")
METRICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "prodworthy_readiness_index": ("Readiness of the use case on 0 to 100, higher is better.", _WHOSE),
    "prodworthy_gap_index": ("Readiness of one of the three gaps on 0 to 100.", (*_WHOSE, "gap")),
    "prodworthy_verdict": (
        "1 for the verdict that the use case has, 0 for the others.", (*_WHOSE, "verdict"),
    ),
    "prodworthy_confidence_ratio": ("Probability that the verdict is right, 0 to 1.", _WHOSE),
    "prodworthy_coverage_ratio": ("Share of the weight that is answered or looked at, 0 to 1.", _WHOSE),
    "prodworthy_findings": (
        "Findings in force by outcome: present, absent, unavailable, not applicable or error.",
        (*_WHOSE, "outcome"),
    ),
    "prodworthy_last_look_timestamp_seconds": ("When the sources were last looked at.", _WHOSE),
    "prodworthy_last_look_duration_seconds": ("How long the last look that ended took.", _WHOSE),
    "prodworthy_exit_criteria": (
        "Exit criteria by how far they are: claimed, proved, attested or regressed.",
        (*_WHOSE, "standing"),
    ),
    "prodworthy_due_items": (
        "Open items that have a day: promises of people, and what comes round.", _WHOSE,
    ),
    "prodworthy_overdue_items": ("Those of them whose day is over.", _WHOSE),
}  # fmt: skip
"""Name -> what it is, and its labels; a value that is not known is left out, and never 0."""


def figures(store: Store, as_of: datetime | None = None) -> tuple[Figure, ...]:
    """Every figure of every use case at ``as_of`` (now if none); time grows with their number."""
    moment = as_of or clock.now()
    found: list[Figure] = []
    for line in overview(store, moment).lines:
        found += _judged(line)
        found += _due(line, moment)
        with store.reading() as tx:
            found += _looked(tx, line)
            found += _proved(tx, line, moment)
    return tuple(found)


def _whose(line: Line) -> tuple[str, str, str]:
    return line.client, line.use_case, line.pack


def _judged(line: Line) -> Iterator[Figure]:
    whose = _whose(line)
    if line.index is not None:
        yield Figure("prodworthy_readiness_index", whose, _of_hundred(line.index))
    for gap, index in line.gaps.items():
        if index is not None:
            yield Figure("prodworthy_gap_index", (*whose, gap), _of_hundred(index))
    if line.verdict is not None:
        for verdict in Verdict:
            yield Figure("prodworthy_verdict", (*whose, verdict), float(verdict == line.verdict))
    if line.confidence is not None:
        yield Figure("prodworthy_confidence_ratio", whose, line.confidence)
    yield Figure("prodworthy_coverage_ratio", whose, line.coverage)


def _of_hundred(level: float) -> float:
    """A level on 1 to 5 as the index on 0 to 100 that the screens show."""
    return 25 * (level - 1)


def _due(line: Line, moment: datetime) -> Iterator[Figure]:
    over = [item for item in line.due if item.is_over(moment)]
    yield Figure("prodworthy_due_items", _whose(line), len(line.due))
    yield Figure("prodworthy_overdue_items", _whose(line), len(over))


def _proved(tx: Transaction, line: Line, moment: datetime) -> Iterator[Figure]:
    """Those that were only planned are left out: what is planned is a matter of the plan."""
    place = workspace_in(tx, line.assessment)
    if questionnaire_in(tx, place.assessment) is not None:
        return
    pack = packs.get(tx, place.assessment.pack.digest)
    held = proofs_in(tx, line.assessment, pack, place.use_case.traits, moment)
    counts = Counter(item.standing for item in held.values())
    for standing in Standing:
        if standing is not Standing.PLANNED:
            yield Figure("prodworthy_exit_criteria", (*_whose(line), standing), counts[standing])


def _looked(tx: Transaction, line: Line) -> Iterator[Figure]:
    whose = _whose(line)
    run = evidence.last_run(tx, line.assessment)
    if run is None:
        return
    counts = Counter(item.finding.outcome for item in attempts_in(tx, line.assessment))
    for outcome in Outcome:
        yield Figure("prodworthy_findings", (*whose, outcome), counts[outcome])
    yield Figure("prodworthy_last_look_timestamp_seconds", whose, run.started_at.timestamp())
    if run.ended_at is not None:
        took = (run.ended_at - run.started_at).total_seconds()
        yield Figure("prodworthy_last_look_duration_seconds", whose, took)
