"""What turns the verdict: the smallest set that brings it up, single ones that bring it down."""

from collections.abc import Collection, Iterable

import numpy as np

from scoring.capability import Belief
from scoring.model import CapabilityScore, GateReason, Verdict
from scoring.perturbation import SHAKEN_CODES, rank, verdict_ranks
from scoring.readiness import rounded
from scoring.sensitivity import Basis, at_level, share, with_beliefs
from scoring.turning_model import Pivot, Step

PROVED_LEVEL = 3
"""The level that the gate asks of every critical capability (judging rules, §3)."""


def closed_level(item: CapabilityScore) -> int:
    """The level of a capability once its shortfall is closed: 3, its target, or what it has."""
    return max(PROVED_LEVEL, item.target, rounded(item.mean) if item.answered else 0)


def closed(made: Basis, names: Iterable[str]) -> dict[str, Belief]:
    """The beliefs of some capabilities once each is closed and proved."""
    return {name: at_level(closed_level(made.score(name))) for name in names}


def smallest_set(made: Basis, agreement: float) -> tuple[str, ...]:
    """Capabilities that together bring the verdict to the aim, none of which can be left out.

    Greedy by the share (and, where it does not move yet, by how little is still in the way), then
    pruned: the verdict itself reaches the aim and at least ``agreement`` (0–1) of the perturbed
    judgements do. Empty where the verdict is *ready* or nothing reaches it.
    """
    if made.verdict is made.aim:
        return ()
    candidates = [item.id for item in made.judged.scores if _can_help(item, made.aim)]
    chosen = [name for name in candidates if name in _necessary(made)]
    while not _reached(made, chosen, agreement):
        best = _best_next(made, chosen, [name for name in candidates if name not in chosen])
        if best is None:
            return ()
        chosen.append(best)
    return _pruned(made, chosen, agreement)


def steps(made: Basis, names: Collection[str]) -> tuple[Step, ...]:
    """A set closed one after the other, each time the one that lifts the share most."""
    left, after, found = sorted(names), made, list[Step]()
    while left:
        tried = {name: with_beliefs(after, closed(made, [name])) for name in left}
        best = min(left, key=lambda name: (*_progress(tried[name]), name))
        left.remove(best)
        after = tried[best]
        level = closed_level(made.score(best))
        found.append(Step(capability=best, level=level, share=share(after), verdict=after.verdict))
    return tuple(found)


def down(made: Basis, agreement: float) -> tuple[Pivot, ...]:
    """Single capabilities that bring the verdict down within what the evidence allows.

    Each at the highest level that does: it lies at or above the capability's 10th percentile, the
    verdict itself falls, and at least ``agreement`` of the perturbed judgements are below today's.
    The likeliest first.
    """
    found = [
        pivot
        for item in made.judged.scores
        if item.applicable and item.answered and (pivot := _down(made, item, agreement))
    ]
    return tuple(sorted(found, key=lambda pivot: (-pivot.chance, pivot.capability)))


def _down(made: Basis, item: CapabilityScore, agreement: float) -> Pivot | None:
    for level in range(item.high, item.low - 1, -1):
        after = with_beliefs(made, {item.id: at_level(level)})
        below = 1 - share(after, made.verdict)
        if rank(after.verdict) < rank(made.verdict) and below >= agreement:
            chance = float(sum(item.belief[:level]))
            return Pivot(
                capability=item.id,
                level=level,
                chance=chance,
                verdict=after.verdict,
                agreement=below,
            )
    return None


def _can_help(item: CapabilityScore, aim: Verdict) -> bool:
    """Only critical ones decide below *ready*; for a verdict at all, whatever is not covered."""
    if not item.applicable:
        return False
    if aim is Verdict.NOT_READY:
        return not item.covered
    return item.critical or aim is Verdict.READY


def _necessary(made: Basis) -> set[str]:
    """Capabilities of which a reason of their own forbids the aim: no set can do without them."""
    return {
        reason.capability
        for reason in made.judged.reasons
        if reason.capability and rank(reason.blocks) <= rank(made.aim)
    }


def _reached(made: Basis, names: Collection[str], agreement: float) -> bool:
    after = with_beliefs(made, closed(made, names))
    return rank(after.verdict) >= rank(made.aim) and share(after) >= agreement


def _best_next(made: Basis, chosen: list[str], left: list[str]) -> str | None:
    """What lifts the share most, or leaves least in the way; ``None`` where nothing helps."""
    start = with_beliefs(made, closed(made, chosen))
    before = _progress(start)
    ranked = sorted((*_progress(with_beliefs(start, closed(made, [name]))), name) for name in left)
    return ranked[0][2] if ranked and ranked[0][:2] < before else None


def _progress(made: Basis) -> tuple[float, float]:
    """(−share, how many parts are in the way on average): less is better."""
    ranks = verdict_ranks(made.judged, made.parts)
    return -float(np.mean(ranks >= rank(made.aim))), _in_the_way(made, made.aim)


def _in_the_way(made: Basis, aim: Verdict) -> float:
    """Facts that forbid the aim, and the mean number of chances and dimensions too low for it."""
    facts = sum(
        _weight(item)
        for item in made.judged.reasons
        if item.code not in SHAKEN_CODES and rank(item.blocks) <= rank(aim)
    )
    low = sum(float(np.mean(ranks < rank(aim))) for ranks in made.parts.caps.values())
    if aim is Verdict.READY:
        low += sum(float(np.mean(below)) for below in made.parts.low.values())
    return facts + low


def _weight(reason: GateReason) -> float:
    """One for a fact; for coverage also what is missing, so that each answer brings it nearer."""
    missing = (reason.limit or 0.0) - (reason.value or 0.0) if reason.code == "coverage" else 0.0
    return 1.0 + missing


def _pruned(made: Basis, chosen: list[str], agreement: float) -> tuple[str, ...]:
    """The set without whatever it does not need, the latest added first to go."""
    kept = list(chosen)
    for name in reversed(chosen):
        without = [other for other in kept if other != name]
        if _reached(made, without, agreement):
            kept = without
    return tuple(kept)
