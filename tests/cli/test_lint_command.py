"""``prodworthy lint``: what is left open in lines and as JSON, and a gate for builds."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app

ANSWERS = """
client: {name: Acme}
use_case: {name: Scoring, value_statement: Refunds paid in 2025}
assessment: {profile: customer-realtime, depth: pulse}
respondents: [{id: ana, name: Ana, role: ml_engineering}]
answers:
  - {by: ana, capability: eng.rollback, level: 4, grade: E0}
"""


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS)
    return file


def test_it_prints_each_kind_with_what_is_in_it(given: Path) -> None:
    shown = CliRunner().invoke(app, ["lint", "--answers", str(given)])
    assert shown.exit_code == 0, shown.output
    assert "left open" in shown.stdout.splitlines()[0]
    assert "One confident answer without evidence" in shown.stdout
    assert "level 4 is claimed, statement only" in shown.stdout


def test_as_json_each_item_says_where_it_is_mended(given: Path) -> None:
    shown = CliRunner().invoke(app, ["lint", "--answers", str(given), "--json"])
    groups = {item["id"]: item for item in json.loads(shown.stdout)}
    [item] = groups["confident"]["items"]
    assert item["mend"] == {"where": "question", "key": "eng.rollback"}


def test_a_build_can_stop_at_what_is_grave(given: Path) -> None:
    shown = CliRunner().invoke(app, ["lint", "--answers", str(given), "--strict"])
    assert shown.exit_code == 1
