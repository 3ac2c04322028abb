"""A small plan to the last figure: days, totals, load, the gate, what is proved, what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from content.model import Effort, ExitCriterion, Pack
from scoring.groundwork import groundwork
from scoring.model import Scorecard, Verdict
from scoring.roadmap_model import (
    CapacityChange,
    Duty,
    Freeze,
    Milestone,
    PlanInputs,
    ProvedOrder,
    Roadmap,
    Status,
)
from scoring.schedule import PlanImpossibleError
from scoring.sensitivity import Basis
from tests.scoring.builders import measured, profile
from tests.scoring.plan_builders import (
    CRITICAL,
    GATE,
    MONDAY,
    OTHER,
    card,
    judgement,
    made,
    packed,
    row,
    weighed,
)

GATE_ID, OTHER_ID = "I-reliable.c0", "I-data.c2"
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def certain(weeks: float, role: str = "engineer") -> tuple[Effort, ...]:
    return (Effort(role=role, low=weeks, mid=weeks, high=weeks),)


def proof(days: int) -> ExitCriterion:
    return ExitCriterion(sentence="It holds.", conditions=(measured(),), proof_days=days)


SURE = packed(
    reliable_c0={"effort": certain(2), "exit": proof(30)},
    data_c2={"effort": certain(1), "exit": proof(14)},
    scalable_c1={"effort": certain(1, "operator"), "exit": proof(7)},
)
BOTH = card(SURE, reliable_c0=1, data_c2=1)


def sure(**more: Any) -> Roadmap:
    return made(SURE, BOTH, **more)


def test_where_efforts_are_certain_every_date_is_the_planned_one() -> None:
    found = sure()
    gate, other = row(found, GATE), row(found, OTHER)
    assert (gate.start, gate.end) == (MONDAY, date(2026, 11, 13))
    assert (gate.p50, gate.p80) == (gate.end, gate.end)
    assert gate.proof_end == gate.end + 30 * DAY
    assert (other.start, other.end) == (date(2026, 11, 16), date(2026, 11, 20))
    assert other.proof_end == other.end + 14 * DAY
    assert found.gate == Milestone(name="Gate review", p50=gate.proof_end, p80=gate.proof_end)
    assert found.gate_day == gate.proof_end
    assert (found.start, found.first_monday) == (MONDAY, MONDAY)


def test_efforts_and_prices_are_summed_for_the_whole_and_for_the_gate() -> None:
    found = made(rates={"engineer": 1000.0}, currency="EUR")
    assert (found.effort_low, found.effort_mid, found.effort_high) == (2, 4, 8)
    assert (found.gate_effort_low, found.gate_effort_mid, found.gate_effort_high) == (1, 2, 4)
    assert (found.cost_low, found.cost_mid, found.cost_high) == (2000, 4000, 8000)
    gate = (found.gate_cost_low, found.gate_cost_mid, found.gate_cost_high)
    assert gate == (1000, 2000, 4000)
    assert found.currency == "EUR"
    other = row(found, OTHER)
    assert (other.effort_low, other.effort_mid, other.effort_high) == (1, 2, 4)
    assert (other.cost_low, other.cost_mid, other.cost_high) == (1000, 2000, 4000)
    assert other.effort_by_role == {"engineer": 2}


def test_a_total_is_left_out_where_one_of_its_rows_has_no_price() -> None:
    used = packed(data_c2={"effort": certain(1, "operator")})
    found = made(used, card(used, reliable_c0=1, data_c2=1), rates={"engineer": 1000.0})
    assert found.cost_mid is None
    assert found.gate_cost_mid == 2000
    assert row(found, OTHER).cost_mid is None


def test_finished_work_is_in_no_total_and_takes_no_time() -> None:
    found = sure(status={GATE_ID: Status.PROVED}, rates={"engineer": 1000.0})
    assert (found.effort_mid, found.gate_effort_mid, found.cost_mid) == (1, 0, 1000)
    assert found.gate_cost_mid is None
    done = row(found, GATE)
    assert (done.start, done.end, done.p50, done.p80) == (MONDAY, MONDAY, MONDAY, MONDAY)
    assert row(found, OTHER).start == MONDAY


def test_the_gate_is_the_latest_proof_of_all_that_opens_it() -> None:
    scorecard = card(SURE, reliable_c0=1, scalable_c1=1)
    found = made(SURE, scorecard)
    # Two weeks and 30 days against one week of another role and 7.
    assert found.gate is not None
    assert found.gate.p80 == date(2026, 11, 13) + 30 * DAY
    done = made(SURE, scorecard, status={GATE_ID: Status.DONE})
    # Work that is done waits for its proof from the plan's first day.
    assert done.gate is not None
    assert done.gate.p80 == MONDAY + 30 * DAY
    proved = made(SURE, scorecard, status={GATE_ID: Status.PROVED})
    assert proved.gate is not None
    assert proved.gate.p80 == date(2026, 11, 6) + 7 * DAY


@pytest.mark.parametrize("start", [MONDAY, MONDAY + 5 * DAY])
def test_proof_of_finished_work_runs_from_the_first_working_day(start: date) -> None:
    scorecard = card(SURE, reliable_c0=1, scalable_c1=1)
    found = made(SURE, scorecard, start=start, status={GATE_ID: Status.DONE})
    first = start if start == MONDAY else MONDAY + WEEK
    assert found.gate is not None
    assert (found.gate_day, found.gate.p80) == (first + 30 * DAY, first + 30 * DAY)
    done = made(SURE, BOTH, start=start, status={GATE_ID: Status.DONE})
    assert done.gate_day is None
    assert done.gate is not None
    assert done.gate.p80 == first + 30 * DAY


def test_an_earlier_end_is_worth_the_share_of_all_priority_and_a_little_for_what_is_lifted() -> (
    None
):
    def worth(**more: Any) -> dict[str, float]:
        given = PlanInputs(start=MONDAY, **more)
        return {work.id: work.worth for work in groundwork(SURE, BOTH, given).works}

    weights = {item.id: item.weight for item in BOTH.capabilities}
    # Two levels for each: by two weeks of work for the one, by one for the other.
    lifts = {GATE_ID: weights[GATE] * 2 / 2, OTHER_ID: weights[OTHER] * 2 / 1}
    priorities = {GATE_ID: 10 * lifts[GATE_ID], OTHER_ID: lifts[OTHER_ID]}
    for name, found in worth().items():
        share = priorities[name] / sum(priorities.values())
        assert found == pytest.approx(share + 0.01 * lifts[name] / sum(lifts.values()))
    assert sum(worth().values()) == pytest.approx(1.01)
    assert worth(status={GATE_ID: Status.DONE}) == pytest.approx({OTHER_ID: 1.01})


def queued(
    used: Pack, scorecard: Scorecard, made_of: Basis | None = None, **more: Any
) -> list[str]:
    works = groundwork(used, scorecard, PlanInputs(start=MONDAY, **more), made_of).works
    assert [work.rank for work in works] == list(range(len(works)))
    return [work.id for work in works]


def test_the_queue_has_what_has_begun_then_what_the_gate_waits_for_then_by_priority() -> None:
    scorecard = card(SURE, reliable_c0=1, data_c2=1, data_c1=1)
    # Of the two beside the gate one takes a week and the other two.
    assert queued(SURE, scorecard) == [GATE_ID, OTHER_ID, "I-data.c1"]
    slow = {GATE_ID: 100.0}
    assert queued(SURE, scorecard, effort_mid=slow) == [GATE_ID, OTHER_ID, "I-data.c1"]
    begun = {"I-data.c1": Status.IN_PROGRESS}
    assert queued(SURE, scorecard, status=begun) == ["I-data.c1", GATE_ID, OTHER_ID]
    assert queued(SURE, scorecard, status={GATE_ID: Status.DONE}) == [OTHER_ID, "I-data.c1"]


def test_of_equal_priorities_what_lifts_most_for_its_effort_comes_first() -> None:
    scorecard, made_of = judgement(SURE, data_c2=1, data_c1=1, data_c0=4)
    assert queued(SURE, scorecard, made_of) == [OTHER_ID, "I-data.c1"]
    assert queued(SURE, scorecard, made_of, effort_mid={OTHER_ID: 5}) == ["I-data.c1", OTHER_ID]
    same = {OTHER_ID: 2.0}
    assert queued(SURE, scorecard, made_of, effort_mid=same) == ["I-data.c1", OTHER_ID]


def test_work_that_a_duty_asks_for_by_a_day_goes_first_and_the_earliest_day_counts() -> None:
    duty = Duty(name="Contract", due=MONDAY + 4 * DAY, initiative=OTHER_ID)
    found = sure(duties=(duty,))
    assert (row(found, OTHER).end, row(found, GATE).start) == (duty.due, MONDAY + WEEK)
    later = duty.model_copy(update={"due": MONDAY + 60 * DAY})
    assert row(sure(duties=(later,)), GATE).start == MONDAY
    for both in ({"duties": (later, duty)}, {"duties": (later,), "end_by": {OTHER_ID: duty.due}}):
        assert row(sure(**both), OTHER).end == duty.due
    of_the_gate = Duty(name="Act", due=MONDAY + 4 * DAY)
    assert row(sure(duties=(of_the_gate,)), GATE).start == MONDAY


def test_what_others_deliver_later_than_the_own_work_sets_the_gate() -> None:
    scorecard = card(SURE, reliable_c0=1, scalable_c1=1)
    late, early = date(2027, 3, 1), date(2026, 11, 4)
    found = made(SURE, scorecard, inherited={"I-scalable.c1": late})
    assert found.gate is not None
    assert (found.gate.p50, found.gate.p80, found.gate_day) == (late, late, late)
    assert row(found, "scalable.c1").proof_end == late
    soon = made(SURE, scorecard, inherited={"I-scalable.c1": early})
    assert soon.gate is not None
    assert soon.gate.p80 == date(2026, 11, 13) + 30 * DAY


def test_the_days_from_the_start_to_the_likely_end_give_the_horizon() -> None:
    def horizon(weeks: float) -> str:
        return row(sure(effort_mid={GATE_ID: weeks}), GATE).horizon

    # Work of 4.6 weeks ends on day 30, of 4.8 on day 31; of 9 on day 60; of 13 on day 88.
    assert [horizon(weeks) for weeks in (4.6, 4.8, 9, 9.2, 13, 13.2)] == [
        "30", "60", "60", "90", "90", "later",
    ]  # fmt: skip


def test_each_role_is_told_with_its_people_and_its_use_of_every_week() -> None:
    scorecard = card(SURE, reliable_c0=1, data_c2=1, scalable_c1=1)
    found = made(SURE, scorecard, capacity={"engineer": 2.0})
    engineer, operator = found.load
    assert (engineer.role, engineer.people, engineer.assumed) == ("engineer", 2, False)
    assert engineer.weeks == pytest.approx((1, 0.5))
    assert (operator.role, operator.people, operator.assumed) == ("operator", 0.5, True)
    assert operator.weeks == pytest.approx((1, 1))
    assert found.notes == ("Nobody stated the capacity of Operator: 0.5 people are assumed.",)


def test_the_people_of_a_week_are_those_of_its_first_working_day() -> None:
    changes = (
        CapacityChange(role="engineer", start=MONDAY + WEEK + 2 * DAY, people=2),
        CapacityChange(role="engineer", start=MONDAY + 3 * WEEK, people=3),
    )
    freeze = Freeze(name="peak", start=MONDAY + 2 * WEEK, end=MONDAY + 2 * WEEK + 6 * DAY)
    found = sure(capacity_changes=changes, freezes=(freeze,), effort_mid={GATE_ID: 6})
    assert found.load[0].people_by_week[:4] == (1, 1, 1, 3)
    assert found.load[0].weeks[2] == 0


def people_by_week(found: Roadmap) -> tuple[float, ...]:
    return found.load[0].people_by_week


def test_somebody_who_comes_on_a_tuesday_is_counted_from_the_next_week() -> None:
    change = CapacityChange(role="engineer", start=MONDAY + WEEK + DAY, people=2)
    assert people_by_week(sure(capacity_changes=(change,), effort_mid={GATE_ID: 6}))[:3] == (
        1,
        1,
        2,
    )


def test_where_a_monday_is_frozen_the_people_of_the_tuesday_are_told() -> None:
    monday = MONDAY + WEEK
    change = CapacityChange(role="engineer", start=monday + DAY, people=2)
    freeze = Freeze(name="holiday", start=monday, end=monday)
    found = sure(capacity_changes=(change,), freezes=(freeze,), effort_mid={GATE_ID: 6})
    assert people_by_week(found)[:3] == (1, 2, 2)


def test_a_week_without_work_has_the_people_of_the_one_before_it() -> None:
    change = CapacityChange(role="engineer", start=MONDAY + 2 * WEEK, people=2)
    freezes = tuple(
        Freeze(name="peak", start=MONDAY + week * WEEK, end=MONDAY + week * WEEK + 4 * DAY)
        for week in (0, 3)
    )
    found = sure(capacity_changes=(change,), freezes=freezes, effort_mid={GATE_ID: 6})
    assert people_by_week(found)[:5] == (1, 1, 2, 2, 2)
    assert found.load[0].weeks[:5] == (0, 1, 1, 0, 1)


def test_a_full_week_is_told_as_one_without_the_dust_of_rounding() -> None:
    for people in (0.3, 0.7, 1.1, 2.3):
        for weeks in (0.9, 1.7, 3.1):
            used = sure(capacity={"engineer": people}, effort_mid={GATE_ID: weeks, OTHER_ID: 2.9})
            assert all(share == 1 for share in used.load[0].weeks[:-1])


def test_people_who_are_there_until_a_day_are_there_on_that_day() -> None:
    change = CapacityChange(role="engineer", start=MONDAY, end=MONDAY + 4 * DAY, people=2)
    found = sure(capacity_changes=(change,))
    assert row(found, GATE).end == MONDAY + 4 * DAY
    assert row(found, OTHER).end == MONDAY + WEEK + 4 * DAY


def test_changes_count_by_their_day_and_for_their_role_alone() -> None:
    changes = (
        CapacityChange(role="engineer", start=MONDAY + WEEK, people=4),
        CapacityChange(role="engineer", start=MONDAY, people=2),
        CapacityChange(role="operator", start=MONDAY, people=9),
    )
    found = sure(capacity_changes=changes, effort_mid={GATE_ID: 6})
    assert row(found, GATE).end == MONDAY + WEEK + 4 * DAY
    assert found.load[0].people_by_week[:2] == (2, 4)


def test_slack_is_told_in_days_to_the_gate_or_to_the_plans_end() -> None:
    scorecard = card(SURE, reliable_c0=1, data_c2=1, scalable_c1=1)
    found = made(SURE, scorecard, capacity={"engineer": 1.0, "operator": 1.0})
    assert row(found, GATE).slack_days == 0
    # 6 November plus 7 days of proof could be 13 December as well.
    assert row(found, "scalable.c1").slack_days == (date(2026, 12, 4) - date(2026, 11, 6)).days
    assert row(found, OTHER).slack_days == (date(2026, 12, 11) - date(2026, 11, 20)).days
    free = made(SURE, card(SURE, data_c2=1, data_c1=1))
    assert {item.slack_days for item in free.rows if item.end == free.rows[-1].end} == {0}


@pytest.mark.parametrize(("days", "last"), [(4, date(2026, 12, 9)), (2, date(2026, 12, 11))])
def test_what_also_opens_the_gate_may_slip_until_its_own_proof_would_hold_it_up(
    days: int, last: date
) -> None:
    used = packed(
        reliable_c0={"effort": certain(2), "exit": proof(30)},
        scalable_c1={"effort": certain(1, "operator"), "exit": proof(days)},
    )
    found = made(used, card(used, reliable_c0=1, scalable_c1=1))
    # The gate is on 13 December.
    assert row(found, "scalable.c1").slack_days == (last - date(2026, 11, 6)).days


def test_what_the_gate_does_not_wait_for_may_slip_to_the_gate_of_work_that_is_done() -> None:
    found = sure(status={GATE_ID: Status.DONE})
    assert found.gate is not None
    assert found.gate.p80 == MONDAY + 30 * DAY
    assert row(found, OTHER).slack_days == (MONDAY + 30 * DAY - date(2026, 11, 6)).days


def test_a_gate_can_be_on_the_first_day() -> None:
    used = packed(reliable_c0={"effort": certain(0.1), "exit": proof(0)})
    found = made(used, card(used, reliable_c0=1))
    assert found.gate_day == MONDAY
    assert found.gate == Milestone(name="Gate review", p50=MONDAY, p80=MONDAY)


def test_likely_and_careful_ends_are_those_of_the_triangle_of_the_effort() -> None:
    found = row(made(scorecard=card(reliable_c0=1)), GATE)
    # One to four weeks, two likely: half of the runs take 2.27 weeks, four of five 2.90.
    assert (found.end, found.p50, found.p80) == (
        date(2026, 11, 13), date(2026, 11, 17), date(2026, 11, 20),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("odd", "plain"),
    [((3.0, 2.0, 4.0), (2.0, 2.0, 4.0)), ((1.0, 2.0, 1.5), (1.0, 2.0, 2.0))],
)
def test_ends_of_an_effort_that_lie_on_the_wrong_side_of_the_likely_one_are_taken_as_it(
    odd: tuple[float, float, float], plain: tuple[float, float, float]
) -> None:
    def ends(low: float, mid: float, high: float) -> tuple[date, date]:
        effort = (Effort(role="engineer", low=low, mid=mid, high=high),)
        used = packed(reliable_c0={"effort": effort})
        found = row(made(used, card(used, reliable_c0=1)), GATE)
        return found.p50, found.p80

    assert ends(*odd) == ends(*plain)


def test_the_role_that_brings_the_gate_forward_limits_and_else_the_busiest_for_it() -> None:
    scorecard = card(SURE, reliable_c0=1, data_c2=1, scalable_c1=1)
    ample = made(SURE, scorecard, capacity={"engineer": 1.0, "operator": 0.1})
    assert ample.limiting_role == "operator"
    assert made(SURE, scorecard, capacity={"engineer": 0.2, "operator": 1.0}).limiting_role == (
        "engineer"
    )
    nothing = made(SURE, card(SURE, data_c2=1))
    assert nothing.limiting_role == "engineer"


def test_a_role_that_is_busier_does_not_limit_where_more_of_it_brings_nothing_forward() -> None:
    both = (*certain(2), *certain(3, "operator"))
    used = packed(
        reliable_c0={"effort": both, "exit": proof(30)},
        scalable_c1={"effort": certain(2), "exit": proof(0)},
    )
    found = made(used, card(used, reliable_c0=1, scalable_c1=1))
    engineer, operator = found.load
    assert sum(engineer.weeks) > sum(operator.weeks)
    assert found.limiting_role == "operator"


def test_where_no_role_moves_the_gate_the_busiest_for_it_limits_and_without_one_the_busiest() -> (
    None
):
    twins = (*certain(2), *certain(2, "operator"))
    used = packed(
        reliable_c0={"effort": twins, "exit": proof(30)},
        scalable_c1={"effort": certain(0.5), "exit": proof(0)},
        data_c2={"effort": certain(3, "operator")},
    )
    with_gate = made(used, card(used, reliable_c0=1, scalable_c1=1, data_c2=1))
    assert with_gate.limiting_role == "engineer"
    sides = packed(
        data_c2={"effort": certain(3)},
        data_c1={"effort": certain(1, "operator")},
        data_c0={"effort": certain(1, "operator")},
    )
    critical = tuple(name for name in CRITICAL if name != "data.c0")
    free = sides.model_copy(update={"profiles": (profile(critical),)})
    found = made(free, card(free, data_c0=1, data_c1=1, data_c2=1))
    assert found.gate is None
    assert found.limiting_role == "engineer"


def test_more_of_a_role_is_tried_in_the_order_that_the_plan_has() -> None:
    used = packed(
        observable_c0={"effort": certain(2), "exit": proof(0)},
        reliable_c0={"effort": certain(2), "exit": proof(60)},
        scalable_c1={"effort": certain(4.5, "operator"), "exit": proof(0)},
    )
    found = made(used, card(used, observable_c0=1, reliable_c0=1, scalable_c1=1))
    # The long proof goes first although both weigh the same.
    assert row(found, GATE).start == MONDAY
    assert row(found, "observable.c0").start == MONDAY + 2 * WEEK
    assert found.limiting_role == "engineer"


def test_an_order_given_by_a_solver_counts_for_its_own_problem_and_tells_who_proved_it() -> None:
    plain = sure()
    order = ProvedOrder(
        digest=plain.problem, solver="CP-SAT", order=((OTHER_ID, "engineer"), (GATE_ID, "engineer")),
        late_bound=0.0, gate_bound=41, ends_bound=1.0,
    )  # fmt: skip
    found = sure(proved=order)
    assert [item.id for item in found.rows] == [OTHER_ID, GATE_ID]
    assert found.solver == "CP-SAT"
    assert found.gate_gap == (found.gate_day - MONDAY).days - 41  # type: ignore[operator]
    assert (found.optimal, found.gate_gap) == (False, 7)
    assert found.ends_gap is not None
    assert 0 < found.ends_gap < 1
    other = sure(proved=order.model_copy(update={"digest": "another", "gate_bound": 45}))
    assert other == plain
    assert (plain.solver, plain.ends_gap, plain.optimal, plain.gate_gap) == ("", None, True, 0)


def test_a_solvers_bound_that_is_reached_proves_the_order() -> None:
    plain = sure()
    order = ProvedOrder(
        digest=plain.problem, solver="CP-SAT", order=((GATE_ID, "engineer"), (OTHER_ID, "engineer")),
        late_bound=0.0, gate_bound=41, ends_bound=99.0,
    )  # fmt: skip
    found = sure(proved=order)
    assert (found.optimal, found.gate_gap, found.ends_gap) == (True, 0, 0.0)


def test_dates_that_are_missed_by_more_than_was_proved_are_not_called_optimal() -> None:
    late = sure(end_by={OTHER_ID: MONDAY + 4 * DAY, GATE_ID: MONDAY + 4 * DAY})
    assert (late.optimal, late.gate_gap) == (False, None)
    order = ProvedOrder(
        digest=late.problem, solver="CP-SAT", order=((OTHER_ID, "engineer"), (GATE_ID, "engineer")),
        late_bound=2.0, gate_bound=48, ends_bound=1.0,
    )  # fmt: skip
    proved = sure(end_by={OTHER_ID: MONDAY + 4 * DAY, GATE_ID: MONDAY + 4 * DAY}, proved=order)
    assert (proved.optimal, proved.gate_gap) == (True, 0)


def test_dates_missed_by_a_day_are_not_called_optimal_without_proof() -> None:
    late = MONDAY + 17 * DAY
    found = sure(end_by={OTHER_ID: late, GATE_ID: late})
    assert (found.optimal, found.gate_gap) == (False, None)
    kept = sure(end_by={OTHER_ID: late + DAY, GATE_ID: late + DAY})
    assert (kept.optimal, kept.gate_gap) == (True, 0)


def test_a_solver_can_prove_an_order_without_a_gate() -> None:
    scorecard = card(SURE, data_c2=1, data_c1=1)
    plain = made(SURE, scorecard)
    assert (plain.optimal, plain.gate_gap, plain.ends_gap) == (False, None, None)
    order = ProvedOrder(
        digest=plain.problem, solver="CP-SAT", order=((OTHER_ID, "engineer"), ("I-data.c1", "engineer")),
        late_bound=0.0, gate_bound=0, ends_bound=1.0,
    )  # fmt: skip
    found = made(SURE, scorecard, proved=order)
    assert (found.optimal, found.gate_gap, found.gate_day) == (True, 0, None)
    assert found.solver == "CP-SAT"
    assert found.ends_gap is not None
    assert 0 < found.ends_gap < 1


def test_without_a_gate_nothing_is_called_proved_but_the_problem_is_named() -> None:
    found = made(SURE, card(SURE, data_c2=1))
    assert found.problem
    assert (found.optimal, found.gate_gap, found.gate_day) == (False, None, None)
    empty = made(SURE, card(SURE))
    assert (empty.problem, empty.optimal) == ("", False)


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": {"engineer": 2.0}},
        {"capacity_changes": (CapacityChange(role="engineer", start=MONDAY + WEEK, people=2),)},
        {"effort_mid": {OTHER_ID: 3}},
        {"earliest": {OTHER_ID: MONDAY + WEEK}},
        {"starts_on": {OTHER_ID: MONDAY}},
        {"end_by": {OTHER_ID: MONDAY + 3 * WEEK}},
        {"status": {OTHER_ID: Status.IN_PROGRESS}},
        {"start": MONDAY + DAY},
        {"freezes": (Freeze(name="peak", start=MONDAY + WEEK, end=MONDAY + WEEK),)},
    ],
)
def test_another_problem_has_another_name_and_names_of_people_do_not_matter(
    change: dict[str, Any],
) -> None:
    plain = sure()
    assert sure(**change).problem != plain.problem
    assert sure(owners={GATE_ID: "Ada"}, value_low=1, value_high=2).problem == plain.problem


def test_an_order_proved_before_a_freeze_was_moved_is_not_taken_for_the_new_calendar() -> None:
    one, other = (
        Freeze(name="peak", start=MONDAY + week * WEEK, end=MONDAY + week * WEEK + 4 * DAY)
        for week in (2, 3)
    )
    assert sure(freezes=(one,)).problem != sure(freezes=(other,)).problem


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            {"capacity": {"engineer": 0}},
            "Nobody is given for Engineer, and the plan needs that role 2 times: give it more than "
            "0 people, or drop those initiatives.",
        ),
        (
            {"capacity_changes": (CapacityChange(role="engineer", start=MONDAY + WEEK, people=0),)},
            "In the end nobody is left for Engineer, and the plan needs that role 2 times: give it "
            "more than 0 people, or drop those initiatives.",
        ),
        (
            {"effort_mid": {OTHER_ID: -1}},
            "The effort entered for I-data.c2 is -1 person-weeks: enter more than 0, or drop the "
            "initiative.",
        ),
        (
            {"effort_mid": {OTHER_ID: 0}},
            "The effort entered for I-data.c2 is 0 person-weeks: enter more than 0, or drop the "
            "initiative.",
        ),
        (
            {"effort_mid": {OTHER_ID: 600}},
            "With this capacity the work takes more than 10 years: raise a capacity, move an "
            "earliest start, or drop initiatives.",
        ),
    ],
)
def test_a_plan_that_cannot_be_made_says_what_to_change(entry: dict[str, Any], told: str) -> None:
    with pytest.raises(PlanImpossibleError) as refused:
        sure(**entry)
    assert str(refused.value) == told


def test_a_plan_as_long_as_is_allowed_and_people_who_leave_after_their_work_are_fine() -> None:
    assert row(sure(effort_mid={OTHER_ID: 518}), OTHER).effort_mid == 518
    leaves = CapacityChange(role="engineer", start=MONDAY + 3 * WEEK, people=0)
    assert row(sure(capacity_changes=(leaves,)), OTHER).end == date(2026, 11, 20)


def test_a_small_effort_is_enough_of_one() -> None:
    assert row(sure(effort_mid={OTHER_ID: 0.2}), OTHER).effort_mid == pytest.approx(0.2)


def test_what_the_client_entered_is_told_with_the_plan() -> None:
    freeze = Freeze(name="peak", start=MONDAY + 9 * WEEK, end=MONDAY + 9 * WEEK)
    found = sure(
        start=MONDAY + 2 * DAY, freezes=(freeze,), currency="CHF", value_low=1, value_high=2
    )
    assert (found.start, found.first_monday) == (MONDAY + 2 * DAY, MONDAY)
    assert (found.freezes, found.currency) == ((freeze,), "CHF")
    assert (found.value_low, found.value_high) == (1, 2)
    assert (found.runs, found.seed) == (1000, 7)


def test_a_plan_without_the_judgement_behind_it_projects_nothing() -> None:
    found = sure()
    assert (found.drives_to, found.projected, found.stays_open) == (Verdict.READY, (), ())
    told = weighed()
    assert told.drives_to is Verdict.READY
    assert told.projected


def test_rows_stand_by_their_start_and_those_that_start_together_by_priority() -> None:
    scorecard = card(SURE, reliable_c0=1, data_c2=1, scalable_c1=1)
    found = made(SURE, scorecard, capacity={"engineer": 1.0, "operator": 1.0})
    keys = [(item.start, -item.priority, item.id) for item in found.rows]
    assert keys == sorted(keys)
    assert [item.capability for item in found.rows] == ["scalable.c1", GATE, OTHER]


def test_without_a_judgement_priority_is_weight_times_levels_by_effort_and_ten_for_the_gate() -> (
    None
):
    found = made(SURE, BOTH)
    scores = {item.id: item.weight for item in BOTH.capabilities}
    assert row(found, GATE).priority == pytest.approx(scores[GATE] * 2 / 2 * 10)
    assert row(found, OTHER).priority == pytest.approx(scores[OTHER] * 2 / 1)
