"""How much of a window was watched, from the moments at which there were samples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.connectors.runtime.past import bridged

DAY = 86400.0
HOURS_3 = 3 * 3600.0


def moments(*spans: tuple[float, float]) -> list[float]:
    """Every three hours within spans of days."""
    return [place * HOURS_3 for place in range(241)
            if any(start <= place * HOURS_3 / DAY <= end for start, end in spans)]  # fmt: skip


def test_a_whole_month_is_a_whole_month() -> None:
    assert bridged(moments((0, 30)), 30 * DAY, 30 * DAY, HOURS_3) == 30 * DAY


def test_a_service_that_stops_at_night_was_there_all_the_time() -> None:
    nights = [(day + 0.3, day + 0.8) for day in range(30)]
    assert bridged(moments((0, 0), *nights), 30 * DAY, 30 * DAY, HOURS_3) == 30 * DAY


def test_a_week_without_samples_and_a_late_end_are_left_out() -> None:
    seen = bridged(moments((0, 8), (15, 27)), 30 * DAY, 30 * DAY, HOURS_3)
    assert seen / DAY == pytest.approx(20, abs=0.3)


@given(st.sets(st.integers(0, 240)))
def test_it_is_never_negative_and_never_more_than_the_window(places: set[int]) -> None:
    times = [place * HOURS_3 for place in sorted(places)]
    assert 0 <= bridged(times, 30 * DAY, 30 * DAY, HOURS_3) <= 30 * DAY
