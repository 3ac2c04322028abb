"""Cells of any locale are understood, and what fits two readings is asked and never guessed."""

from datetime import UTC, date, datetime

import pytest

from content.locales import written_as
from reports.round_trip.entries import Seen
from reports.round_trip.fields import SCHEDULE
from reports.round_trip.reading import read
from reports.round_trip.typed import Unclear, day, entry, figure, words

FIELDS = {item.name: item for item in SCHEDULE.fields}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,5", 3.5), ("3.5", 3.5), ("12", 12.0), (" 7 ", 7.0), ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1'234.50", 1234.5),
        ("1.234.567", 1234567.0), ("0,125", 0.125), ("0.500", 0.5), ("+2,25", 2.25), (4, 4.0),
    ],
)  # fmt: skip
def test_a_number_is_read_with_a_point_or_a_comma(text: object, number: float) -> None:
    assert figure(text) == number


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,500", "-3.250"])
def test_a_text_that_fits_two_numbers_is_asked(text: str) -> None:
    with pytest.raises(Unclear, match="type it as a number"):
        figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "three",
        "3-4",
        "1,2,3",
        "1.23.4",
        "=1+1",
        "",
        "3,5 weeks",
        True,
        datetime(2027, 1, 1, tzinfo=UTC),
    ],
)
def test_what_is_no_number_is_said(text: object) -> None:
    with pytest.raises(Unclear):
        figure(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("26.03.2027", date(2027, 3, 26)), ("3.4.2027", date(2027, 4, 3)),
        ("03/26/2027", date(2027, 3, 26)), ("26/03/2027", date(2027, 3, 26)),
        ("26-03-2027", date(2027, 3, 26)), ("2027-03-26", date(2027, 3, 26)),
        ("2027-03-26 00:00:00", date(2027, 3, 26)), ("2027/3/26", date(2027, 3, 26)),
        ("5/5/2027", date(2027, 5, 5)), ("26 Mar 2027", date(2027, 3, 26)),
        ("March 26, 2027", date(2027, 3, 26)), (datetime(2027, 3, 26, 9, tzinfo=UTC), date(2027, 3, 26)),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_people_type(text: object, when: date) -> None:
    assert day(text) == when


@pytest.mark.parametrize("text", ["03/04/2027", "3-4-2027", "12/11/2027"])
def test_a_text_that_fits_two_days_is_asked_with_both(text: str) -> None:
    with pytest.raises(Unclear, match=r"can be .* or .*; type it as \d{4}-\d\d-\d\d or"):
        day(text)


@pytest.mark.parametrize(
    "text", ["26.03.27", "31.02.2027", "soon", 46107, "13/13/2027", "26.03.1027", "Q3 2027"]
)
def test_what_is_no_day_is_said(text: object) -> None:
    with pytest.raises(Unclear):
        day(text)


@pytest.mark.parametrize(
    ("value", "share"), [(0.4, 0.4), ("40 %", 0.4), ("40%", 0.4), (1, 1.0), ("0,4", 0.4)]
)
def test_a_share_is_read_as_one_or_as_percent(value: object, share: float) -> None:
    assert entry(FIELDS["done"], value) == pytest.approx(share)


@pytest.mark.parametrize("value", [1.5, "150 %", 1.01])
def test_more_than_all_is_said_in_percent(value: object) -> None:
    with pytest.raises(Unclear, match=r"1\d\d % is more than all; type a share from 0 % to 100 %"):
        entry(FIELDS["done"], value)


def test_forty_without_a_sign_is_asked_because_it_is_more_than_all() -> None:
    with pytest.raises(Unclear, match="type 40 %"):
        entry(FIELDS["done"], 40)


def test_a_status_is_known_whatever_its_case_and_an_unknown_one_is_said() -> None:
    assert entry(FIELDS["status"], " in PROGRESS") == "In progress"
    with pytest.raises(Unclear, match="Planned"):
        entry(FIELDS["status"], "nearly")


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    with pytest.raises(Unclear, match="#REF!"):
        entry(FIELDS["owner"], "#REF!")


def test_effort_of_nothing_is_refused_and_an_empty_cell_is_nothing() -> None:
    with pytest.raises(Unclear):
        entry(FIELDS["effort_mid"], 0)
    assert entry(FIELDS["effort_mid"], "  ") is None


def test_a_name_that_fits_nowhere_is_refused() -> None:
    with pytest.raises(Unclear, match="200 fit"):
        entry(FIELDS["owner"], "x" * 201)


def test_a_text_that_was_made_longer_than_one_may_type_is_no_mistake_while_nobody_touched_it() -> (
    None
):
    def sheet(owner: str) -> dict[str, list[list[Seen]]]:
        head = ("Stable id", "Capability id", "Capability", "Owner", "Response")
        rows = (head, ("data.a", "data.a", "Data", owner, "Wait"))
        return {"Risks": [[Seen(value) for value in row] for row in rows]}

    made = read(sheet("x" * 300))
    assert read(sheet("x" * 300), made).remarks == []
    (told,) = read(sheet("y" * 300), made).remarks
    assert "300 characters; 200 fit" in told


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de-DE", "3. März 2027"), ("fr-FR", "3 mars 2027"), ("es-ES", "3 de marzo de 2027"),
     ("it-IT", "3 MARZO 2027"), ("de-AT", "3 March 2027")],
)  # fmt: skip
def test_a_month_is_known_by_its_name_in_the_language_of_the_client(tag: str, text: str) -> None:
    with written_as(tag):
        assert day(text) == date(2027, 3, 3)


def test_a_month_of_another_language_is_no_guess() -> None:
    with written_as("fr-FR"), pytest.raises(Unclear):
        day("3. März 2027")


def test_a_large_number_is_told_without_an_exponent() -> None:
    assert words(None, 1_000_000.0) == "1,000,000"
    assert words(None, 0.25) == "0.25"
