"""What an order of the work costs, what none can beat, and what a solver is asked and believed."""

from math import inf
from typing import Any

import pytest

from scoring.aim import Aim
from scoring.bound import deadlines, gate_bound
from scoring.groundwork import groundwork
from scoring.proving import SolverAnswer, problem, problem_of, proved, proved_order
from scoring.roadmap_model import PlanInputs
from scoring.schedule import Schedule, Work, schedule
from scoring.staffing import steady, stepped
from tests.scoring.plan_builders import BASE, MONDAY, card

WEEKDAYS = tuple(7 * week + day for week in range(60) for day in range(5))
ONE = steady({"x": 1.0})


def work(name: str, rank: int = 0, before: str = "", **more: Any) -> Work:
    fields: dict[str, Any] = {
        "id": name, "rank": rank, "efforts": {"x": 1.0}, "earliest": 0.0,
        "prerequisites": tuple(before.split()),
    }  # fmt: skip
    return Work(**(fields | more))


def aim(*works: Work, floor: int = 0, **proofs: int) -> Aim:
    return Aim(works=works, proofs=proofs, offsets=WEEKDAYS, per_week=5, floor=floor)


def laid(of: Aim, staff: Any = ONE) -> Schedule:
    return schedule(of.works, staff)


def test_the_gate_is_the_day_of_the_last_proof_and_not_before_its_floor() -> None:
    of = aim(work("a"), work("b", 1), work("c", 2), a=30, b=0)
    # a ends on the first Friday, day 4, b a week later.
    assert of.gate(laid(of)) == 34
    assert aim(*of.works, a=0, b=0).gate(laid(of)) == 11
    assert aim(*of.works, floor=50, a=0).gate(laid(of)) == 50
    assert aim(*of.works, floor=50).gate(laid(of)) == 50
    assert aim(*of.works).gate(laid(of)) == 0


def test_lateness_is_the_sum_of_what_is_missed_and_nothing_is_won_by_being_early() -> None:
    of = aim(work("a", due=0.25), work("b", 1, due=1.5), work("c", 2, due=9.0))
    assert of.late(laid(of)) == 0.75 + 0.5
    assert aim(work("a"), work("b", 1)).late(laid(of)) == 0
    tiny = aim(work("a", due=1 - 1e-7))
    assert tiny.late(laid(tiny)) == 0
    third = aim(work("a", due=1 / 3))
    assert third.late(laid(third)) == 0.666667


def test_the_mean_end_is_weighted_by_worth_and_a_plain_sum_where_nothing_is_worth_more() -> None:
    of = aim(work("a", worth=3.0), work("b", 1, worth=1.0))
    assert of.weighted_end(laid(of)) == (3 * 1 + 1 * 2) / 4
    plain = aim(work("a"), work("b", 1))
    assert plain.weighted_end(laid(plain)) == 3
    uneven = aim(work("a", efforts={"x": 1 / 3}, worth=1.0), work("b", 1, worth=2.0))
    assert uneven.weighted_end(laid(uneven)) == pytest.approx((1 / 3 + 2 * 4 / 3) / 3, abs=1e-9)


def test_what_never_ends_costs_without_end() -> None:
    of = aim(work("a"), a=0)
    assert of.cost(laid(of, steady({"x": 0.0}))) == (inf, 0, inf)
    assert of.cost(laid(of)) == (0, 4, 1)


def test_how_near_the_gate_is_tells_steps_that_a_day_hides() -> None:
    of = aim(work("a", efforts={"x": 0.91}, due=0.5), work("b", 1, efforts={"x": 1.0}), a=10)
    assert of.closeness(laid(of)) == pytest.approx((0.41, 14.0, 0.91))
    assert aim(*of.works).closeness(laid(of)) == pytest.approx((0.41, 0.0, 0.0))
    both = aim(work("a"), work("b", 1), a=10, b=3)
    assert both.closeness(laid(both)) == (0, 14.0, 2.0)


def test_work_ends_on_the_working_day_in_which_its_time_runs_out() -> None:
    of = aim(work("a"))
    assert [of.day(end) for end in (0, 0.1, 0.2, 0.21, 1, 1.01)] == [0, 0, 0, 1, 4, 7]
    assert of.day(0.2 + 1e-9) == 0
    assert of.day(1e6) == WEEKDAYS[-1]


def test_work_may_end_as_late_as_leaves_its_proof_before_the_gate() -> None:
    of = aim(work("a"), work("b", 1), a=10)
    assert of.latest("b", 14) == inf
    assert [of.latest("a", gate) for gate in (9, 10, 14, 15, 17)] == [0, 0.2, 1, 1, 1.2]


def test_no_order_has_its_gate_before_the_bound_and_one_role_alone_reaches_it() -> None:
    of = aim(work("a", efforts={"x": 2.0}), work("b", 1), a=0, b=60)
    # b first: day 4 and 60 days of proof; a ends on day 18 whatever comes first.
    assert gate_bound(of, ONE, 200) == 64
    assert gate_bound(of, ONE, 64) == 64
    assert gate_bound(of, ONE, 20) == 20
    assert gate_bound(aim(*of.works, floor=70, b=60), ONE, 200) == 70


