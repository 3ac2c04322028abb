"""What every figure of a plan is computed from: the work, the capacity, the schedule, its runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import inf

import numpy as np

from content.judgement import PlanningJudgement
from content.model import Pack
from scoring.aim import Aim
from scoring.belief import Array
from scoring.bound import gate_bound
from scoring.improvement import improved
from scoring.model import Scorecard
from scoring.priority import prioritised
from scoring.roadmap_model import PlanInputs, Status
from scoring.schedule import PlanImpossibleError, Schedule, Work, schedule
from scoring.selection import FINISHED, Candidate, candidates
from scoring.sensitivity import Basis
from scoring.simulation import Triangle, simulated_ends
from scoring.staffing import SLIVER, Staffing, stepped
from scoring.workdays import Workdays, workdays

TIE = 0.01
"""Share of an end's worth that comes from the levels gained: enough to order equal priorities."""


@dataclass(frozen=True, kw_only=True)
class Groundwork:
    """A plan before it is told: who does what when, and when each work ends in each run."""

    candidates: tuple[Candidate, ...]
    works: tuple[Work, ...]
    capacity: Mapping[str, float]
    """People of each role that is needed, as the plan begins."""
    staff: Mapping[str, Staffing]
    assumed: frozenset[str]
    """Roles whose capacity nobody stated."""
    calendar: Workdays
    aim: Aim
    schedule: Schedule
    bound: int
    """The gate cannot be before this day from the plan's start."""
    problem: str
    """The digest of all that the schedule was made from."""
    solved: bool
    """The schedule has the order that a solver gave for this very problem."""
    ends: Mapping[str, Array]
    judgement: PlanningJudgement

    @property
    def at_start(self) -> Array:
        """The plan's first moment, in every run."""
        return np.zeros(self.judgement.draws)


def groundwork(
    pack: Pack, scorecard: Scorecard, inputs: PlanInputs, made: Basis | None = None
) -> Groundwork:
    """Selects, orders and schedules the work, and simulates it.

    ``made`` is the judgement that priorities ask. Raises :class:`PlanImpossibleError` with what to
    change where no plan can be made.
    """
    judgement = pack.judgements.planning
    _check_efforts(inputs)
    _check_freezes(inputs, judgement.longest_weeks)
    held = prioritised(pack, scorecard, candidates(pack, scorecard, inputs), inputs, made)
    _check_order(held, inputs)
    calendar = workdays(inputs.start, judgement.work_days_per_week, inputs.freezes)
    works = _works(held, inputs, calendar)
    roles = sorted({role for work in works for role in work.efforts})
    capacity = {role: inputs.capacity.get(role, judgement.default_capacity) for role in roles}
    staff = {role: _staffing(role, capacity[role], inputs, calendar) for role in roles}
    _check_capacity(pack, staff, works)
    aim = _aim(held, works, inputs, calendar, judgement)
    problem = _digest(aim, staff)
    laid, solved = _laid(aim, staff, inputs, problem, judgement)
    _check_length(laid, judgement.longest_weeks)
    return Groundwork(
        candidates=held,
        works=works,
        capacity=capacity,
        staff=staff,
        assumed=frozenset(roles) - frozenset(inputs.capacity),
        calendar=calendar,
        aim=aim,
        schedule=laid,
        bound=_bound(aim, staff, laid, inputs if solved else None),
        problem=problem,
        solved=solved,
        ends=simulated_ends(laid, works, staff, _triangles(held), judgement.draws, judgement.seed),
        judgement=judgement,
    )


def _laid(
    aim: Aim,
    staff: Mapping[str, Staffing],
    inputs: PlanInputs,
    problem: str,
    judgement: PlanningJudgement,
) -> tuple[Schedule, bool]:
    """The solver's order where it was made for this problem, else the best of a bounded search."""
    if inputs.proved is not None and inputs.proved.digest == problem:
        return schedule(aim.works, staff, inputs.proved.order), True
    return improved(aim, staff, judgement.seed, judgement.orders), False


def _bound(
    aim: Aim, staff: Mapping[str, Staffing], laid: Schedule, inputs: PlanInputs | None
) -> int:
    bound = gate_bound(aim, staff, aim.gate(laid))
    return max(bound, inputs.proved.gate_bound) if inputs and inputs.proved else bound


def _works(held: Sequence[Candidate], inputs: PlanInputs, calendar: Workdays) -> tuple[Work, ...]:
    """The unfinished work as a queue: what has begun, what the gate waits for, then by priority."""
    open_work = [item for item in held if item.status not in FINISHED]
    inherited = {item.id: item.inherited for item in held if item.inherited is not None}
    ranked = sorted(open_work, key=Candidate.urgency)
    worth = _worth(ranked)
    return tuple(
        Work(
            id=item.id,
            efforts=item.effort_by_role,
            prerequisites=item.prerequisites,
            earliest=calendar.weeks_until(_earliest(item, inputs, inherited)),
            rank=rank,
            worth=worth[item.id],
            due=_due(item.id, inputs, calendar),
            pinned=_weeks(inputs.starts_on.get(item.id), calendar),
            begun=item.status is Status.IN_PROGRESS,
        )
        for rank, item in enumerate(ranked)
    )


