"""How claim and evidence of one capability stand to each other."""

from collections.abc import Iterable
from datetime import datetime

from assessment.consensus import Position
from assessment.model import GoodEnough, Waiver
from content.judgement import Thresholds
from scoring.capability import Case
from scoring.model import State
from scoring.witnesses import Witness

Bracket = tuple[int | None, int | None]


def observed(witnesses: Iterable[Witness]) -> Bracket:
    """The bracket that probes leave: highest present anchor, lowest absent anchor − 1 (at least 1).

    ``None`` where it is open. Where probes contradict each other the first may exceed the second.
    """
    found = tuple(witnesses)
    present = [item.anchor for item in found if item.present]
    absent = [item.anchor for item in found if not item.present]
    return max(present, default=None), max(1, min(absent) - 1) if absent else None


def over_claim(claim: float | None, bracket: Bracket) -> float:
    """Levels claimed beyond what was seen (positive), or seen beyond what is claimed (negative)."""
    low, high = bracket
    if claim is None:
        return 0.0
    if high is not None and claim > high:
        return claim - high
    return min(0.0, claim - low) if low is not None else 0.0


def is_conflict(over: float, critical: bool, thresholds: Thresholds) -> bool:
    """Whether an over-claim is large enough to be a conflict."""
    limit = thresholds.critical_conflict_levels if critical else thresholds.conflict_levels
    return over >= limit


def is_waived(waivers: Iterable[Waiver], capability: str, critical: bool, as_of: datetime) -> bool:
    """Whether somebody accepted the conflict with a reason, for a time that has not run out.

    On a critical capability a second person, other than the first, must have agreed.
    """
    return any(
        item.capability == capability
        and bool(item.by.strip() and item.reason.strip())
        and item.at <= as_of <= item.until
        and (not critical or item.second.strip() not in ("", item.by.strip()))
        for item in waivers
    )


def accepted_level(
    accepted: Iterable[GoodEnough], capability: str, target: int, as_of: datetime
) -> int | None:
    """The level under the target that was accepted last, with name and reason, and still is."""
    held = [
        item
        for item in accepted
        if item.capability == capability
        and bool(item.by.strip() and item.reason.strip())
        and item.at <= as_of
        and (item.until is None or as_of <= item.until)
    ]
    last = max(held, key=lambda item: item.at, default=None)
    return last.level if last is not None and last.level < target else None


def is_disputed(position: Position, second_round: bool, thresholds: Thresholds) -> bool:
    """Whether a second round of voting still left people apart."""
    if not second_round or position.agreement is None or position.vote_range is None:
        return False
    apart = position.agreement < thresholds.disputed_agreement
    return apart or position.vote_range >= thresholds.disputed_range


def to_discuss(position: Position, conflict: bool, thresholds: Thresholds) -> bool:
    """Whether a facilitator should bring the item up: people differ, or people and probes do."""
    if conflict or position.agreement is None or position.vote_range is None:
        return conflict
    wide = position.vote_range >= thresholds.discuss_range and position.votes >= 3
    return wide or position.agreement < thresholds.discuss_agreement


def state_of(case: Case, over: float, conflict: bool, disputed: bool) -> State:
    """The first that holds, in the order of :class:`State`.

    Where probes saw something and nobody gave a level, nothing disagrees: *aligned*.
    """
    claimed, seen = case.position.claim is not None, bool(case.witnesses)
    stale = case.position.stale or any(item.stale for item in case.witnesses)
    rules = (
        (conflict, State.CONFLICT),
        (disputed, State.DISPUTED),
        (stale, State.STALE),
        (over != 0, State.SHORTFALL),
        (claimed and not seen, State.UNCHECKED),
        (seen, State.ALIGNED),
    )
    return next((state for holds, state in rules if holds), State.UNKNOWN)
