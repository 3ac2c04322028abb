"""Calendar days and working time, for weeks of four, five and seven days and with freezes."""

from datetime import date

import numpy as np
import pytest

from scoring.roadmap_model import Freeze
from scoring.workdays import Workdays, workdays

MONDAY = date(2026, 3, 2)
FREEZE = Freeze(name="fair", start=date(2026, 3, 4), end=date(2026, 3, 5))


def calendar(per_week: int = 5, *freezes: Freeze, start: date = MONDAY) -> Workdays:
    return workdays(start, per_week, freezes)


def test_both_ends_of_a_freeze_hold_no_work_and_freezes_that_overlap_count_once() -> None:
    again = Freeze(name="again", start=date(2026, 3, 5), end=date(2026, 3, 6))
    assert calendar(5, again, FREEZE) == Workdays(
        start=MONDAY, per_week=5,
        frozen=(date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("per_week", "day", "weeks"),
    [
        (5, date(2026, 2, 2), 0.0),
        (5, MONDAY, 0.0),
        (5, date(2026, 3, 3), 0.2),
        (5, date(2026, 3, 9), 1.0),
        (4, date(2026, 3, 6), 1.0),
        (4, date(2026, 3, 9), 1.0),
        (7, date(2026, 3, 9), 1.0),
        (7, date(2026, 3, 8), 6 / 7),
    ],
)
def test_the_time_before_a_day_counts_only_days_of_work(
    per_week: int, day: date, weeks: float
) -> None:
    assert calendar(per_week).weeks_until(day) == pytest.approx(weeks)


def test_the_time_through_a_day_has_that_day_in_it() -> None:
    assert calendar().weeks_through(MONDAY) == pytest.approx(0.2)
    assert calendar().weeks_through(date(2026, 3, 6)) == pytest.approx(1.0)
    assert calendar().weeks_through(date(2026, 3, 7)) == pytest.approx(1.0)


def test_a_freeze_takes_its_days_out_of_the_time() -> None:
    assert calendar(5, FREEZE).weeks_until(date(2026, 3, 9)) == pytest.approx(0.6)
    assert calendar(5, FREEZE).first_day(0.4) == date(2026, 3, 6)
    assert calendar(5, FREEZE).last_day(0.4) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("weeks", "first", "last"),
    [
        (0.2, date(2026, 3, 3), date(2026, 3, 2)),
        (0.3, date(2026, 3, 3), date(2026, 3, 3)),
        (1.0, date(2026, 3, 9), date(2026, 3, 6)),
        (1.0 - 1e-8, date(2026, 3, 9), date(2026, 3, 6)),
        (1.0 + 1e-8, date(2026, 3, 9), date(2026, 3, 6)),
        (2.0, date(2026, 3, 16), date(2026, 3, 13)),
    ],
)
def test_work_begins_after_and_ends_within_its_time_whatever_the_rounding(
    weeks: float, first: date, last: date
) -> None:
    assert calendar().first_day(weeks) == first
    assert calendar().last_day(weeks) == last
    assert calendar().first_days(np.array([weeks, 0.0])).tolist() == [first, MONDAY]
    assert calendar().last_days(np.array([0.2, weeks])).tolist() == [MONDAY, last]


def test_a_start_on_a_weekend_or_in_a_freeze_begins_on_the_next_day_of_work() -> None:
    saturday = calendar(start=date(2026, 3, 7))
    assert (saturday.first_day(0), saturday.last_day(0.2)) == (date(2026, 3, 9), date(2026, 3, 9))
    assert calendar(5, FREEZE, start=FREEZE.start).first_day(0) == date(2026, 3, 6)


def test_work_that_takes_no_time_ends_on_the_first_day() -> None:
    assert calendar().last_day(0.0) == MONDAY


def test_each_day_of_work_has_its_distance_from_the_start() -> None:
    found = calendar(5, FREEZE).offsets(1.0)
    assert found == (0, 1, 4, 7, 8, 9)
    assert {type(day) for day in found} == {int}
    assert calendar(4).offsets(1.5) == (0, 1, 2, 3, 7, 8, 9)
    assert calendar(7).offsets(0.0) == (0,)