def test_the_bound_counts_what_others_must_end_first_and_the_earliest_start() -> None:
    chain = aim(work("a"), work("b", 1, "a"), b=0)
    assert gate_bound(chain, ONE, 200) == 11
    late = aim(work("a", earliest=3.0), a=0)
    assert gate_bound(late, ONE, 200) == 25
    two = steady({"x": 1.0, "y": 0.5})
    roles = aim(work("a", efforts={"x": 1.0, "y": 1.0}), work("b", 1, "a"), b=0)
    assert gate_bound(roles, two, 200) == 18


def test_the_bound_lets_people_switch_between_initiatives() -> None:
    # The people of one role can do all three by the end of the third week, not before.
    of = aim(work("a"), work("b", 1), work("c", 2), a=0, b=0, c=0)
    assert gate_bound(of, ONE, 200) == 18
    assert gate_bound(of, steady({"x": 3.0}), 200) == 4
    # While c waits for its earliest start the others are done.
    waits = aim(work("a"), work("b", 1), work("c", 2, earliest=1.5), a=0, b=0, c=0)
    assert gate_bound(waits, ONE, 200) == 18
    gap = aim(work("a"), work("c", 2, earliest=3.0), a=0, c=0)
    assert gate_bound(gap, ONE, 200) == 25


def test_an_urgent_proof_interrupts_work_that_can_wait_in_the_bound() -> None:
    of = aim(work("long", efforts={"x": 4.0}), work("soon", 1, earliest=1.0), long=0, soon=40)
    # soon from the second week: day 11 and 40; long may then end on day 32.
    assert gate_bound(of, ONE, 200) == 51


def test_pinned_work_is_where_it_was_put_and_holds_the_bound() -> None:
    pinned = aim(work("a", pinned=4.0), a=0)
    assert gate_bound(pinned, ONE, 200) == 32
    beside = aim(work("a", pinned=4.0), work("b", 1), b=0)
    assert gate_bound(beside, ONE, 200) == 4
    waits = aim(work("a", 1), work("b", 0, "a", pinned=0.0), b=0)
    assert gate_bound(waits, ONE, 200) == 4


def test_an_interruption_is_reckoned_from_when_the_interrupted_work_began() -> None:
    of = aim(
        work("long", efforts={"x": 4.0}, earliest=1.0), work("soon", 1, earliest=2.0),
        long=0, soon=40,
    )  # fmt: skip
    # soon in the third week: day 18 and 40 days of proof; long is through by then.
    assert gate_bound(of, ONE, 200) == 58


def test_entered_starts_that_overlap_do_not_wait_for_one_another_in_the_bound() -> None:
    of = aim(work("a", pinned=0.0), work("b", 1, pinned=0.0), a=0, b=0)
    assert of.gate(laid(of)) == 4
    assert gate_bound(of, ONE, 200) == 4


def test_people_who_come_later_or_go_away_move_the_bound() -> None:
    of = aim(work("a", efforts={"x": 2.0}), a=0)
    assert gate_bound(of, {"x": stepped(1.0, [(1.0, inf, 2.0)])}, 200) == 9
    assert gate_bound(of, {"x": stepped(1.0, [(1.0, 3.0, 0.0)])}, 200) == 25


def test_the_latest_end_of_each_comes_from_the_gate_backwards_through_prerequisites() -> None:
    works = (work("a"), work("b", 1, "a"), work("c", 2, "a"), work("d", 3))
    of = aim(*works, b=0, c=7)
    assert deadlines(works, ONE, of, 25) == {"a": 2, "b": 4, "c": 3, "d": inf}
    pinned = (work("a"), work("b", 1, "a", pinned=1.0))
    assert deadlines(pinned, ONE, aim(*pinned, b=0), 25) == {"a": inf, "b": 4}
    roles = (work("a"), work("b", 1, "a", efforts={"x": 1.0, "y": 1.0}))
    two = steady({"x": 1.0, "y": 0.5})
    assert deadlines(roles, two, aim(*roles, b=0), 25) == {"a": 2, "b": 4}


FIXED = aim(
    work("a", begun=True),
    work("b", 1, "a", pinned=1.0, due=3.0, worth=2.0),
    work("c", 2, "", efforts={"x": 1.0, "y": 2.0}, earliest=0.4),
    a=0, c=30,
)  # fmt: skip
TWO = steady({"x": 1.0, "y": 1.0})


