"""The months under a Gantt: readable, and never without their year, however long the plan."""

from datetime import date, timedelta

import pytest

from reports.charts.calendar_axis import WIDE, Axis

START = date(2026, 11, 27)
LABEL, LABEL_WITH_YEAR = 18.0, 36.0
"""Points that a label takes at the size of the report."""


@pytest.mark.parametrize("days", [30, 90, 200, 365, 800, 1100, 2000, 3650])
def test_labels_have_room_and_every_year_that_begins_with_a_line_is_named(days: int) -> None:
    axis = Axis(START, START + timedelta(days=days))
    months = list(axis.months())
    assert len(months) * LABEL <= WIDE
    named = [words for day, words in months if day.month == 1]
    assert all(words[-4:].isdigit() for words in named)
    if days > 365:
        assert named
    if all(day.month == 1 for day, _ in months):
        assert len(months) * LABEL_WITH_YEAR <= WIDE


def test_a_short_plan_has_a_line_for_every_month() -> None:
    axis = Axis(START, START + timedelta(days=120))
    assert [words for _, words in axis.months()] == ["Dec", "Jan 2027", "Feb", "Mar"]
