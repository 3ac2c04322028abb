"""Figures, dates and money as the people of a country write them, in English words."""

from datetime import UTC, date, datetime

import pytest

from content import locales
from reports.quantities import quantity
from reports.wording import (
    day,
    moment,
    money,
    percent,
    person_weeks,
    short_day,
    short_moment,
    short_money,
    signed,
    span_of_days,
)

DAY, MOMENT = date(2026, 9, 7), datetime(2026, 9, 7, 15, 4, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(locales.NBSP, " ")


@pytest.mark.parametrize(
    ("tag", "figure", "long", "short", "amount", "told"),
    [
        ("en-GB", "1,234,567.5", "7 September 2026", "7 Sep 2026", "€51,000", "7 Sep 15:04"),
        ("en-US", "1,234,567.5", "September 7, 2026", "Sep 7, 2026", "€51,000", "Sep 7 3:04 PM"),
        ("en-IN", "12,34,567.5", "7 September 2026", "7 Sep 2026", "€51,000", "7 Sep 3:04 PM"),
        ("de-DE", "1.234.567,5", "7.9.2026", "7.9.2026", "51.000 €", "7 Sep 15:04"),
        ("de-CH", "1’234’567.5", "7.9.2026", "7.9.2026", "€ 51’000", "7 Sep 15:04"),
        ("fr-FR", "1 234 567,5", "07/09/2026", "07/09/2026", "51 000 €", "7 Sep 15:04"),
        ("nl-NL", "1.234.567,5", "7-9-2026", "7-9-2026", "€ 51.000", "7 Sep 15:04"),
        ("ja-JP", "1,234,567.5", "2026/9/7", "2026/9/7", "€51,000", "7 Sep 15:04"),
        ("xx-XX", "1,234,567.5", "7 September 2026", "7 Sep 2026", "€51,000", "7 Sep 15:04"),
    ],
)
def test_each_country_has_its_marks_and_its_order(
    tag: str, figure: str, long: str, short: str, amount: str, told: str
) -> None:
    with locales.written_as(tag):
        made = (
            locales.written(1_234_567.5, ",.1f"), day(DAY), short_day(DAY), money(51_000, "EUR"),
            short_moment(MOMENT),
        )  # fmt: skip
    assert tuple(map(plain, made)) == (figure, long, short, amount, told)


def test_what_is_put_in_words_from_figures_follows() -> None:
    with locales.written_as("de-DE"):
        made = (
            quantity(0.9993, "ratio"), quantity(12_345, "count"), person_weeks(17.5),
            signed(-0.25, 2), short_money(1_250_000, "EUR"), short_money(51_000, "CHF"),
            percent(0.123), moment(MOMENT), span_of_days(date(2026, 9, 2), DAY),
            locales.reworded("at most 0.05 of 1,204 at level 3; 2026"),
        )  # fmt: skip
    assert tuple(map(plain, made)) == (
        "99,93 %", "12.345", "17,5 person-weeks", "−0,25", "1,2M €", "51k CHF", "12 %",
        "7.9.2026 15:04 UTC", "2.9.2026 to 7.9.2026", "at most 0,05 of 1.204 at level 3; 2026",
    )  # fmt: skip


def test_a_date_or_time_that_is_longer_than_ours_breaks_before_its_year_or_clock() -> None:
    with locales.written_as("en-US"):
        assert (short_day(DAY), day(DAY)) == ("Sep\u00a07, 2026", "September\u00a07, 2026")
        assert short_moment(MOMENT) == "Sep\u00a07 3:04\u00a0PM"
    assert " " not in day(DAY) + short_moment(MOMENT)


def test_a_manner_ends_where_it_was_said_to_and_an_inner_one_wins() -> None:
    with locales.written_as("de-DE"):
        with locales.written_as("en-US"):
            inner = locales.written(0.5, "g")
        outer = locales.written(0.5, "g")
    assert (inner, outer, locales.written(0.5, "g")) == ("0.5", "0,5", "0.5")


@pytest.mark.parametrize("tag", locales.OFFERED)
def test_every_country_that_is_offered_writes_digits_and_marks_that_every_face_has(
    tag: str,
) -> None:
    with locales.written_as(tag):
        made = f"{locales.written(-1_234_567.5, ',.1f')}{day(DAY)}{moment(MOMENT)}{money(51_000, 'EUR')}"
    odd = {sign for sign in made if not sign.isascii()}
    assert odd <= {locales.NBSP, "’", "€"}
    assert locales.name(tag)
