"""All that was kept of a use case's exit criteria until one moment, over all its assessments."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from assessment.probing import definitions
from assessment.sources import Source
from content.model import MeasuredCondition, Pack
from content.proof_rules import proof_rules
from content.traits import Traits
from engagement.in_force.what_counts import overrules_in
from engagement.memory import Memory
from engagement.store import Transaction, assessments, evidence, exit_criteria, plans
from engagement.store.exit_criteria import Attempted, StatusSet
from engagement.workspaces import assessment_in
from scoring.proof import Watched, proofs
from scoring.proof_model import Attempt, Claim, InitiativeProof
from scoring.selection import FINISHED
from scoring.witnesses import in_force

_TRIED: Memory[tuple[Attempted, ...]] = Memory(16)
"""Attempts by what was there: a year of daily readings is thousands of rows, and a page asks often."""


@cache
def metrics_of_probe() -> dict[str, tuple[str, ...]]:
    """Probe id -> the metrics it reads, so that one that could not look shows as unavailable."""
    return {held.id: held.metrics for held in definitions()}


def watched_metrics(pack: Pack) -> frozenset[str]:
    """The metrics that some exit criterion of the pack is measured by."""
    return frozenset(
        item.metric
        for initiative in pack.initiatives
        for item in initiative.exit.conditions
        if isinstance(item, MeasuredCondition)
    )


def proofs_in(
    tx: Transaction, assessment_id: str, pack: Pack, traits: Traits | None, until: datetime
) -> dict[str, InitiativeProof]:
    """Initiative id -> how far it was proved at ``until``."""
    held = watched_in(tx, assessment_id, pack, until)
    return proofs(pack.initiatives, held, traits, proof_rules())


def watched_in(tx: Transaction, assessment_id: str, pack: Pack, until: datetime) -> Watched:
    """What was read, attested and claimed of the use case until a moment.

    The earlier assessments with the same pack count: a window does not begin anew with a quarter.
    """
    ids = alike(tx, assessment_id)
    every = {source.id: source for one in ids for source in evidence.sources(tx, one, every=True)}
    given = (item for one in ids for item in overrules_in(tx, one))
    aside = {item.finding for item in given if in_force(item, until)}
    tried = _TRIED.of(
        (exit_criteria.mark(tx, ids), pack.digest),
        lambda: exit_criteria.attempts(tx, ids, watched_metrics(pack), metrics_of_probe()),
    )
    return Watched(
        attempts=_by_metric(
            [item for item in tried if item.at <= until and item.finding not in aside], every
        ),
        attestations=exit_criteria.attestations(tx, ids, until),
        claims=claims_in(tx, assessment_id, ids, until),
        gone=_gone(tx, assessment_id, every),
    )


def alike(tx: Transaction, assessment_id: str) -> list[str]:
    """Ids of the assessments of the same use case with the same pack, this one among them."""
    here = assessment_in(tx, assessment_id)
    every = assessments.of_use_case(tx, here.use_case_id)
    return [item.id for item in every if item.pack.id == here.pack.id]


def claims_in(
    tx: Transaction, assessment_id: str, assessment_ids: list[str], until: datetime
) -> tuple[Claim, ...]:
    """Which initiatives the plan calls done, and since when."""
    given = exit_criteria.statuses(tx, assessment_ids)
    since = _done_since(item for item in given if item.at <= until)
    return tuple(
        Claim(initiative=item.initiative, since=since.get(item.initiative))
        for item in plans.items(tx, assessment_id)
        if item.status in FINISHED
    )


def _done_since(given: Iterable[StatusSet]) -> dict[str, datetime]:
    """Initiative -> when it was last called done, after it was not."""
    since: dict[str, datetime] = {}
    for item in given:
        if item.status in FINISHED:
            since.setdefault(item.initiative, item.at)
        else:
            since.pop(item.initiative, None)
    return since


def _by_metric(
    tried: Iterable[Attempted], sources: Mapping[str, Source]
) -> dict[str, tuple[Attempt, ...]]:
    found: dict[str, list[Attempt]] = {}
    for item in tried:
        source = sources.get(item.source)
        made = Attempt(
            **item.model_dump(exclude={"reading"}), reading=item.reading,
            source_kind=source.kind if source else "", source_name=source.name if source else "",
            source_address=source.address if source else item.source,
        )  # fmt: skip
        found.setdefault(item.metric, []).append(made)
    return {metric: tuple(given) for metric, given in found.items()}


def _gone(
    tx: Transaction, assessment_id: str, every: Mapping[str, Source]
) -> frozenset[tuple[str, str, str]]:
    """Places of the use case at which this assessment does not look any more."""
    seen = (*evidence.sources(tx, assessment_id), *evidence.imported_sources(tx, assessment_id))
    here = {_place(source) for source in seen}
    return frozenset({_place(source) for source in every.values()} - here)


def _place(source: Source) -> tuple[str, str, str]:
    return source.kind, source.name, source.address
