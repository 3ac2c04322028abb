"""Which initiatives open the gate, what they wait for, and how urgent each is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from content.model import Pack
from scoring.areas import is_scored
from scoring.belief import log_mean
from scoring.model import CapabilityScore, Scorecard
from scoring.selection import Candidate


def prioritised(
    pack: Pack, scorecard: Scorecard, held: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates with their part in opening the gate, and their priority, in the same order."""
    opening = _opening(pack, scorecard, held)
    serving = _with_prerequisites(held, opening)
    marked = [
        replace(item, opens_gate=item.id in opening, serves_gate=item.id in serving)
        for item in held
    ]
    return _ranked(marked, pack.judgements.planning.gate_factor)


def _opening(pack: Pack, scorecard: Scorecard, held: Sequence[Candidate]) -> set[str]:
    """Initiatives that open the gate: those of blocking capabilities and of low dimensions."""
    blocking = {reason.capability for reason in scorecard.reasons}
    opening = {item.id for item in held if item.score.id in blocking}
    for reason in scorecard.reasons:
        if reason.code == "area_level" and reason.area is not None:
            members = [item for item in scorecard.capabilities if item.area == reason.area]
            opening |= _lifting(pack, members, held, opening)
    return opening


def _lifting(
    pack: Pack,
    members: Sequence[CapabilityScore],
    held: Sequence[Candidate],
    opening: set[str],
) -> set[str]:
    """A dimension's initiatives by gain for effort, best first, until its index is high enough."""
    scored = [item for item in members if is_scored(item, pack.judgements)]
    total = sum(item.weight for item in scored)
    logs = {item.id: float(log_mean(np.array(item.belief))) for item in scored}
    gains = {
        item.id: item.score.weight * max(0.0, math.log(item.to_level) - logs[item.score.id])
        for item in held
        if item.score.id in logs
    }
    missing = total * math.log(pack.judgements.thresholds.ready_area_level)
    missing -= sum(item.weight * logs[item.id] for item in scored)
    missing -= sum(gain for name, gain in gains.items() if name in opening)
    worth = {item.id: gains[item.id] / item.mid for item in held if item.id in gains}
    chosen: set[str] = set()
    for name in sorted(worth, key=lambda name: (-worth[name], name)):
        if missing > 0 and name not in opening:
            chosen.add(name)
            missing -= gains[name]
    return chosen


def _with_prerequisites(held: Sequence[Candidate], opening: Iterable[str]) -> set[str]:
    by_id = {item.id: item for item in held}
    found: set[str] = set()
    waiting = list(opening)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(by_id[name].prerequisites)
    return found


def _ranked(marked: Sequence[Candidate], gate_factor: float) -> tuple[Candidate, ...]:
    """Weight · levels gained (times the gate's factor) / person-weeks; a dependent's if higher."""
    own = {
        item.id: item.score.weight
        * (item.to_level - item.from_level)
        * (gate_factor if item.opens_gate else 1.0)
        / item.mid
        for item in marked
    }
    waiting_for = dependents(marked)
    return tuple(
        replace(item, priority=max(own[name] for name in _after(item.id, waiting_for)))
        for item in marked
    )


def dependents(held: Iterable[Candidate]) -> dict[str, tuple[str, ...]]:
    """Initiative id -> ids of those that wait for it directly."""
    found: dict[str, tuple[str, ...]] = {}
    for item in held:
        for before in item.prerequisites:
            found[before] = (*found.get(before, ()), item.id)
    return found


def _after(name: str, waiting_for: Mapping[str, tuple[str, ...]]) -> set[str]:
    """``name`` and everything that waits for it, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(waiting_for.get(current, ()))
    return found
