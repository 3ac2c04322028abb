"""Values of options: read in each form that they may be given in, or refused with what to write."""

from datetime import date
from typing import Any

import pytest

from assessment.option_values import read_options
from assessment.sources import Option

KNOWN = (
    Option(name="window"), Option(name="until"), Option(name="limit", form="number"),
    Option(name="labels", form="pairs"), Option(name="rules", form="lines"),
    Option(name="by", form="choice", choices=("day", "hour")), Option(name="deep", form="flag"),
    Option(name="table", form="file"),
)  # fmt: skip


def test_pairs_and_lines_are_read_from_one_text_or_as_they_are() -> None:
    given = {"labels": "a=1, b = two", "rules": "x not_null\ny min 0", "limit": 3, "deep": False}
    read, wrong = read_options(KNOWN, given)
    assert wrong == []
    assert read == given | {"labels": {"a": "1", "b": "two"}}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("window", 30, "write it in quotes"),
        ("until", date(2027, 3, 31), "write it in quotes"),
        ("table", True, "write it in quotes"),
        ("window", ["30d"], "is a list and has to be a text"),
        ("limit", "3", "has to be a number, without quotes"),
        ("limit", float("nan"), "has to be a number"),
        ("limit", True, "limit is true and has to be a number"),
        ("labels", "a", "write name=value, with commas between several"),
        ("labels", {"a": ["b"]}, "each value is a text or a number"),
        ("labels", 3, "write name=value"),
        ("rules", [1], "is a list and has to be a list of texts, one a line"),
        ("by", "week", "has to be one of day, hour"),
        ("deep", "yes", "deep is yes and has to be true or false"),
        ("windows", "30d", "unknown option windows; did you mean window?"),
        ("zzz", 1, "known are by, deep, labels, limit, rules, table, until, window"),
    ],
)
def test_a_value_of_another_form_is_refused_with_what_to_write(
    name: str, value: Any, told: str
) -> None:
    read, ((about, sentence),) = read_options(KNOWN, {name: value, "by": "day"} | {name: value})
    assert about == name
    assert told in sentence
    assert name not in read


def test_a_long_value_is_shown_in_part() -> None:
    _, ((_, sentence),) = read_options(KNOWN, {"by": "w" * 500})
    assert len(sentence) < 120
