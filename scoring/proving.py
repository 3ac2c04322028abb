"""What a solver is asked about the order of the work, and what its answer is worth."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from content.values import Value
from scoring.aim import Aim
from scoring.bound import gate_bound
from scoring.groundwork import Groundwork
from scoring.roadmap_model import ProvedOrder
from scoring.schedule import PlanImpossibleError, Schedule, Work, schedule
from scoring.staffing import SLIVER, Staffing

ROOM_WEEKS = 10
"""Working weeks beyond the plan at hand within which the solver may look."""


class Reached(Value):
    """The best that the solver found and what it showed to be impossible to beat."""

    found: float
    bound: float


class SolverAnswer(Value):
    """What the solver's script writes: weeks late, the gate's day, the weighted end, and orders."""

    solver: str
    late: Reached
    gate: Reached
    ends: Reached
    orders: tuple[tuple[tuple[str, str], ...], ...] = Field(default=())


def problem(
    aim: Aim,
    staff: Mapping[str, Staffing],
    plan: Schedule,
    *,
    seed: int,
    spend: float,
    ends: bool = True,
) -> dict[str, Any]:
    """The problem as the solver's script reads it; ``spend`` is its deterministic time (seconds).

    Without ``ends`` only late dates and the gate's day are asked about.
    What has begun or was pinned keeps its place. Roles whose pinned work overlaps are left free of
    it, which only makes the problem easier.
    """
    late, gate, weighted = aim.cost(plan)
    fixed = {work.id for work in aim.works if work.begun or work.pinned is not None}
    days = int((2 * plan.finish + ROOM_WEEKS) * aim.per_week) + 1
    return {
        "works": [_work(work) for work in aim.works],
        "staff": {r: {"begins": s.begins, "people": s.people} for r, s in staff.items()},
        "offsets": aim.offsets[:days],
        "per_week": aim.per_week,
        "proofs": dict(aim.proofs),
        "fixed": _slots(plan, fixed, ends=True),
        "overlapping": _overlapping(plan, staff),
        "horizon": days / aim.per_week,
        "seed": seed,
        "spend": spend,
        "ends": ends,
        "bound": gate_bound(aim, staff, gate),
        "known": {"late": late, "gate": gate, "ends": weighted, "starts": _slots(plan, None)},
    }


def proved_order(
    aim: Aim, staff: Mapping[str, Staffing], plan: Schedule, answer: SolverAnswer, digest: str
) -> ProvedOrder:
    """The best of the solver's orders and of the plan at hand, with the solver's bounds.

    The orders are scheduled here, by the same rules as every plan: a bound is the solver's word, a
    date never is.
    """
    best, cost = plan, aim.cost(plan)
    for order in answer.orders:
        tried = _tried(aim, staff, order)
        if tried is not None and aim.cost(tried) < cost:
            best, cost = tried, aim.cost(tried)
    return ProvedOrder(
        digest=digest,
        solver=answer.solver,
        order=best.order,
        late_bound=min(answer.late.bound, cost[0]),
        gate_bound=int(min(answer.gate.bound, cost[1])),
        ends_bound=min(answer.ends.bound, cost[2]),
    )


def problem_of(basis: Groundwork, spend: float) -> dict[str, Any]:
    """:func:`problem` of a plan's groundwork."""
    return problem(basis.aim, basis.staff, basis.schedule, seed=basis.judgement.seed, spend=spend)


def proved(basis: Groundwork, answer: SolverAnswer) -> ProvedOrder:
    """:func:`proved_order` of a plan's groundwork."""
    return proved_order(basis.aim, basis.staff, basis.schedule, answer, basis.problem)


def _tried(
    aim: Aim, staff: Mapping[str, Staffing], order: tuple[tuple[str, str], ...]
) -> Schedule | None:
    """The plan of an order that comes from outside; ``None`` where it is none."""
    try:
        found = schedule(aim.works, staff, order)
    except (KeyError, PlanImpossibleError):
        return None
    wanted = sum(len(work.efforts) for work in aim.works)
    return found if len(set(found.order)) == len(found.order) == wanted else None


def _work(work: Work) -> dict[str, Any]:
    return {
        "id": work.id,
        "efforts": dict(work.efforts),
        "prerequisites": work.prerequisites,
        "earliest": work.earliest,
        "due": work.due,
        "worth": work.worth,
    }


def _slots(plan: Schedule, names: set[str] | None, *, ends: bool = False) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for slot in plan.slots:
        if names is None or slot.work in names:
            place = found.setdefault(slot.work, {})
            place[slot.role] = (slot.start, slot.end) if ends else slot.start
    return found


def _overlapping(plan: Schedule, staff: Mapping[str, Staffing]) -> list[str]:
    """Roles of which pinned work asks twice at one time."""
    found = []
    for role in staff:
        until = 0.0
        for slot in (item for item in plan.slots if item.role == role):
            if slot.start < until - SLIVER:
                found.append(role)
                break
            until = slot.end
    return found
