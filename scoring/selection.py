"""Which initiatives a plan needs, which of them open the gate, and how urgent each is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from content.model import Effort, Initiative, Pack
from scoring.areas import is_scored
from scoring.belief import log_mean
from scoring.model import CapabilityScore, Scorecard
from scoring.readiness import is_below_target, rounded
from scoring.roadmap_model import PlanInputs, Status

FINISHED = (Status.DONE, Status.PROVED)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An initiative that the plan holds: what it lifts, what it waits for, how urgent it is."""

    initiative: Initiative
    score: CapabilityScore
    efforts: tuple[Effort, ...]
    from_level: int
    to_level: int
    status: Status
    prerequisites: tuple[str, ...]
    opens_gate: bool = False
    serves_gate: bool = False
    """It opens the gate, or something that opens the gate waits for it."""
    priority: float = 0.0

    @property
    def id(self) -> str:
        """The initiative's id."""
        return self.initiative.id

    @property
    def proof_days(self) -> int:
        """Days for which the exit criterion must have held after the work ends."""
        return self.initiative.exit.proof_days

    @property
    def low(self) -> float:
        """Person-weeks of all roles, low estimate."""
        return sum(effort.low for effort in self.efforts)

    @property
    def mid(self) -> float:
        """Person-weeks of all roles, mid estimate."""
        return sum(effort.mid for effort in self.efforts)

    @property
    def high(self) -> float:
        """Person-weeks of all roles, high estimate."""
        return sum(effort.high for effort in self.efforts)

    @property
    def effort_by_role(self) -> dict[str, float]:
        """Person-weeks by role, mid estimate."""
        found: dict[str, float] = {}
        for effort in self.efforts:
            found[effort.role] = found.get(effort.role, 0.0) + effort.mid
        return found

    def urgency(self) -> tuple[bool, bool, float, str]:
        """Sorts the queue: what has begun keeps its people, then what the gate waits for."""
        begun = self.status is Status.IN_PROGRESS
        return not begun, not self.serves_gate, -self.priority, self.id


def candidates(pack: Pack, scorecard: Scorecard, inputs: PlanInputs) -> tuple[Candidate, ...]:
    """The initiatives to plan, in the pack's order: prerequisites, gate and priority worked out.

    An initiative is planned where its capability was answered and its rounded level lies under the
    target, or where it is critical and too unlikely at level 3. What nobody answered gets no work:
    it is to be asked first. A prerequisite whose own capability is in place, or that is done or
    dropped, holds nothing up.
    """
    found = [
        _candidate(pack, item, inputs)
        for item in scorecard.capabilities
        if needs_work(item, scorecard) and planned(pack, item, inputs)
    ]
    active = {item.id for item in found if item.status not in FINISHED}
    held = [
        replace(item, prerequisites=tuple(p for p in item.initiative.prerequisites if p in active))
        for item in found
    ]
    opening = _opening(pack, scorecard, held)
    serving = _with_prerequisites(held, opening)
    marked = [
        replace(item, opens_gate=item.id in opening, serves_gate=item.id in serving)
        for item in held
    ]
    return _prioritised(marked, pack.judgements.planning.gate_factor)


def needs_work(item: CapabilityScore, scorecard: Scorecard) -> bool:
    """Whether a capability is below its target, or keeps the gate shut by its probability."""
    unlikely = any(
        reason.code == "probability" and reason.capability == item.id
        for reason in scorecard.reasons
    )
    return unlikely or is_below_target(item)


def planned(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> bool:
    """Whether the pack has an initiative for the capability and nobody dropped it."""
    initiative = pack.initiative_for(item.id)
    return initiative is not None and not is_dropped(initiative.id, inputs)


def is_dropped(initiative: str, inputs: PlanInputs) -> bool:
    """Whether the planner took the initiative out."""
    return initiative in inputs.dropped or inputs.status.get(initiative) is Status.DROPPED


def _candidate(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> Candidate:
    initiative = next(i for i in pack.initiatives if i.capability == item.id)
    return Candidate(
        initiative=initiative,
        score=item,
        efforts=_efforts(initiative, inputs.effort_mid.get(initiative.id)),
        # Where the mean rounds to the target but is not sure enough, the level relied on is below.
        from_level=min(rounded(item.mean), item.target - 1),
        to_level=item.target,
        status=inputs.status.get(initiative.id, Status.PLANNED),
        prerequisites=(),
    )


def _efforts(initiative: Initiative, mid: float | None) -> tuple[Effort, ...]:
    """The pack's efforts, scaled as a whole where a planner entered another mid estimate."""
    if mid is None:
        return initiative.effort
    scale = mid / sum(effort.mid for effort in initiative.effort)
    return tuple(
        Effort(
            role=effort.role,
            low=effort.low * scale,
            mid=effort.mid * scale,
            high=effort.high * scale,
        )
        for effort in initiative.effort
    )


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


def _prioritised(marked: Sequence[Candidate], gate_factor: float) -> tuple[Candidate, ...]:
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
