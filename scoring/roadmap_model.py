"""What a plan is made from and what it looks like: capacity, rows, milestones."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from assessment.model import Reading
from content.values import Value


class Status(StrEnum):
    """How far an initiative has come; *can start* is computed, the others are set by people."""

    PLANNED = "planned"
    CAN_START = "can_start"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PROVED = "proved"
    DROPPED = "dropped"


class ConditionState(StrEnum):
    """Whether a condition of an exit criterion holds now."""

    MET = "met"
    NOT_MET = "not_met"
    UNCERTAIN = "uncertain"
    """The reading's interval contains the target, or the window is not yet full."""
    NOT_READ = "not_read"
    """No source gave it: never counted as not met."""
    UNAVAILABLE = "unavailable"
    """A source was asked and could not answer."""
    TO_ATTEST = "to_attest"


class Freeze(Value):
    """Days on which no work happens (both inclusive), such as a trading freeze."""

    name: str
    start: date
    end: date


class PlanInputs(Value):
    """The client's side of a plan.

    ``capacity`` is people per role (person-weeks a week); a role without an entry has the pack's
    planning default of one half. ``rates`` is money per person-week by role; without any, the plan
    is in person-weeks only. ``value_low``/``value_high`` is money at stake a quarter.
    """

    start: date
    capacity: dict[str, float] = Field(default_factory=dict)
    rates: dict[str, float] = Field(default_factory=dict)
    currency: str = ""
    freezes: tuple[Freeze, ...] = ()
    owners: dict[str, str] = Field(default_factory=dict)
    effort_mid: dict[str, float] = Field(default_factory=dict)
    """Initiative id -> total person-weeks (mid) as overridden by the planner."""
    earliest: dict[str, date] = Field(default_factory=dict)
    status: dict[str, Status] = Field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    value_low: float | None = None
    value_high: float | None = None


class PlannedCondition(Value):
    """One condition of an exit criterion with its current reading where a source gave one."""

    id: str
    text: str
    metric: str | None = None
    metric_name: str = ""
    target: str = ""
    unit: str = ""
    target_value: float | None = None
    comparison: str = ""
    window: str = ""
    reading: Reading | None = None
    source: str = ""
    finding: str = ""
    state: ConditionState
    note: str = ""


class PlannedInitiative(Value):
    """One row of the roadmap.

    Dates are calendar days; ``start`` to ``end`` is the work by mid effort, ``p50`` and ``p80`` its
    end in the simulation, ``proof_end`` the p80 end plus the exit criterion's own window.
    ``slack_days`` is how much it may slip before the gate date moves.
    """

    id: str
    title: str
    capability: str
    from_level: int
    to_level: int
    opens_gate: bool
    lead_role: str
    owner: str
    status: Status
    effort_low: float
    effort_mid: float
    effort_high: float
    effort_by_role: dict[str, float]
    cost_low: float | None = None
    cost_mid: float | None = None
    cost_high: float | None = None
    prerequisites: tuple[str, ...]
    priority: float
    why: str
    start: date
    end: date
    p50: date
    p80: date
    proof_end: date
    slack_days: int
    horizon: str
    """``30``, ``60``, ``90`` days or ``later``: in which the work (p50) ends."""
    exit_sentence: str
    conditions: tuple[PlannedCondition, ...]


class RoleLoad(Value):
    """Use of one role, week by week from the plan's first Monday: shares of its capacity, 0–1."""

    role: str
    people: float
    weeks: tuple[float, ...]
    assumed: bool = False
    """Nobody stated this role's capacity: the pack's planning default was used."""


class Milestone(Value):
    """A dated promise: in half the runs by ``p50``, in four of five by ``p80``."""

    name: str
    p50: date
    p80: date


class Roadmap(Value):
    """The plan: rows in order of start, load by role, the gate's date."""

    start: date
    first_monday: date
    rows: tuple[PlannedInitiative, ...]
    load: tuple[RoleLoad, ...]
    gate: Milestone | None
    """When proof can be complete if the work succeeds.

    ``None`` when nothing blocks the gate, and when a blocker is not answered or was dropped:
    ``unplanned_blockers`` and ``notes`` tell which.
    """
    limiting_role: str | None
    freezes: tuple[Freeze, ...] = ()
    effort_low: float
    effort_mid: float
    effort_high: float
    gate_effort_mid: float
    gate_effort_low: float = 0.0
    gate_effort_high: float = 0.0
    cost_low: float | None = None
    cost_mid: float | None = None
    cost_high: float | None = None
    gate_cost_low: float | None = None
    gate_cost_mid: float | None = None
    gate_cost_high: float | None = None
    currency: str = ""
    value_low: float | None = None
    value_high: float | None = None
    runs: int
    seed: int
    unplanned_blockers: tuple[str, ...] = ()
    """Capabilities that block the gate and that no row lifts: dropped, or to be asked or seen."""
    notes: tuple[str, ...] = ()
    """What was assumed, in sentences a reader must see."""
    optimal: bool = False
    """Whether a solver proved the order optimal; a priority rule never does."""
