"""How much of a movement each cause explains: shares that sum to the whole of it."""

from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from math import factorial
from typing import NamedTuple

from content.model import Pack
from content.values import Value
from scoring.areas import band, drawn, log_index, overall
from scoring.cases import cases, scores
from scoring.model import Inputs, Scorecard
from scoring.movement_causes import Cause, Places, changed, mixed

_NOTHING = 1e-9

OVERALL = ""
"""The key of the overall index among areas."""

Levels = Mapping[str, float]


class Part(Value):
    """What one cause moved, in levels; negative where it lowered."""

    cause: Cause
    levels: float


class Split(Value):
    """Parts by capability, and by area (the empty name: the overall index), widest first."""

    capabilities: dict[str, tuple[Part, ...]]
    areas: dict[str, tuple[Part, ...]]


class Frozen(NamedTuple):
    """A result as it was frozen: its levels and indexes, with what went into it.

    ``inputs`` are those that the pack of now is asked with; ``at`` is UTC-aware.
    """

    levels: Levels
    inputs: Inputs
    at: datetime


def as_frozen(card: Scorecard, inputs: Inputs) -> Frozen:
    """A scorecard's own levels and indexes, with the inputs it is compared by."""
    bands = {item.id: item.band for item in card.areas} | {OVERALL: card.index}
    levels = {item.id: item.mean for item in card.capabilities}
    indexes = {name: held.level for name, held in bands.items() if held}
    return Frozen(levels | indexes, inputs, card.as_of)


def split(pack: Pack, frozen: Frozen, after: Inputs, after_at: datetime, places: Places) -> Split:
    """The movement from a frozen result to inputs of ``pack``, shared out over what changed.

    First ``pack`` takes the place of the one that was judged with (*pack*: what it makes of the
    earlier inputs at their own moment, less what was frozen). Then the moment alone moves (*time*).
    Then each cause gets its Shapley value: the mean, over every order in which the causes could
    have come, of what it adds when it comes (Shapley 1953). The parts of a capability sum to its
    change of mean level, those of an area to its change of index. What had no level or index before,
    or has none after, has no parts.
    """
    before = frozen.inputs
    levels = mixes(pack, before, after, after_at, places)
    causes = sorted(frozenset().union(*levels))
    under = _levels(pack, before, frozen.at)
    aged = _difference(levels[frozenset()], under)
    judged_otherwise = _difference(under, frozen.levels)
    shares = {cause: _shapley(cause, causes, levels) for cause in causes}
    shares[Cause.TIME] = _sum(aged, shares.get(Cause.TIME, {}))
    shares[Cause.PACK] = judged_otherwise
    known = frozenset.intersection(*(frozenset(item) for item in levels.values())) & aged.keys()
    known &= judged_otherwise.keys()
    parts = {key: _parts(key, shares) for key in known}
    names = {area.id for area in pack.areas} | {OVERALL}
    return Split(
        capabilities={key: held for key, held in parts.items() if key not in names},
        areas={key: held for key, held in parts.items() if key in names},
    )


def mixes(
    pack: Pack, before: Inputs, after: Inputs, at: datetime, places: Places
) -> dict[frozenset[Cause], Levels]:
    """What each choice of the causes that occur, taken alone, makes of the earlier inputs at ``at``.

    The empty choice is the earlier inputs, that of all causes the later ones.
    """
    causes = sorted(changed(before, after, places))
    every = [
        frozenset(some) for size in range(len(causes) + 1) for some in combinations(causes, size)
    ]
    return {taken: _levels(pack, mixed(before, after, taken, places), at) for taken in every}


def _levels(pack: Pack, given: Inputs, as_of: datetime) -> Levels:
    """Mean level by capability, and the index by area, of those that have one."""
    scored = scores(pack, given, cases(pack, given, as_of), as_of)
    draws = drawn(scored, pack.judgements)
    logs = {
        area.id: log_index([item for item in scored if item.area == area.id], draws)
        for area in pack.areas
    }
    bands = {name: band(value) for name, value in logs.items()}
    bands[OVERALL] = band(overall(logs, pack.judgements))
    indexes = {name: held.level for name, held in bands.items() if held}
    return indexes | {item.id: item.mean for item in scored}


def _shapley(
    cause: Cause, causes: list[Cause], levels: Mapping[frozenset[Cause], Levels]
) -> dict[str, float]:
    others = [item for item in causes if item != cause]
    found: dict[str, float] = {}
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(len(others) - size) / factorial(len(causes))
        for some in combinations(others, size):
            added = _difference(levels[frozenset(some) | {cause}], levels[frozenset(some)])
            found = _sum(found, {key: weight * value for key, value in added.items()})
    return found


def _difference(after: Levels, before: Levels) -> dict[str, float]:
    return {key: after[key] - before[key] for key in after if key in before}


def _sum(one: Levels, other: Levels) -> dict[str, float]:
    return {key: one.get(key, 0.0) + other.get(key, 0.0) for key in one.keys() | other.keys()}


def _parts(key: str, shares: Mapping[Cause, Levels]) -> tuple[Part, ...]:
    found = (Part(cause=cause, levels=share.get(key, 0.0)) for cause, share in shares.items())
    some = (item for item in found if abs(item.levels) > _NOTHING)
    return tuple(sorted(some, key=lambda item: (-abs(item.levels), item.cause)))
