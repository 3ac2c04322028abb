"""Conflicts as things that are opened, assigned, closed and come back; and which there are now."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime

from assessment.model import Finding, Outcome
from content.applicability import not_applicable
from content.model import Pack
from content.values import Value
from scoring.capability import Case
from scoring.cases import cases
from scoring.model import Inputs
from scoring.state import is_conflict, is_waived, observed, over_claim
from scoring.witnesses import Heard, heard, standing

Eye = tuple[str, str]
"""Probe id and source id: one pair of eyes; looking again keeps it, whatever the finding's id."""


class Resolution(StrEnum):
    """How a conflict was closed."""

    LATER_FINDING = "later_finding"
    ANSWER_CORRECTED = "answer_corrected"
    PROBE_FIXED = "probe_fixed"
    WAIVED = "waived"
    OVERRULED = "overruled"
    OUT_OF_SCOPE = "out_of_scope"
    """The capability does not apply any more, or is held to another limit by another profile."""


class Disagreement(Value):
    """A claim and the findings that contradict it at one moment, wide enough to be a conflict.

    ``claim`` is a level 1–5 (quarters possible), ``observed_high`` the highest level that the
    probes leave. ``findings`` are the ids of the absent ones at or below the claim, those at the
    lowest level first; ``eyes`` say which probe saw them where.
    """

    capability: str
    critical: bool
    claim: float
    observed_high: int
    findings: tuple[str, ...]
    eyes: tuple[Eye, ...]
    waived: bool = False


class ConflictEvent(Value):
    """One step in the life of a conflict.

    ``by`` is the name of who did it (empty: nobody, the data did), ``respondent`` the id of whose
    answer it was, ``finding`` the id of what was seen, ``note`` a reason in that person's words.
    """

    at: AwareDatetime
    what: Literal["opened", "changed", "assigned", "closed", "reopened"]
    how: Resolution | None = None
    by: str = ""
    second: str = ""
    respondent: str = ""
    finding: str = ""
    note: str = ""
    until: AwareDatetime | None = None
    claim: float | None = None
    observed_high: int | None = None


Standing = Literal["open", "waived", "closed"]


class Conflict(Value):
    """A disagreement that somebody has to settle; it keeps its number whatever is computed anew.

    ``state`` is *waived* while a waiver holds. ``claim``, ``observed_high``, ``findings`` and
    ``eyes`` are those of the last moment in which it was in force.
    """

    number: int
    capability: str
    critical: bool
    state: Standing
    claim: float
    observed_high: int
    findings: tuple[str, ...]
    eyes: tuple[Eye, ...]
    owner: str = ""
    due: date | None = None
    events: tuple[ConflictEvent, ...]

    @property
    def name(self) -> str:
        """What reports and screens call it, such as *K-3*."""
        return f"K-{self.number}"

    @property
    def opened_at(self) -> datetime:
        """When it was first seen."""
        return self.events[0].at

    @property
    def closed(self) -> ConflictEvent | None:
        """The step that closed it (or waived it); ``None`` while it is open."""
        if self.state == "open":
            return None
        return next((item for item in reversed(self.events) if item.what == "closed"), None)

    def overdue(self, today: date) -> bool:
        """Whether it is open past its day."""
        return self.state == "open" and self.due is not None and self.due < today


class InheritedConflict(Value):
    """A conflict about an answer that is carried from another use case of the client.

    It is settled there: in the assessment with this id, of the use case of this name.
    """

    use_case: str
    assessment: str
    conflict: Conflict


def state_after(events: Sequence[ConflictEvent]) -> Standing:
    """How a conflict stands after the steps of its life; the first one opened it."""
    last = [item for item in events if item.what in ("opened", "reopened", "closed")][-1]
    if last.what != "closed":
        return "open"
    return "waived" if last.how is Resolution.WAIVED else "closed"


def disagreements(pack: Pack, inputs: Inputs, as_of: datetime) -> tuple[Disagreement, ...]:
    """Every conflict of one assessment at ``as_of``, waived ones included, in the pack's order.

    The same rules as the scorecard's: what it calls a conflict is here, and nothing else.
    """
    profile = pack.profile(inputs.profile)
    hidden = not_applicable(pack, profile, inputs.traits)
    said = heard(standing(inputs.findings, inputs.overrules, as_of), pack.id)
    found = [
        _disagreement(pack, inputs, case, said, as_of)
        for case in cases(pack, inputs, as_of).values()
        if case.id not in hidden
    ]
    return tuple(item for item in found if item is not None)


def _disagreement(
    pack: Pack, inputs: Inputs, case: Case, said: Mapping[str, Sequence[Heard]], as_of: datetime
) -> Disagreement | None:
    critical = case.id in pack.profile(inputs.profile).critical
    claim, bracket = case.position.claim, observed(case.witnesses)
    over = over_claim(claim, bracket)
    high = bracket[1]
    if claim is None or high is None:
        return None
    if not is_conflict(over, critical, pack.judgements.thresholds):
        return None
    against = contradicting(case, said[case.id])
    return Disagreement(
        capability=case.id,
        critical=critical,
        claim=claim,
        observed_high=high,
        findings=tuple(item.id for item in against),
        eyes=tuple(dict.fromkeys((item.probe, item.source) for item in against)),
        waived=is_waived(inputs.waivers, case.id, critical, as_of),
    )


def contradicting(case: Case, said: Sequence[Heard]) -> tuple[Finding, ...]:
    """The absent findings that stand against the claim, those at the lowest level first.

    A finding that another one on the same level outweighs does not stand against anything.
    """
    claim = case.position.claim or 0.0
    refused = {item.anchor for item in case.witnesses if not item.present and item.anchor <= claim}
    against = {
        (bearing.anchor, finding.probe, finding.source): finding
        for finding, bearing in said
        if finding.outcome is Outcome.ABSENT and bearing.anchor in refused
    }
    return tuple(against[place] for place in sorted(against))
