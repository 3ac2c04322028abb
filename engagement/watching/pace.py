"""The gap to target over the plans of a use case, and the pace at which it really closed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from content.model import Pack
from content.proof_rules import proof_rules
from engagement.faults import Refused
from engagement.judging import inputs_in, judged
from engagement.outside import clock
from engagement.plans.planning import plan_inputs, roadmap
from engagement.store import Store, Transaction, assessments, packs, snapshots
from engagement.watching.watched import alike, proofs_in
from engagement.workspaces import assessment_in, workspace_in
from scoring.burn_down import burn_down
from scoring.burn_down_model import BurnDown, Piece
from scoring.model import CapabilityScore, Scorecard
from scoring.proof_model import InitiativeProof, Standing
from scoring.readiness import rounded
from scoring.roadmap_model import Roadmap

PLANS = 12
"""Frozen plans that are looked back on, besides the first one."""

Dated = tuple[date, Roadmap]


def burned_down(store: Store, assessment_id: str, as_of: datetime | None = None) -> BurnDown | None:
    """The gap from the use case's first plan until ``as_of``; ``None`` where there is no plan."""
    moment = as_of or clock.now()
    try:
        now = roadmap(store, assessment_id, as_of)
    except Refused:
        return None
    with store.reading() as tx:
        place = workspace_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
        card = judged(pack, inputs_in(tx, assessment_id), as_of)
        earlier = _earlier(tx, assessment_id, moment)
        proofs = proofs_in(tx, assessment_id, pack, place.use_case.traits, moment)
        began = _began(tx, assessment_id)
    if not card.gives_verdict:
        return None
    dropped = plan_inputs(store, assessment_id).dropped
    plans = [*earlier, (moment.date(), now)]
    start = plans[0][0] if earlier else min(began, moment.date())
    pieces = _pieces(plans, start, proofs, _Left(pack, card, dropped))
    return burn_down(pieces, start, moment.date(), proof_rules(), runs=now.runs, seed=now.seed)


def _began(tx: Transaction, assessment_id: str) -> date:
    """The day on which the use case was first assessed with this pack."""
    ids = set(alike(tx, assessment_id))
    every = assessments.of_use_case(tx, assessment_in(tx, assessment_id).use_case_id)
    return min(item.started_at.date() for item in every if item.id in ids)


def _earlier(tx: Transaction, assessment_id: str, until: datetime) -> list[Dated]:
    """Plans as they were frozen, the oldest first."""
    known = snapshots.listed(tx, tuple(alike(tx, assessment_id)))  # the newest first
    held = [item for item in known if item.taken_at <= until]
    wanted = held[:PLANS] + held[PLANS:][-1:]
    found = (snapshots.get(tx, item.id) for item in reversed(wanted))
    return [(item.info.taken_at.date(), item.roadmap) for item in found if item and item.roadmap]


class _Left:
    """Why an initiative is in the plan no more: its level was reached, or somebody took it out."""

    def __init__(self, pack: Pack, card: Scorecard, dropped: Sequence[str]) -> None:
        self._capability = {item.id: item.capability for item in pack.initiatives}
        self._score = {item.id: item for item in card.capabilities}
        self._dropped = dropped

    def reached(self, initiative: str) -> bool:
        """Whether our reading is at the target; else it was taken out, or is known no more."""
        score = self._score.get(self._capability.get(initiative, ""))
        return score is not None and initiative not in self._dropped and _at_target(score)


def _at_target(score: CapabilityScore) -> bool:
    known = score.applicable and score.answered and score.accepted_level is None
    return known and rounded(score.mean) >= score.target


def _pieces(
    plans: Sequence[Dated], start: date, proofs: dict[str, InitiativeProof], left: _Left
) -> list[Piece]:
    """One for every initiative that was ever planned, by the first plan that had it."""
    first: dict[str, Piece] = {}
    for number, (day, plan) in enumerate(plans):
        for row in plan.rows:
            since = start if number == 0 else day
            levels = max(1, row.to_level - row.from_level)
            first.setdefault(row.id, Piece(initiative=row.id, levels=levels, since=since))
    return [_closed(item, plans, proofs.get(item.initiative), left) for item in first.values()]


def _closed(
    piece: Piece, plans: Sequence[Dated], proof: InitiativeProof | None, left: _Left
) -> Piece:
    """The piece with what became of it."""
    found = _by_proof(proof)
    gone = _gone_since(piece.initiative, plans)
    if gone is None or found.get("proved"):
        return piece.model_copy(update=found)
    how = "proved" if left.reached(piece.initiative) else "out"
    return piece.model_copy(update=found | {how: gone})


def _by_proof(proof: InitiativeProof | None) -> dict[str, date]:
    if proof is None:
        return {}
    found: dict[str, date] = {}
    words = [proof.claimed_at]
    if proof.standing is Standing.ATTESTED:
        words.append(proof.closed_at)
    elif proof.closed_at:
        found["proved"] = proof.closed_at.date()
    if said := [item.date() for item in words if item is not None]:
        found["said"] = min(said)
    if proof.regressed_at:
        found["reopened"] = proof.regressed_at.date()
    return found


def _gone_since(initiative: str, plans: Iterable[Dated]) -> date | None:
    """The day of the first plan from which on it is in none; ``None`` where the newest has it."""
    gone: date | None = None
    for day, plan in plans:
        there = any(row.id == initiative for row in plan.rows)
        gone = None if there else gone or day
    return gone
