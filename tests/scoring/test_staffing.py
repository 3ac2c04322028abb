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