def test_a_solver_is_asked_with_all_that_the_order_depends_on() -> None:
    plan = laid(FIXED, TWO)
    asked = problem(FIXED, TWO, plan, seed=7, spend=20.0)
    assert asked["works"] == [
        {
            "id": "a", "efforts": {"x": 1.0}, "prerequisites": (), "earliest": 0.0, "due": None,
            "worth": 0.0,
        },
        {
            "id": "b", "efforts": {"x": 1.0}, "prerequisites": ("a",), "earliest": 0.0, "due": 3.0,
            "worth": 2.0,
        },
        {
            "id": "c", "efforts": {"x": 1.0, "y": 2.0}, "prerequisites": (), "earliest": 0.4,
            "due": None, "worth": 0.0,
        },
    ]  # fmt: skip
    assert asked["staff"] == {
        "x": {"begins": (0.0,), "people": (1.0,)}, "y": {"begins": (0.0,), "people": (1.0,)},
    }  # fmt: skip
    assert (asked["per_week"], asked["proofs"]) == (5, {"a": 0, "c": 30})
    assert asked["fixed"] == {"a": {"x": (0.0, 1.0)}, "b": {"x": (1.0, 2.0)}}
    assert asked["overlapping"] == []
    assert (asked["seed"], asked["spend"], asked["ends"]) == (7, 20.0, True)
    assert not problem(FIXED, TWO, plan, seed=7, spend=20.0, ends=False)["ends"]
    late, gate, ends = FIXED.cost(plan)
    assert asked["known"] == {
        "late": late, "gate": gate, "ends": ends,
        "starts": {"a": {"x": 0.0}, "b": {"x": 1.0}, "c": {"x": 2.0, "y": 0.4}},
    }  # fmt: skip
    assert asked["bound"] == gate_bound(FIXED, TWO, gate)


def test_a_solver_may_look_ten_weeks_beyond_twice_the_plan_at_hand() -> None:
    plan = laid(FIXED, TWO)
    assert plan.finish == 3
    asked = problem(FIXED, TWO, plan, seed=7, spend=20.0)
    assert asked["horizon"] == (16 * 5 + 1) / 5
    assert asked["offsets"] == WEEKDAYS[:81]


def test_roles_that_entered_starts_need_twice_over_are_named_once() -> None:
    of = aim(
        work("a", pinned=0.0), work("b", 1, pinned=0.5), work("c", 2, pinned=0.75),
        work("d", 3, efforts={"y": 1.0}, pinned=0.0), work("e", 4, efforts={"y": 1.0}, pinned=1.0),
    )  # fmt: skip
    asked = problem(of, TWO, laid(of, TWO), seed=7, spend=1.0)
    assert asked["overlapping"] == ["x"]


def answer(*orders: tuple[tuple[str, str], ...], **bounds: float) -> SolverAnswer:
    said = {"late": 0.0, "gate": 0.0, "ends": 0.0} | bounds
    reached = {name: {"found": 99.0, "bound": bound} for name, bound in said.items()}
    return SolverAnswer.model_validate({"solver": "CP-SAT 9", "orders": orders} | reached)


THREE = aim(work("a"), work("b", 1), work("c", 2), c=30)


def order(names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "x") for name in names)


def test_the_best_of_the_solvers_orders_is_kept_with_its_bounds() -> None:
    told = answer(order("bca"), order("cab"), order("acb"), gate=33.0, late=0.0, ends=1.5)
    found = proved_order(THREE, ONE, laid(THREE), told, "d")
    assert (found.digest, found.solver, found.order) == ("d", "CP-SAT 9", order("cab"))
    assert (found.late_bound, found.gate_bound, found.ends_bound) == (0.0, 33, 1.5)


def test_where_no_order_is_better_the_plan_at_hand_stays() -> None:
    plan = laid(aim(work("c"), work("a", 1), work("b", 2), c=30))
    told = answer(order("abc"), order("cba"))
    assert proved_order(THREE, ONE, plan, told, "d").order == order("cab")


def test_a_bound_is_never_above_what_an_order_reaches() -> None:
    told = answer(order("cab"), late=9.0, gate=999.0, ends=999.0)
    found = proved_order(THREE, ONE, laid(THREE), told, "d")
    assert (found.late_bound, found.gate_bound) == (0.0, 34)
    assert found.ends_bound == THREE.cost(schedule(THREE.works, ONE, order("cab")))[2]


@pytest.mark.parametrize("wrong", [order("ca"), order("caa"), (*order("cab"), ("d", "x")), ()])
def test_an_answer_that_leaves_out_repeats_or_invents_work_is_not_taken(
    wrong: tuple[tuple[str, str], ...],
) -> None:
    assert proved_order(THREE, ONE, laid(THREE), answer(wrong), "d").order == order("abc")


def test_an_answer_that_puts_work_before_what_it_waits_for_is_not_taken() -> None:
    of = aim(work("a"), work("b", 1, "a"), b=30)
    told = answer(order("ba"), order("ab"))
    assert proved_order(of, ONE, laid(of), told, "d").order == order("ab")


def test_a_plans_groundwork_is_asked_about_as_it_is_and_the_answer_bears_its_name() -> None:
    found = groundwork(BASE, card(reliable_c0=1, data_c2=1), PlanInputs(start=MONDAY))
    asked = problem_of(found, 3.0)
    assert asked == problem(
        found.aim, found.staff, found.schedule, seed=found.judgement.seed, spend=3.0
    )
    assert (asked["seed"], asked["spend"]) == (7, 3.0)
    told = answer(found.schedule.order[::-1], gate=1.0)
    order = proved(found, told)
    assert order == proved_order(found.aim, found.staff, found.schedule, told, found.problem)
    assert (order.digest, order.order) == (found.problem, found.schedule.order)