def _worth(held: Sequence[Candidate]) -> dict[str, float]:
    """What an earlier end is worth: the share of all priority; among equals what lifts most."""
    priority, lift = sum(item.priority for item in held), sum(item.lift for item in held)
    return {
        item.id: item.priority / (priority or 1) + TIE * item.lift / (lift or 1) for item in held
    }


def _earliest(item: Candidate, inputs: PlanInputs, inherited: Mapping[str, date]) -> date:
    """What it was told not to start before, or what it builds on and others deliver."""
    delivered = [inherited[name] for name in item.initiative.prerequisites if name in inherited]
    return max([inputs.earliest.get(item.id, inputs.start), *delivered])


def _weeks(day: date | None, calendar: Workdays) -> float | None:
    return None if day is None else calendar.weeks_until(day)


def _due(name: str, inputs: PlanInputs, calendar: Workdays) -> float | None:
    """Working weeks until the end of the day on which it has to be done."""
    days = [duty.due for duty in inputs.duties if duty.initiative == name]
    if name in inputs.end_by:
        days.append(inputs.end_by[name])
    return calendar.weeks_through(min(days)) if days else None


def _staffing(role: str, people: float, inputs: PlanInputs, calendar: Workdays) -> Staffing:
    changes = sorted(
        (item for item in inputs.capacity_changes if item.role == role), key=lambda item: item.start
    )
    return stepped(
        people,
        [
            (
                calendar.weeks_until(item.start),
                inf if item.end is None else calendar.weeks_through(item.end),
                item.people,
            )
            for item in changes
        ],
    )


def _aim(
    held: Sequence[Candidate],
    works: tuple[Work, ...],
    inputs: PlanInputs,
    calendar: Workdays,
    judgement: PlanningJudgement,
) -> Aim:
    opening = [item for item in held if item.opens_gate]
    offsets = calendar.offsets(judgement.longest_weeks)
    done = [offsets[0] + i.proof_days for i in opening if i.status is Status.DONE]
    delivered = [(i.inherited - inputs.start).days for i in opening if i.inherited is not None]
    return Aim(
        works=works,
        proofs={item.id: item.proof_days for item in opening if item.status not in FINISHED},
        offsets=offsets,
        per_week=calendar.per_week,
        floor=max([0, *done, *delivered]),
    )


def _digest(aim: Aim, staff: Mapping[str, Staffing]) -> str:
    """SHA-256 of the problem: the same where the same order would be found and proved."""
    parts = (
        [(w, tuple(sorted(w.efforts.items()))) for w in sorted(aim.works, key=lambda w: w.id)],
        sorted(aim.proofs.items()),
        (tuple(aim.offsets), aim.per_week, aim.floor),
        sorted((role, people.begins, people.people) for role, people in staff.items()),
    )
    return sha256(repr(parts).encode()).hexdigest()


def _triangles(held: Sequence[Candidate]) -> dict[str, Triangle]:
    return {
        item.id: Triangle(low=min(1.0, item.low / item.mid), high=max(1.0, item.high / item.mid))
        for item in held
    }


def _check_efforts(inputs: PlanInputs) -> None:
    for initiative, weeks in sorted(inputs.effort_mid.items()):
        if weeks <= 0:
            raise PlanImpossibleError(
                f"The effort entered for {initiative} is {weeks:g} person-weeks: "
                "enter more than 0, or drop the initiative."
            )


def _check_order(held: Sequence[Candidate], inputs: PlanInputs) -> None:
    """Low, mid and high stand in this order, whichever of them a planner entered."""
    for item in held:
        if item.id not in inputs.effort_low and item.id not in inputs.effort_high:
            continue
        if not item.low <= item.mid * (1 + SLIVER) or not item.mid <= item.high * (1 + SLIVER):
            raise PlanImpossibleError(
                f"The effort of {item.id} would be {item.low:g}, {item.mid:g} and {item.high:g} "
                "person-weeks (low, mid, high): enter them in rising order."
            )


def _check_capacity(pack: Pack, staff: Mapping[str, Staffing], works: Sequence[Work]) -> None:
    for role, people in staff.items():
        needing = [work.efforts[role] for work in works if role in work.efforts]
        if people.people[-1] <= 0 and people.done_by(people.begins[-1]) < sum(needing):
            who = "Nobody is given" if people.people[0] <= 0 else "In the end nobody is left"
            raise PlanImpossibleError(
                f"{who} for {pack.role(role).name}, and the plan needs that role "
                f"{len(needing)} times: give it more than 0 people, or drop those initiatives."
            )


def _check_freezes(inputs: PlanInputs, longest: float) -> None:
    """Before the days of any freeze are counted one by one."""
    for freeze in inputs.freezes:
        if (freeze.end - freeze.start).days > longest * 7:
            raise PlanImpossibleError(
                f"The freeze {freeze.name} lasts more than {longest / 52:g} years: check its days."
            )


def _check_length(laid: Schedule, longest: float) -> None:
    if laid.finish > longest:
        raise PlanImpossibleError(
            f"With this capacity the work takes more than {longest / 52:g} years: "
            "raise a capacity, move an earliest start, or drop initiatives."
        )
