"""What every figure of a plan is computed from: the work, the capacity, the schedule, its runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from content.judgement import PlanningJudgement
from content.model import Pack
from scoring.belief import Array
from scoring.model import Scorecard
from scoring.priority import prioritised
from scoring.roadmap_model import PlanInputs
from scoring.schedule import PlanImpossibleError, Schedule, Work, schedule
from scoring.selection import FINISHED, Candidate, candidates
from scoring.simulation import Triangle, simulated_ends
from scoring.workdays import Workdays, workdays


@dataclass(frozen=True, kw_only=True)
class Groundwork:
    """A plan before it is told: who does what when, and when each work ends in each run."""

    candidates: tuple[Candidate, ...]
    works: tuple[Work, ...]
    capacity: Mapping[str, float]
    assumed: frozenset[str]
    """Roles whose capacity nobody stated."""
    calendar: Workdays
    schedule: Schedule
    ends: Mapping[str, Array]
    judgement: PlanningJudgement

    @property
    def at_start(self) -> Array:
        """The plan's first moment, in every run."""
        return np.zeros(self.judgement.draws)


def groundwork(pack: Pack, scorecard: Scorecard, inputs: PlanInputs) -> Groundwork:
    """Selects, orders and schedules the work, and simulates it.

    Raises :class:`PlanImpossibleError` with what to change where no plan can be made.
    """
    judgement = pack.judgements.planning
    _check_efforts(inputs)
    held = prioritised(pack, scorecard, candidates(pack, scorecard, inputs))
    calendar = workdays(inputs.start, judgement.work_days_per_week, inputs.freezes)
    works = _works(held, inputs, calendar)
    roles = sorted({role for work in works for role in work.efforts})
    capacity = {role: inputs.capacity.get(role, judgement.default_capacity) for role in roles}
    _check_capacity(pack, capacity, works)
    laid = schedule(works, capacity)
    _check_length(laid, judgement.longest_weeks)
    return Groundwork(
        candidates=held,
        works=works,
        capacity=capacity,
        assumed=frozenset(roles) - frozenset(inputs.capacity),
        calendar=calendar,
        schedule=laid,
        ends=simulated_ends(laid, works, _triangles(held), judgement.draws, judgement.seed),
        judgement=judgement,
    )


def _works(held: Sequence[Candidate], inputs: PlanInputs, calendar: Workdays) -> tuple[Work, ...]:
    """The unfinished work as a queue: what has begun, what the gate waits for, then by priority."""
    open_work = [item for item in held if item.status not in FINISHED]
    ranked = sorted(open_work, key=Candidate.urgency)
    return tuple(
        Work(
            id=item.id,
            efforts=item.effort_by_role,
            prerequisites=item.prerequisites,
            earliest=calendar.weeks_until(inputs.earliest.get(item.id, inputs.start)),
            rank=rank,
        )
        for rank, item in enumerate(ranked)
    )


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


def _check_capacity(pack: Pack, capacity: Mapping[str, float], works: Sequence[Work]) -> None:
    for role, people in capacity.items():
        if people <= 0:
            needing = sum(role in work.efforts for work in works)
            raise PlanImpossibleError(
                f"Nobody is given for {pack.role(role).name}, and the plan needs that role "
                f"{needing} times: give it more than 0 people, or drop those initiatives."
            )


def _check_length(laid: Schedule, longest: float) -> None:
    if laid.finish > longest:
        raise PlanImpossibleError(
            f"With this capacity the work takes more than {longest / 52:g} years: "
            "raise a capacity, move an earliest start, or drop initiatives."
        )
