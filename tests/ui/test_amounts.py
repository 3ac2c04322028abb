"""Figures in tables are shown, typed and read as people of the client's country write them."""

import pytest
from pandas import NA

from content.locales import written_as
from engagement.faults import Refused
from ui.components import client_tables
from ui.components.amounts import Amounts, read
from ui.components.plan_table import EFFORTS
from ui.components.plan_terms import COST, PEOPLE

RATE, WEEKS = Amounts("Rate", least=0), Amounts("Weeks", ".1f", 0.1, 50)


@pytest.mark.parametrize(
    ("country", "typed", "value"),
    [
        ("de-DE", "1.234,5", 1234.5), ("de-DE", "1,5", 1.5), ("de-DE", "1.5", 1.5),
        ("de-DE", "1.500", 1500), ("de-DE", "12.345.678", 12345678), ("de-CH", "1’234.5", 1234.5),
        ("fr-FR", "1\u202f234,5", 1234.5), ("fr-FR", "1 234,5", 1234.5),
        ("en-GB", "1,234.5", 1234.5), ("de-DE", "1,2,3", None), ("en-GB", "one", None),
        ("en-GB", "1,5", None), ("de-DE", "1,250.5", None), ("en-IN", "12,34,567.5", 1234567.5),
        ("de-DE", "nan", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_the_client_writes_it(
    country: str, typed: str, value: float | None
) -> None:
    with written_as(country):
        assert read(typed) == value


@pytest.mark.parametrize("country", ["en-GB", "de-DE", "fr-FR", "de-CH", "tr-TR"])
def test_what_a_table_shows_comes_back_as_it_was(country: str) -> None:
    with written_as(country):
        for value in (0.1, 2.5, 6000.0, 1234567.25):
            assert RATE.read(RATE.cell(value)) == value
        assert WEEKS.read(WEEKS.cell(2.25)) == pytest.approx(2.25, abs=0.06)
        assert RATE.read(NA) is RATE.read("") is RATE.read(None) is None


def test_where_the_mark_is_a_comma_the_table_shows_it_and_says_what_it_cannot_take() -> None:
    with written_as("de-DE"):
        assert (WEEKS.cell(2.5), RATE.cell(6000)) == ("2,5", "6.000")
        assert WEEKS.config()["type_config"]["type"] == "text"
        with pytest.raises(Refused, match="Weeks: 1,2,3 is no number; write it like 1,5"):
            WEEKS.read("1,2,3")
        with pytest.raises(Refused, match="at least 0,1 and at most 50"):
            WEEKS.read("0,05")
    assert WEEKS.cell(2.5) == 2.5
    assert WEEKS.config()["type_config"]["type"] == "number"


def test_no_column_hides_a_part_of_a_figure_that_it_takes() -> None:
    """Streamlit cuts what is shown to the digits of the step."""
    for item in (RATE, client_tables.PEOPLE, client_tables.RATE, COST, PEOPLE, *EFFORTS):
        step = item.config()["type_config"]["step"]
        assert step is None or item.form or step < 1, item.name
