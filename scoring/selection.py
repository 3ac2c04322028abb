"""Which initiatives a plan needs, from which level to which, and what each waits for."""

from dataclasses import dataclass, replace
from datetime import date

from content.model import Effort, Initiative, Pack
from scoring.model import CapabilityScore, Scorecard
from scoring.readiness import is_below_target, rounded
from scoring.roadmap_model import PlanInputs, Priority, Status

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
    lift: float = 0.0
    """Weight times levels gained for each person-week: the order among equal priorities."""
    parts: Priority | None = None
    inherited: date | None = None
    """Built for another use case and proved by this day."""

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

    def urgency(self) -> tuple[bool, bool, float, float, str]:
        """Sorts the queue: what has begun keeps its people, then what the gate waits for."""
        begun = self.status is Status.IN_PROGRESS
        return not begun, not self.serves_gate, -self.priority, -self.lift, self.id


def candidates(pack: Pack, scorecard: Scorecard, inputs: PlanInputs) -> tuple[Candidate, ...]:
    """The initiatives to plan, in the pack's order, with the prerequisites that hold them up.

    An initiative is planned where its capability was answered and its rounded level lies under the
    target, or where it is critical and too unlikely at level 3, or where the planner wants it all
    the same. What nobody answered gets no work unless that is wanted: it is to be asked first. A
    prerequisite whose own capability is in place, or that is done, inherited or dropped, holds
    nothing up.
    """
    found = [
        _candidate(pack, item, inputs)
        for item in scorecard.capabilities
        if planned(pack, item, inputs)
        and (needs_work(item, scorecard) or is_forced(pack, item, inputs))
    ]
    active = {item.id for item in found if item.status not in FINISHED}
    held = [
        replace(item, prerequisites=tuple(p for p in item.initiative.prerequisites if p in active))
        for item in found
    ]
    return tuple(held)


def needs_work(item: CapabilityScore, scorecard: Scorecard) -> bool:
    """Whether a capability is below what is wanted, or the gate needs it.

    That it is good enough here never takes out what the gate needs: a critical capability too
    unlikely at level 3, or one under its target in a dimension that is too low.
    """
    unlikely = any(
        reason.code == "probability" and reason.capability == item.id
        for reason in scorecard.reasons
    )
    too_low = any(
        reason.code == "area_level" and reason.area == item.area for reason in scorecard.reasons
    )
    lifts = item.applicable and item.answered and rounded(item.mean) < item.target
    return unlikely or is_below_target(item) or (too_low and lifts)


def planned(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> bool:
    """Whether the pack has an initiative for the capability and nobody dropped it."""
    initiative = pack.initiative_for(item.id)
    return initiative is not None and not is_dropped(initiative.id, inputs)


def is_forced(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> bool:
    """Whether the planner wants the capability's initiative although nothing asks for it."""
    initiative = pack.initiative_for(item.id)
    return initiative is not None and initiative.id in inputs.forced and item.applicable


def is_dropped(initiative: str, inputs: PlanInputs) -> bool:
    """Whether the planner took the initiative out."""
    return initiative in inputs.dropped or inputs.status.get(initiative) is Status.DROPPED


def _candidate(pack: Pack, item: CapabilityScore, inputs: PlanInputs) -> Candidate:
    initiative = next(i for i in pack.initiatives if i.capability == item.id)
    delivered = inputs.inherited.get(initiative.id)
    status = inputs.status.get(initiative.id, Status.PLANNED)
    return Candidate(
        initiative=initiative,
        score=item,
        efforts=_efforts(initiative, inputs),
        # Where the mean rounds to the target but is not sure enough, the level relied on is below.
        from_level=min(rounded(item.mean), item.target - 1),
        to_level=item.target,
        status=status if delivered is None else Status.PROVED,
        prerequisites=(),
        inherited=delivered,
    )


def _efforts(initiative: Initiative, inputs: PlanInputs) -> tuple[Effort, ...]:
    """The pack's efforts, scaled as a whole where a planner entered another mid estimate.

    A low or a high that the planner entered is shared among the roles as the pack shares its own.
    """
    name, given = initiative.id, initiative.effort
    middle = _scale(inputs.effort_mid.get(name), sum(item.mid for item in given))
    low = _scale(inputs.effort_low.get(name), sum(item.low for item in given), middle)
    high = _scale(inputs.effort_high.get(name), sum(item.high for item in given), middle)
    if low == middle == high == 1:
        return given
    return tuple(
        Effort(role=item.role, low=item.low * low, mid=item.mid * middle, high=item.high * high)
        for item in given
    )


def _scale(entered: float | None, known: float, otherwise: float = 1.0) -> float:
    return otherwise if entered is None or not known else entered / known
