"""Figures in words: units, intervals, windows and how much history there was."""

from datetime import UTC, datetime

import pytest

from assessment.model import Reading
from reports.quantities import certainty_of, history_for, history_of, quantity, span, window
from reports.wording import money, percent, person_weeks, signed, span_of_days
from scoring.roadmap_model import ConditionState, PlannedCondition

NOW = datetime(2026, 11, 13, 9, 14, tzinfo=UTC)


def reading(**more: float | None) -> Reading:
    return Reading(metric="m", value=0.028, unit="ratio", read_at=NOW, **more)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.028, "ratio", "2.8\xa0%"),
        (0.9993, "ratio", "99.93\xa0%"),
        (1.0, "ratio", "100\xa0%"),
        (0.0, "ratio", "0\xa0%"),
        (188.4, "ms", "188\xa0ms"),
        (0.25, "s", "250\xa0ms"),
        (5760, "s", "96\xa0min"),
        (259_200, "s", "3\xa0days"),
        (12_345, "count", "12,345"),
        (-1.5, "h", "−1.5\xa0h"),
        (10, "working days", "10\xa0working days"),
        (1, "days", "1\xa0day"),
    ],
)
def test_a_value_never_parts_from_its_unit(value: float, unit: str, text: str) -> None:
    assert quantity(value, unit) == text


def test_an_interval_leaves_the_unit_to_the_value_beside_it_where_they_share_it() -> None:
    assert certainty_of(reading(low=0.024, high=0.032)) == "[2.4–3.2]"
    times = Reading(metric="m", value=1.5, unit="s", low=0.5, high=3, read_at=NOW)
    assert certainty_of(times) == "[500\xa0ms–3\xa0s]"


def test_without_an_interval_the_count_stands_in_its_place() -> None:
    assert certainty_of(reading(n=4000)) == "n\xa0=\xa04,000"
    assert certainty_of(reading()) == ""


def test_minutes_are_never_told_as_thirty_days() -> None:
    short = reading(window_seconds=2_592_000, history_seconds=480)
    assert history_of(short) == "8\xa0minutes of\xa030\xa0days"
    assert history_of(reading(window_seconds=2_592_000, history_seconds=2_592_000)) == "30\xa0days"


def test_a_window_reads_as_words_and_one_without_length_as_nothing() -> None:
    assert (window("30d"), window("1h"), window("0d"), window("soon")) == (
        "30\xa0days",
        "1\xa0hour",
        "",
        "soon",
    )
    assert span(93_600) == "26\xa0hours"


def test_a_share_that_is_not_quite_whole_is_never_rounded_to_it() -> None:
    assert (percent(0.999), percent(1.0), percent(0.001), percent(0.0)) == (
        "over\xa099\xa0%",
        "100\xa0%",
        "under\xa01\xa0%",
        "0\xa0%",
    )


def test_money_effort_and_differences_read_as_people_write_them() -> None:
    assert money(51_234, "EUR") == "€51,200"
    assert money(1_234_567, "CHF") == "1,230,000\xa0CHF"
    assert (person_weeks(1.0), person_weeks(17.5)) == ("1\xa0person-week", "17.5\xa0person-weeks")
    assert (signed(1.96), signed(-0.12), signed(0.04)) == ("+2.0", "−0.1", "0.0")


def test_a_span_of_days_names_month_and_year_once() -> None:
    first, last = NOW.date().replace(day=2), NOW.date()
    assert span_of_days(first, last) == "2\xa0to\xa013\xa0November\xa02026"
    assert span_of_days(last, last) == "13\xa0November\xa02026"


def test_the_history_of_an_exit_metric_is_held_against_what_its_criterion_asks() -> None:
    held = reading(window_seconds=2_592_000, history_seconds=960)
    asked = PlannedCondition(
        id="c", text="t", window="1h", reading=held, state=ConditionState.UNCERTAIN
    )
    assert history_for(asked) == "16\xa0minutes of\xa01\xa0hour"
    assert history_for(asked.model_copy(update={"window": "60d"})).endswith("of\xa060\xa0days")
    assert history_for(asked.model_copy(update={"window": "5m"})) == "16\xa0minutes"
    assert history_for(asked.model_copy(update={"reading": None})) == ""
