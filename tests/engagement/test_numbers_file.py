"""The operator's list of numbers: what it holds, who gets it, and what is said where it is wrong."""

from pathlib import Path

import pytest

from engagement.faults import Refused
from engagement.outside.settings import settings
from engagement.outside.settings_reference import NUMBERS

LISTED = """\
numbers:
  - name: refunds_prevented
    metric: business_outcome
    unit: EUR
    database: postgresql://warehouse.example.org/finance
    secret: finance
    query: SELECT month, euros FROM finance.refunds
    baseline: 800
"""


def _file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    path = tmp_path / "numbers.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("PRODWORTHY_NUMBERS_FILE", str(path))


def test_only_the_connector_of_numbers_gets_the_list_and_the_secrets_that_it_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _file(monkeypatch, tmp_path, LISTED)
    monkeypatch.setenv("PRODWORTHY_SECRET_FINANCE", "basic:reader:sesame")
    monkeypatch.setenv("PRODWORTHY_SECRET_OTHER", "bearer:x")
    given = settings().permission("", "number")
    assert list(given.numbers) == ["refunds_prevented"]
    assert given.secrets == {"finance": "basic:reader:sesame"}
    other = settings().permission("", "prometheus")
    assert (dict(other.numbers), other.secrets) == ({}, {})


def test_without_a_file_there_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRODWORTHY_NUMBERS_FILE", raising=False)
    assert settings().numbers() == {}


def test_the_example_in_the_reference_is_a_list_that_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _file(monkeypatch, tmp_path, NUMBERS.partition("```yaml\n")[2].partition("```")[0])
    (listed,) = settings().numbers().values()
    assert (listed.metric, listed.secret) == ("business_outcome", "finance_reader")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("numbers: [", "cannot be read as a YAML list"),
        ("- a", "has to be a group of values, each with its name"),
        (LISTED.replace("  - name: refunds_prevented", "  - name: Refunds!"), "numbers.0.name"),
        (LISTED.replace("query: SELECT month, euros FROM finance.refunds", "query: a; b"),
         "one statement"),
        (LISTED + LISTED.partition("numbers:\n")[2], "listed twice"),
        (LISTED + "    sql: x\n", "numbers.0.sql"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_list_is_named_and_no_query_is_quoted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, told: str
) -> None:
    _file(monkeypatch, tmp_path, text)
    with pytest.raises(Refused, match="PRODWORTHY_NUMBERS_FILE") as refused:
        settings().permission("", "number")
    assert told in refused.value.sentence
    assert "finance.refunds" not in refused.value.sentence
