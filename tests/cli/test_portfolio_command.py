"""``prodworthy portfolio``: verdicts in lines, page by page, and as JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engagement.store import Store
from tests.engagement.desk import open_desk


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path))
    store = Store.open()
    for name in ("A", "B", "C"):
        open_desk(store, client=name)
    store.close()


@pytest.mark.usefixtures("three")
def test_it_shows_a_page_and_says_that_there_are_more() -> None:
    shown = CliRunner().invoke(app, ["portfolio", "--rows", "2"])
    assert shown.exit_code == 0
    assert "3 assessments: 3 Insufficient evidence" in shown.stdout
    assert "Page 1 of 2" in shown.stdout
    assert shown.stdout.count("/ Scoring") == 2


@pytest.mark.usefixtures("three")
def test_it_prints_every_line_as_json() -> None:
    shown = CliRunner().invoke(app, ["portfolio", "--json"])
    assert {line["client"] for line in json.loads(shown.stdout)["lines"]} == {"A", "B", "C"}
