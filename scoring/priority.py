"""Which initiatives open the gate, what they wait for, and how urgent each is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from content.model import Pack
from scoring.areas import is_scored
from scoring.belief import log_mean
from scoring.model import CapabilityScore, GateReason, Scorecard, Verdict
from scoring.perturbation import rank
from scoring.roadmap_model import PlanInputs
from scoring.selection import Candidate
from scoring.sensitivity import Basis
from scoring.worth import priorities


def prioritised(
    pack: Pack,
    scorecard: Scorecard,
    held: Sequence[Candidate],
    inputs: PlanInputs,
    made: Basis | None = None,
) -> tuple[Candidate, ...]:
    """The candidates with their part in opening the gate, and their priority, in the same order.

    ``made`` is the judgement that is asked what each initiative moves. Without one nothing is known
    of that, and weight times levels gained a person-week takes its place, times the pack's factor
    for what opens the gate.
    """
    opening = _opening(pack, scorecard, held)
    serving = _with_prerequisites(held, opening)
    marked = [
        replace(
            item,
            opens_gate=item.id in opening,
            serves_gate=item.id in serving,
            lift=item.score.weight * (item.to_level - item.from_level) / item.mid,
        )
        for item in held
    ]
    if made is None:
        factor = pack.judgements.planning.gate_factor
        return _inherited(marked, {i.id: i.lift * (factor if i.opens_gate else 1) for i in marked})
    wanted = Verdict(pack.profile(scorecard.profile).drives_to)
    parts = priorities(marked, made, wanted, inputs, pack.judgements.planning)
    told = [replace(item, parts=parts[item.id]) for item in marked]
    return _inherited(told, {name: part.own for name, part in parts.items()})


def _opening(pack: Pack, scorecard: Scorecard, held: Sequence[Candidate]) -> set[str]:
    """Initiatives that open the gate: those of blocking capabilities and of low dimensions.

    The gate is the verdict that the profile drives to; what keeps only a better one shut is no
    part of it.
    """
    reasons = [reason for reason in scorecard.reasons if in_the_way(reason, pack, scorecard)]
    blocking = {reason.capability for reason in reasons}
    opening = {item.id for item in held if item.score.id in blocking}
    for reason in reasons:
        if reason.code == "area_level" and reason.area is not None:
            members = [item for item in scorecard.capabilities if item.area == reason.area]
            opening |= _lifting(pack, members, held, opening)
    return opening


def in_the_way(reason: GateReason, pack: Pack, scorecard: Scorecard) -> bool:
    """Whether a reason keeps the judgement from the verdict that the profile drives to."""
    wanted = Verdict(pack.profile(scorecard.profile).drives_to)
    return rank(reason.blocks) <= rank(wanted)


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


def _inherited(marked: Sequence[Candidate], own: Mapping[str, float]) -> tuple[Candidate, ...]:
    """Each with its own priority, or with the highest of what waits for it if that is higher."""
    waiting_for = dependents(marked)
    found: list[Candidate] = []
    for item in marked:
        after = _after(item.id, waiting_for)
        highest = max(sorted(after), key=lambda name: own[name])
        if own[highest] <= own[item.id]:
            highest = item.id
        parts = item.parts
        if parts is not None and highest != item.id:
            parts = parts.model_copy(update={"inherited_from": highest})
        found.append(replace(item, priority=own[highest], parts=parts))
    return tuple(found)


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
