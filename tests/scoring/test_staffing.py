"""People of a role over time: between working time and work done."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.staffing import Staffing, steady, stepped

JOINS = stepped(1.0, [(4.0, inf, 2.0)])
AWAY = stepped(1.0, [(2.0, 5.0, 0.0)])


def test_a_person_who_joins_makes_later_work_shorter() -> None:
    assert JOINS.end(0, 2) == 2
    assert JOINS.end(3, 3) == 5
    assert JOINS.end(4, 2) == 5


def test_work_pauses_while_nobody_is_there() -> None:
    assert AWAY.end(1, 2) == 6
    assert (AWAY.opens(1), AWAY.opens(2), AWAY.opens(3)) == (1, 5, 5)
    assert AWAY.start(6, 2) == 1


def test_nobody_for_good_never_ends() -> None:
    assert steady({"a": 0.0})["a"].end(0, 1) == inf
    assert stepped(1.0, [(2.0, inf, 0.0)]).end(1, 2) == inf


def test_a_later_change_takes_the_place_of_an_earlier_one() -> None:
    both = stepped(1.0, [(2.0, inf, 3.0), (4.0, 6.0, 0.5)])
    assert [both.at(week) for week in (0, 2, 4, 6)] == [1, 3, 0.5, 3]


def test_seen_backwards_the_same_people_are_there() -> None:
    assert JOINS.reversed(10) == Staffing((0.0, 6.0), (2.0, 1.0))


def test_what_is_possible_by_a_time_is_counted_from_the_start() -> None:
    assert steady({"a": 2.0})["a"].done_by(3) == 6
    assert [JOINS.done_by(week) for week in (0, 1, 4, 5)] == [0, 1, 4, 6]
    assert [AWAY.done_by(week) for week in (1, 2, 4, 5, 7)] == [1, 2, 2, 2, 4]
    assert [JOINS.time_of(done) for done in (0, 2, 4, 6)] == [0, 2, 4, 5]
    assert [AWAY.time_of(done) for done in (1, 2, 3)] == [1, 2, 6]


def test_work_may_have_to_start_before_the_plan_to_end_in_time() -> None:
    assert JOINS.start(2, 3) == -1
    assert steady({"a": 2.0})["a"].start(1, 4) == -1
    assert [JOINS.start(end, 2) for end in (4, 5, 6)] == [2, 4, 5]
    assert stepped(2.0, [(4.0, inf, 3.0)]).start(1, 4) == -1
    assert AWAY.start(1, 2) == -1
    assert stepped(1.0, [(0.5, inf, 4.0)]).start(0.85, 1) == pytest.approx(0.6)


def test_where_nobody_is_there_at_first_work_opens_with_the_first_who_comes() -> None:
    late = stepped(0.0, [(3.0, inf, 2.0)])
    assert (late.opens(0), late.opens(3), late.opens(4)) == (3, 3, 4)
    assert (late.end(late.opens(0), 4), late.at(2.9), late.at(3)) == (5, 0, 2)
    gone = stepped(1.0, [(2.0, inf, 0.0)])
    assert (gone.opens(1), gone.opens(2), gone.opens(9)) == (1, inf, inf)
    assert (steady({"a": 0.0})["a"].opens(4), steady({"a": 0.5})["a"].opens(4)) == (inf, 4)


def test_a_time_within_rounding_of_a_step_belongs_to_it() -> None:
    assert JOINS.at(4 - 1e-10) == 2
    assert AWAY.opens(2 - 1e-10) == 5
    assert JOINS.at(4 - 1e-6) == 1


def test_backwards_the_last_people_come_first_and_what_lies_beyond_is_left_out() -> None:
    assert AWAY.reversed(7) == Staffing((0.0, 2.0, 5.0), (1.0, 0.0, 1.0))
    assert steady({"a": 2.0})["a"].reversed(4) == Staffing((0.0,), (2.0,))
    assert AWAY.reversed(5) == Staffing((0.0, 0.0, 3.0), (1.0, 0.0, 1.0))


def test_more_people_are_there_at_every_time() -> None:
    assert AWAY.raised(0.5) == Staffing((0.0, 2.0, 5.0), (1.5, 0.5, 1.5))


def test_changes_that_change_nothing_or_begin_before_the_plan_make_no_step() -> None:
    assert stepped(1.0, [(2.0, 4.0, 1.0)]) == Staffing((0.0,), (1.0,))
    assert stepped(1.0, [(0.0, inf, 2.0)]) == Staffing((0.0,), (2.0,))
    assert stepped(1.0, [(-3.0, 1.0, 2.0)]) == Staffing((0.0, 1.0), (2.0, 1.0))
    assert stepped(1.0, []) == Staffing((0.0,), (1.0,))
    assert stepped(1.0, [(0.5, 2.0, 3.0), (2.0, 3.0, 3.0)]) == Staffing((0.0, 0.5, 3.0), (1, 3, 1))


def test_many_that_end_at_once_are_told_as_one_by_one() -> None:
    starts, efforts = np.array([0.0, 1.0, 4.0, 6.0, 1.0]), np.array([1.0, 3.0, 2.0, 1.0, 1.0])
    for staff in (JOINS, AWAY, steady({"a": 0.5})["a"]):
        each = [staff.end(float(s), float(e)) for s, e in zip(starts, efforts, strict=True)]
        assert staff.ends(starts, efforts) == pytest.approx(each)


people = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from([0.0, 0.5, 1.0, 2.0])),
    max_size=4,
)


@settings(deadline=None, derandomize=True)
@given(people, st.floats(0, 20), st.floats(0.1, 10))
def test_one_at_a_time_and_many_at_once_agree_and_lose_no_work(
    changes: list[tuple[int, int, float]], start: float, effort: float
) -> None:
    staff = stepped(1.0, [(float(a), float(a + b), count) for a, b, count in changes])
    begin = staff.opens(start)
    end = staff.end(begin, effort)
    assert staff.done_by(end) - staff.done_by(begin) == pytest.approx(effort, abs=1e-6)
    assert staff.ends(np.array([begin]), np.array([effort]))[0] == pytest.approx(end, abs=1e-6)
    assert staff.end(staff.start(end, effort), effort) == pytest.approx(end, abs=1e-6)
