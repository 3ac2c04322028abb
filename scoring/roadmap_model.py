"""What a plan is made from and what it looks like: capacity, rows, milestones."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assessment.model import Reading
from content.values import Value
from scoring.model import GateReason, Verdict
from scoring.proof_model import InitiativeProof


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


class CapacityChange(Value):
    """So many people of a role from one day on, until another (inclusive) or for good."""

    role: str
    start: date
    end: date | None = None
    people: float = Field(ge=0)


class Duty(Value):
    """Something owed by a day by law or contract: an initiative, or the gate where none is named.

    ``cost`` is money a quarter for which it is late; ``None`` where nobody has stated it.
    """

    name: str
    due: date
    initiative: str = ""
    cost: float | None = Field(default=None, ge=0)


class ProvedOrder(Value):
    """What a solver found and could prove about one problem, known by its digest.

    ``order`` is (initiative, role) by start. Bounds are what no order can beat: ``late_bound``
    in working weeks of missed dates, ``gate_bound`` in days from the plan's start, ``ends_bound``
    in working weeks of the weighted mean end, given the gate's day.
    """

    digest: str
    solver: str
    order: tuple[tuple[str, str], ...]
    late_bound: float
    gate_bound: int
    ends_bound: float


class PlanInputs(Value):
    """The client's side of a plan.

    ``capacity`` is people per role (person-weeks a week); a role without an entry has the pack's
    planning default of one half. ``rates`` is money per person-week by role; without any, the plan
    is in person-weeks only. ``value_low``/``value_high`` is money at stake a quarter.
    """

    start: date
    capacity: dict[str, float] = Field(default_factory=dict)
    capacity_changes: tuple[CapacityChange, ...] = ()
    rates: dict[str, float] = Field(default_factory=dict)
    currency: str = ""
    freezes: tuple[Freeze, ...] = ()
    owners: dict[str, str] = Field(default_factory=dict)
    effort_mid: dict[str, float] = Field(default_factory=dict)
    """Initiative id -> total person-weeks (mid) as overridden by the planner."""
    effort_low: dict[str, float] = Field(default_factory=dict)
    effort_high: dict[str, float] = Field(default_factory=dict)
    """The ends of the estimate as the planner set them; without an entry they move with the mid."""
    earliest: dict[str, date] = Field(default_factory=dict)
    starts_on: dict[str, date] = Field(default_factory=dict)
    """Starts on this day whatever stands in its way; what it breaks is told."""
    end_by: dict[str, date] = Field(default_factory=dict)
    status: dict[str, Status] = Field(default_factory=dict)
    done: dict[str, float] = Field(default_factory=dict)
    """Share of the work (0–1) that somebody says is done. It is told and moves no date: what is left
    to do is the effort."""
    dropped: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    """Planned although its capability is not below its target."""
    inherited: dict[str, date] = Field(default_factory=dict)
    """Built for another use case and proved by this day: no work here, and what waits for it may
    start then."""
    duties: tuple[Duty, ...] = ()
    proved: ProvedOrder | None = None
    """A solver's order; it counts only for the very problem that it was proved for."""
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


class Priority(Value):
    """The parts of (Δgate · V + D) · C / E (judging rules, §6).

    ``gate`` is Δgate: half the rise of the share of judgements that end in the wanted verdict if
    this alone succeeds (``rise``) plus the fall if this alone is left out of the plan that closes
    all blockers (``fall``). ``value`` is V, money at stake a quarter, or 1 where nobody has stated
    it (``stated``). ``duty`` is D in the same unit, ``confidence`` the probability that the gap is
    real, ``effort`` person-weeks. ``own`` is the result; ``inherited_from`` the successor whose
    higher priority counts instead.
    """

    rise: float
    fall: float
    gate: float
    value: float
    stated: bool
    duty: float
    confidence: float
    effort: float
    own: float
    inherited_from: str = ""


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
    parts: Priority | None = None
    """``None`` in plans of earlier versions, and where no judgement was at hand to ask."""
    edited: tuple[str, ...] = ()
    """What a planner set and no computation changes: owner, status, done, effort, not before,
    starts on, ends by, forced."""
    done: float | None = None
    """Share of the work (0–1) that somebody says is done; ``None`` where nobody has said."""
    inherited: date | None = None
    """Built for another use case and proved by this day."""
    proof: InitiativeProof | None = None
    """How far its exit criterion is proved; ``None`` in plans of earlier versions."""

    @property
    def is_finished(self) -> bool:
        """Whether its work has ended, proved or not."""
        return self.status in (Status.DONE, Status.PROVED)


class RoleLoad(Value):
    """Use of one role, week by week from the plan's first Monday: shares of its capacity, 0–1."""

    role: str
    people: float
    weeks: tuple[float, ...]
    assumed: bool = False
    people_by_week: tuple[float, ...] = ()
    """Where the number of people changes: how many there are on each week's first working day."""
    """Nobody stated this role's capacity: the pack's planning default was used."""


class Milestone(Value):
    """A dated promise: in half the runs by ``p50``, in four of five by ``p80``."""

    name: str
    p50: date
    p80: date


class PlannedDuty(Value):
    """A dated duty and whether the plan keeps it.

    ``kept`` in four of five runs, ``at_risk`` in half of them, else ``missed``; ``undated`` where
    the plan has no day for it.
    """

    name: str
    due: date
    initiative: str
    cost: float | None
    p50: date | None
    p80: date | None
    state: Literal["kept", "at_risk", "missed", "undated"]


class ProjectedVerdict(Value):
    """The verdict on a day if all work that is proved by then (four runs in five) has succeeded.

    ``share`` of the perturbed judgements end in the wanted verdict or above; ``open`` are the
    capabilities that still stand in its way.
    """

    day: date
    verdict: Verdict
    share: float
    open: int


class ClimbStep(Value):
    """The overall index (level 1 to 5) once an initiative and all proved before it have succeeded.

    ``initiative`` is empty for today. ``day`` is when its proof is complete in four of five runs,
    ``share`` that of the perturbed judgements which then end in the wanted verdict or above.
    """

    initiative: str
    day: date
    index: float
    share: float
    verdict: Verdict


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
    """Whether it is proved that no order of the work has an earlier gate, or misses less."""
    solver: str = ""
    """Who proved it; empty where the people's own load does (see ``scoring/bound.py``)."""
    gate_gap: int | None = None
    """Days by which the gate could at most come earlier with another order; ``None`` without."""
    ends_gap: float | None = None
    """Share by which the weighted mean end could at most be earlier; ``None`` where none is known.
    """
    gate_day: date | None = None
    """The gate by mid efforts: what the order is judged by."""
    problem: str = ""
    """The digest of what was scheduled: a proved order counts for this alone."""
    drives_to: Verdict = Verdict.READY
    projected: tuple[ProjectedVerdict, ...] = ()
    climb: tuple[ClimbStep, ...] = ()
    """Today and each proof in the order of its day; empty without a judgement at hand."""
    stays_open: tuple[GateReason, ...] = ()
    """What stands in the way of the wanted verdict when all work has succeeded."""
    broken: tuple[str, ...] = ()
    """What a planner's entries break, in sentences; they are kept all the same."""
    duties: tuple[PlannedDuty, ...] = ()
