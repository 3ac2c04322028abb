"""The order of the work: never against the rules, never worse than the rule, near what is proved."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.judgement import PlanningJudgement
from scoring.aim import Aim
from scoring.bound import gate_bound
from scoring.improvement import improved
from scoring.proving import SolverAnswer, proved_order
from scoring.schedule import Schedule, Work, schedule
from scoring.staffing import Staffing, steady
from tests.scoring.generated_roadmaps import Made, generated, solved

SEED, ORDERS = PlanningJudgement().seed, PlanningJudgement().orders
FEW = 60
seeds = st.integers(0, 10_000)


def _planned(made: Made, orders: int = FEW) -> Schedule:
    return improved(*made, SEED, orders)


@settings(deadline=None, derandomize=True, max_examples=25)
@given(seeds)
def test_no_plan_breaks_a_prerequisite_an_earliest_start_or_a_capacity(seed: int) -> None:
    aim, staff = made = generated(seed, 25)
    _holds(_planned(made), aim, staff, pinned=frozenset())


@settings(deadline=None, derandomize=True, max_examples=25)
@given(seeds)
def test_pinned_work_starts_as_told_and_the_rest_keeps_the_rules(seed: int) -> None:
    aim, staff = made = generated(seed, 25, dates=True)
    plan = _planned(made)
    pinned = {work.id for work in aim.works if work.pinned is not None}
    _holds(plan, aim, staff, frozenset(pinned))
    for work in aim.works:
        if work.pinned is not None:
            opens = min(staff[role].opens(work.pinned) for role in work.efforts)
            assert plan.start(work.id) == pytest.approx(opens)


def _holds(plan: Schedule, aim: Aim, staff: dict[str, Staffing], pinned: frozenset[str]) -> None:
    for work in (item for item in aim.works if item.id not in pinned):
        assert plan.start(work.id) >= work.earliest - 1e-9
        for before in work.prerequisites:
            assert plan.start(work.id) >= plan.end(before) - 1e-9
    for role, people in staff.items():
        slots = sorted(s for s in plan.slots if s.role == role)
        for one, following in pairwise(sorted(slots, key=lambda slot: slot.start)):
            if not {one.work, following.work} <= pinned:
                assert following.start >= one.end - 1e-6
        for slot in slots:
            assert people.at(slot.start) > 0
            done = people.done_by(slot.end) - people.done_by(slot.start)
            assert done == pytest.approx(slot.effort, abs=1e-6)
    assert len(plan.slots) == sum(len(work.efforts) for work in aim.works)


@settings(deadline=None, derandomize=True, max_examples=15)
@given(seeds, st.booleans())
def test_the_same_input_has_the_same_order_and_never_a_worse_one_than_the_rule(
    seed: int, dates: bool
) -> None:
    aim, staff = made = generated(seed, 25, dates=dates)
    first = _planned(made)
    assert first == _planned(made)
    assert aim.cost(first) <= aim.cost(schedule(aim.works, staff))


@settings(deadline=None, derandomize=True, max_examples=25)
@given(seeds, st.booleans())
def test_no_plan_is_earlier_than_the_bound(seed: int, dates: bool) -> None:
    aim, staff = made = generated(seed, 20, dates=dates)
    reached = aim.gate(_planned(made))
    assert aim.floor <= gate_bound(aim, staff, reached) <= reached


def test_a_plan_scheduled_again_in_its_own_order_is_the_same() -> None:
    aim, staff = made = generated(3, 25)
    plan = _planned(made)
    assert aim.cost(schedule(aim.works, staff, plan.order)) == aim.cost(plan)


def test_a_long_proof_goes_first_though_its_priority_is_lower() -> None:
    works = [
        Work(id=name, efforts={"a": 2.0}, prerequisites=(), earliest=0, rank=rank)
        for rank, name in enumerate(("urgent", "slow"))
    ]
    weekdays = tuple(7 * week + day for week in range(60) for day in range(5))
    aim = Aim(works=works, proofs={"urgent": 0, "slow": 60}, offsets=weekdays, per_week=5)
    staff = steady({"a": 1.0})
    assert aim.gate(schedule(works, staff)) == 25 + 60
    plan = improved(aim, staff, SEED, FEW)
    assert (plan.order[0][0], aim.gate(plan)) == ("slow", 11 + 60)
    assert gate_bound(aim, staff, 11 + 60) == 11 + 60


def test_a_date_that_is_due_comes_before_the_gate() -> None:
    works = [
        Work(id="gate", efforts={"a": 2.0}, prerequisites=(), earliest=0, rank=0, worth=9),
        Work(id="duty", efforts={"a": 2.0}, prerequisites=(), earliest=0, rank=1, due=2.0),
    ]
    weekdays = tuple(7 * week + day for week in range(60) for day in range(5))
    aim = Aim(works=works, proofs={"gate": 30}, offsets=weekdays, per_week=5)
    plan = improved(aim, steady({"a": 1.0}), SEED, FEW)
    assert (plan.end("duty"), plan.end("gate")) == (2, 4)


@pytest.mark.parametrize("seed", range(6))
def test_plans_lie_within_three_percent_of_what_cp_sat_proves(seed: int) -> None:
    aim, staff = made = generated(seed)
    plan = _planned(made, ORDERS)
    answer = solved(made, plan)
    assert answer.gate.bound == answer.gate.found
    assert aim.gate(plan) <= 1.03 * answer.gate.bound
    found = proved_order(aim, staff, plan, answer, "")
    assert aim.gate(schedule(aim.works, staff, found.order)) == found.gate_bound


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_cp_sat_never_proves_impossible_what_a_plan_does(seed: int) -> None:
    made = generated(seed, 12, dates=True)
    aim, staff = made
    plan = _planned(made)
    late, gate, ends = aim.cost(plan)
    answer = solved(made, plan, spend=4, ends=True)
    assert answer.late.bound <= late + 1e-3
    if answer.late.bound >= late - 1e-3:
        assert answer.gate.bound <= gate
        order = proved_order(aim, staff, plan, answer, "")
        reached = aim.cost(schedule(aim.works, staff, order.order))
        assert reached <= (late, gate, ends)
        if reached[1] == gate:
            assert answer.ends.bound <= ends + 1e-3


def test_an_order_that_leaves_work_out_is_not_taken() -> None:
    aim, staff = made = generated(5, 12)
    plan = _planned(made)
    nothing = {"found": 0, "bound": 0}
    answer = SolverAnswer.model_validate(
        {
            "solver": "x",
            "late": nothing,
            "gate": nothing,
            "ends": nothing,
            "orders": [[], [["w00", "no"]]],
        }
    )
    assert proved_order(aim, staff, plan, answer, "d").order == plan.order
