"""Who works when: capacity, prerequisites, calendars and runs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import triang

from scoring.latest import latest_ends
from scoring.roadmap_model import Freeze
from scoring.schedule import PlanImpossibleError, Schedule, Work, schedule
from scoring.simulation import (
    Triangle,
    proof_dates,
    quantile_date,
    quantile_weeks,
    simulated_ends,
)
from scoring.staffing import steady, stepped
from scoring.workdays import workdays

MONDAY = date(2026, 11, 2)


def work(
    name: str, rank: int = 0, before: Sequence[str] = (), earliest: float = 0, **efforts: float
) -> Work:
    return Work(
        id=name,
        efforts=efforts or {"engineer": 1.0},
        prerequisites=tuple(before),
        earliest=earliest,
        rank=rank,
    )


def spans(plan: Schedule) -> dict[str, tuple[float, float]]:
    return {slot.work: (plan.start(slot.work), plan.end(slot.work)) for slot in plan.slots}


def test_a_role_does_one_thing_after_the_other_in_order_of_rank() -> None:
    plan = schedule([work("b", 1), work("a", 0, engineer=2)], steady({"engineer": 1}))
    assert spans(plan) == {"a": (0, 2), "b": (2, 3)}


def test_more_people_make_work_shorter() -> None:
    plan = schedule([work("a", engineer=3)], steady({"engineer": 1.5}))
    assert plan.end("a") == pytest.approx(2)


def test_roles_work_side_by_side_on_one_initiative() -> None:
    plan = schedule([work("a", engineer=1, sponsor=2)], steady({"engineer": 1, "sponsor": 1}))
    assert spans(plan) == {"a": (0, 2)}


def test_a_prerequisite_of_lower_rank_still_comes_first() -> None:
    plan = schedule([work("a", 0, ["b"]), work("b", 1)], steady({"engineer": 1}))
    assert spans(plan) == {"b": (0, 1), "a": (1, 2)}


def test_a_gap_before_waiting_work_is_filled_without_delaying_it() -> None:
    urgent = work("urgent", 0, earliest=2)
    plan = schedule([urgent, work("small", 1), work("big", 2, engineer=4)], steady({"engineer": 1}))
    assert spans(plan) == {"urgent": (2, 3), "small": (0, 1), "big": (3, 7)}


def test_pinned_work_starts_when_it_was_told_and_others_go_round_it() -> None:
    works = [
        replace(work("late", 2), pinned=2.0),
        replace(work("early", 3), pinned=0.0),
        work("free", 0, engineer=1.5),
        work("small", 1, engineer=0.5),
    ]
    plan = schedule(works, steady({"engineer": 1}))
    assert spans(plan) == {
        "early": (0, 1), "late": (2, 3), "free": (3, 4.5), "small": (1, 1.5),
    }  # fmt: skip


def test_what_waits_for_pinned_work_starts_when_all_its_roles_are_through() -> None:
    works = [
        replace(work("a", 0, engineer=1, sponsor=2), pinned=1.0),
        work("b", 1, ["a"], operator=1.0),
    ]
    plan = schedule(works, steady({"engineer": 1, "sponsor": 1, "operator": 1}))
    assert spans(plan) == {"a": (1, 3), "b": (3, 4)}


def test_pinned_work_whose_people_come_later_starts_when_they_do() -> None:
    staff = {"engineer": stepped(0.0, [(2.0, inf, 1.0)])}
    plan = schedule([replace(work("a"), pinned=1.0)], staff)
    assert spans(plan) == {"a": (2, 3)}


def test_what_waits_for_short_work_starts_as_soon_as_it_ends() -> None:
    works = [work("a", 0, engineer=0.25), work("b", 1, ["a"], operator=0.5)]
    plan = schedule(works, steady({"engineer": 1, "operator": 1}))
    assert spans(plan) == {"a": (0, 0.25), "b": (0.25, 0.75)}


def test_equal_ranks_go_by_name_and_slots_are_told_by_their_start() -> None:
    works = [work("b"), work("a"), work("c", 0, sponsor=1.0)]
    plan = schedule(works, steady({"engineer": 1, "sponsor": 1}))
    assert [(slot.work, slot.role, slot.start, slot.end) for slot in plan.slots] == [
        ("a", "engineer", 0, 1), ("c", "sponsor", 0, 1), ("b", "engineer", 1, 2),
    ]  # fmt: skip
    assert plan.order == (("a", "engineer"), ("c", "sponsor"), ("b", "engineer"))
    assert (plan.finish, schedule([], {}).finish) == (2, 0)
    assert [slot.effort for slot in plan.slots] == [1, 1, 1]


def test_a_gap_that_holds_the_work_exactly_is_taken_and_one_too_small_is_not() -> None:
    fixed = replace(work("fixed", 0), pinned=1.0)
    staff = steady({"engineer": 1})
    assert spans(schedule([fixed, work("fits", 1)], staff))["fits"] == (0, 1)
    assert spans(schedule([fixed, work("long", 1, engineer=1.01)], staff))["long"] == (2, 3.01)


def test_work_that_pauses_while_nobody_is_there_takes_the_first_gap_that_holds_it_whole() -> None:
    staff = {"engineer": stepped(1.0, [(1.0, 2.0, 0.0)])}
    fixed = replace(work("fixed", 0), pinned=2.5)
    plan = schedule([fixed, work("a", 1, engineer=1.5), work("b", 2, engineer=0.5)], staff)
    assert spans(plan) == {"fixed": (2.5, 3.5), "a": (0, 2.5), "b": (3.5, 4)}


def test_an_order_of_steps_is_followed_role_by_role() -> None:
    works = [work("a", 0, engineer=1, sponsor=1), work("b", 1, engineer=1, sponsor=1)]
    order = [("b", "engineer"), ("a", "engineer"), ("a", "sponsor"), ("b", "sponsor")]
    plan = schedule(works, steady({"engineer": 1, "sponsor": 1}), order)
    assert {(slot.work, slot.role): slot.start for slot in plan.slots} == {
        ("b", "engineer"): 0, ("a", "engineer"): 1, ("a", "sponsor"): 0, ("b", "sponsor"): 1,
    }  # fmt: skip
    assert (plan.start("a"), plan.end("a"), plan.end("b")) == (0, 2, 2)


def test_pinned_work_may_overlap_pinned_work_and_is_told_in_order() -> None:
    works = [replace(work("b", 0), pinned=0.5), replace(work("a", 1), pinned=0.0)]
    plan = schedule([*works, work("c", 2)], steady({"engineer": 1}))
    assert spans(plan) == {"a": (0, 1), "b": (0.5, 1.5), "c": (1.5, 2.5)}
    assert [slot.work for slot in plan.slots] == ["a", "b", "c"]


def test_a_delay_moves_pinned_work_in_no_run_and_what_it_was_told_to_overtake_does_not_hold_it() -> (
    None
):
    works = [work("a"), replace(work("b", 1, ["a"], operator=1.0), pinned=0.5)]
    staff = steady({"engineer": 1, "operator": 1})
    plan = schedule(works, staff)
    wide = {"a": Triangle(low=1, high=5), "b": Triangle(low=1, high=1)}
    ends = simulated_ends(plan, works, staff, wide, 50, 1)
    assert ends["b"] == pytest.approx(np.full(50, 1.5))
    assert ends["a"].max() > 2
    later = replace(works[1], pinned=1.0)
    plan = schedule([works[0], later], staff)
    ends = simulated_ends(plan, [works[0], later], staff, wide, 50, 1)
    assert ends["b"] == pytest.approx(ends["a"] + 1)


def test_the_next_of_a_role_waits_in_every_run_and_nothing_starts_before_its_earliest() -> None:
    works = [work("a"), work("b", 1), work("c", 2, earliest=9, sponsor=1.0)]
    staff = steady({"engineer": 1, "sponsor": 1})
    wide = {"a": Triangle(low=0.2, high=4), "b": Triangle(low=1, high=1)}
    ends = simulated_ends(
        schedule(works, staff), works, staff, wide | {"c": Triangle(low=1, high=1)}, 200, 1
    )
    assert ends["b"] == pytest.approx(ends["a"] + 1)
    assert ends["c"] == pytest.approx(np.full(200, 10))
    assert (len(ends["a"]), ends["a"].std() > 0.1) == (200, True)


def test_pinned_work_that_overlaps_does_not_wait_in_the_runs() -> None:
    works = [replace(work("a"), pinned=0.0), replace(work("b", 1), pinned=0.5)]
    staff = steady({"engineer": 1})
    wide = {"a": Triangle(low=1, high=4), "b": Triangle(low=1, high=1)}
    ends = simulated_ends(schedule(works, staff), works, staff, wide, 50, 1)
    assert ends["b"] == pytest.approx(np.full(50, 1.5))


def test_all_roles_of_an_initiative_are_as_hard_as_one_another_in_a_run() -> None:
    works = [work("a", engineer=1, sponsor=1)]
    staff = steady({"engineer": 1, "sponsor": 2})
    wide = {"a": Triangle(low=0.5, high=3)}
    ends = simulated_ends(schedule(works, staff), works, staff, wide, 100, 1)
    alone = simulated_ends(schedule([work("a")], staff), [work("a")], staff, wide, 100, 1)
    assert (ends["a"] == alone["a"]).all()


def test_pinned_work_is_not_moved_by_what_waits_for_it_when_slack_is_reckoned() -> None:
    works = [work("a"), replace(work("b", 1, ["a"], operator=1.0), pinned=1.0)]
    staff = steady({"engineer": 1, "operator": 1})
    found = latest_ends(schedule(works, staff), works, staff, {"a": 9, "b": 9})
    assert found == {"a": 1, "b": 9}
    free = [works[0], work("b", 1, ["a"], operator=1.0)]
    assert latest_ends(schedule(free, staff), free, staff, {"a": 9, "b": 9}) == {"a": 8, "b": 9}


def test_a_circle_of_prerequisites_is_refused_in_a_sentence() -> None:
    with pytest.raises(PlanImpossibleError, match=r"wait for each other: a, b\."):
        schedule([work("a", before=["b"]), work("b", before=["a"])], steady({"engineer": 1}))


def test_a_delay_is_passed_on_to_the_next_of_the_role_and_to_dependents() -> None:
    works = [
        work("a", 0),
        work("b", 1, ["a"], sponsor=1.0),
        work("c", 2, engineer=1.0),
    ]
    plan = schedule(works, steady({"engineer": 1, "sponsor": 1}))
    latest = latest_ends(
        plan, works, steady({"engineer": 1, "sponsor": 1}), {"a": 9, "b": 4, "c": 3}
    )
    assert latest == {"a": 2, "b": 4, "c": 3}


def test_all_roles_of_an_initiative_slip_together() -> None:
    works = [work("a", 0, engineer=1.0, sponsor=3.0), work("b", 1, engineer=1.0)]
    plan = schedule(works, steady({"engineer": 1, "sponsor": 1}))
    assert (
        latest_ends(plan, works, steady({"engineer": 1, "sponsor": 1}), {"a": 9, "b": 2})["a"] == 3
    )


efforts = st.floats(0.1, 5).map(lambda value: round(value, 2))
roles = st.dictionaries(st.sampled_from(["one", "two", "three"]), efforts, min_size=1)


@st.composite
def plans(draw: st.DrawFn) -> list[Work]:
    count = draw(st.integers(1, 8))
    ranks = draw(st.permutations(range(count)))
    return [
        Work(
            id=f"w{number}",
            efforts=draw(roles),
            prerequisites=tuple(f"w{before}" for before in range(number) if draw(st.booleans())),
            earliest=draw(st.sampled_from([0.0, 0.0, 1.4])),
            rank=ranks[number],
        )
        for number in range(count)
    ]


capacities = st.fixed_dictionaries(
    dict.fromkeys(["one", "two", "three"], st.sampled_from([0.25, 0.5, 1.0, 2.5]))
)


@settings(deadline=None, derandomize=True)
@given(plans(), capacities)
def test_a_plan_never_breaks_a_prerequisite(
    works: list[Work], capacity: Mapping[str, float]
) -> None:
    plan = schedule(works, steady(capacity))
    for item in works:
        assert plan.start(item.id) >= item.earliest
        for before in item.prerequisites:
            assert plan.start(item.id) >= plan.end(before)


@settings(deadline=None, derandomize=True)
@given(plans(), capacities)
def test_a_plan_never_breaks_a_capacity_and_leaves_no_work_out(
    works: list[Work], capacity: Mapping[str, float]
) -> None:
    plan = schedule(works, steady(capacity))
    for role, people in capacity.items():
        slots = sorted((s for s in plan.slots if s.role == role), key=lambda slot: slot.start)
        for one, following in pairwise(slots):
            assert following.start >= one.end - 1e-9
        done = sum(slot.end - slot.start for slot in slots) * people
        assert done == pytest.approx(sum(item.efforts.get(role, 0) for item in works))


@settings(deadline=None, derandomize=True)
@given(plans(), capacities)
def test_efforts_as_planned_end_every_run_by_the_planned_end(
    works: list[Work], capacity: Mapping[str, float]
) -> None:
    plan = schedule(works, steady(capacity))
    certain = {item.id: Triangle(low=1, high=1) for item in works}
    ends = simulated_ends(plan, works, steady(capacity), certain, runs=2, seed=1)
    assert all((ends[item.id] <= plan.end(item.id) + 1e-9).all() for item in works)


@pytest.mark.parametrize(("low", "high"), [(0.5, 2.0), (1.0, 3.0), (0.2, 1.0)])
def test_efforts_are_drawn_from_the_triangle(low: float, high: float) -> None:
    shares = np.array([0.05, 0.3, 0.5, 0.8, 0.99])
    expected = triang((1 - low) / (high - low), low, high - low).ppf(shares)
    assert Triangle(low=low, high=high).at(shares) == pytest.approx(expected)


def test_the_runs_depend_on_the_seed_and_on_nothing_else() -> None:
    works = [work("a"), work("b", 1)]
    plan = schedule(works, steady({"engineer": 1}))
    wide = {"a": Triangle(low=0.5, high=2), "b": Triangle(low=0.5, high=2)}
    first, again, other = (
        simulated_ends(plan, works, steady({"engineer": 1}), wide, 50, seed) for seed in (1, 1, 2)
    )
    assert (first["b"] == again["b"]).all()
    assert (first["b"] != other["b"]).any()


def test_no_run_starts_work_before_its_prerequisite_has_ended() -> None:
    works = [work("a"), work("b", 1, ["a"], operator=0.5)]
    plan = schedule(works, steady({"engineer": 1, "operator": 1}))
    wide = {"a": Triangle(low=0.2, high=4), "b": Triangle(low=1, high=1)}
    ends = simulated_ends(plan, works, steady({"engineer": 1, "operator": 1}), wide, 200, 1)
    assert ends["b"] == pytest.approx(ends["a"] + 0.5)


def test_the_latest_proof_is_taken_run_by_run() -> None:
    calendar = workdays(MONDAY, 5, ())
    ends = {"a": np.array([1.0, 2.0]), "b": np.array([2.0, 1.0])}
    latest = proof_dates(ends, {"a": 0, "b": 0}, calendar)
    assert latest is not None
    assert [str(day) for day in latest] == ["2026-11-13", "2026-11-13"]
    assert proof_dates({}, {}, calendar) is None


def test_a_day_that_so_many_runs_reach_is_one_of_their_days() -> None:
    days = np.array(["2026-11-03", "2026-11-04", "2026-11-20", "2026-12-20"], dtype="datetime64[D]")
    assert quantile_date(days, 0.5) == date(2026, 11, 4)
    assert quantile_date(days, 0.51) == date(2026, 11, 20)
    assert quantile_date(days, 0.8) == date(2026, 12, 20)
    assert quantile_weeks(np.array([4.0, 1.0, 2.0, 9.0]), 0.5) == 2
    assert quantile_weeks(np.array([4.0, 1.0, 2.0, 9.0]), 0.8) == 9


def test_work_skips_weekends() -> None:
    calendar = workdays(MONDAY, 5, ())
    assert calendar.first_day(0) == MONDAY
    assert calendar.last_day(1) == date(2026, 11, 6)
    assert calendar.first_day(1) == date(2026, 11, 9)


def test_work_skips_freezes_on_both_of_their_ends() -> None:
    frozen = Freeze(name="peak", start=date(2026, 11, 3), end=date(2026, 11, 5))
    calendar = workdays(MONDAY, 5, (frozen,))
    assert calendar.last_day(0.4) == date(2026, 11, 6)
    assert calendar.last_day(0.6) == date(2026, 11, 9)


def test_a_plan_that_starts_on_a_weekend_works_from_monday() -> None:
    calendar = workdays(date(2026, 11, 7), 5, ())
    assert calendar.first_day(0) == date(2026, 11, 9)
    assert workdays(date(2026, 11, 7), 6, ()).first_day(0) == date(2026, 11, 7)


def test_working_time_until_a_day_counts_working_days_only() -> None:
    calendar = workdays(MONDAY, 5, ())
    assert calendar.weeks_until(date(2026, 11, 9)) == 1
    assert calendar.weeks_until(date(2026, 11, 8)) == 1
    assert calendar.weeks_until(date(2020, 1, 1)) == 0
