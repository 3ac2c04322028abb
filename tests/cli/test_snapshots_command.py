"""``prodworthy snapshots`` and ``report --snapshot``: what was frozen, in lines, as JSON and again."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engagement import snapshots
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    made = open_desk(Store.open())
    made.answer("eng.rollback", 3)
    return made


def test_the_report_of_a_snapshot_is_listed_and_made_again(desk: Desk) -> None:
    run = CliRunner()
    assert "No snapshot was taken yet" in run.invoke(app, ["snapshots"]).stdout
    kept = snapshots.take(desk.store, desk.id, "Before the board", by="Mara")
    shown = run.invoke(app, ["snapshots", desk.id])
    assert shown.exit_code == 0, shown.output
    assert f"{kept.id}  " in shown.stdout
    assert "by Mara" in shown.stdout
    assert ": Before the board" in shown.stdout
    [row] = json.loads(run.invoke(app, ["snapshots", "--json"]).stdout)
    assert (row["id"], row["by"], len(row["report"]["digest"])) == (kept.id, "Mara", 64)
    first = run.invoke(app, ["report", "--snapshot", kept.id, "--format", "json"])
    assert first.exit_code == 0, first.output
    file = Path(first.stdout.strip())
    assert file.name.endswith(f"-snapshot-{kept.id}.json")
    before = file.read_bytes()
    assert json.loads(before)["frozen"]["note"] == "Before the board"
    desk.answer("eng.rollback", 5)
    run.invoke(app, ["report", "--snapshot", kept.id, "--format", "json", "--out", "again.json"])
    assert Path("again.json").read_bytes() == before
    desk.store.close()


def test_a_snapshot_beside_something_else_or_an_unknown_one_is_a_sentence(desk: Desk) -> None:
    run = CliRunner()
    both = run.invoke(app, ["report", desk.id, "--snapshot", "0123456789"])
    assert (both.exit_code, "Give --snapshot alone" in both.stderr) == (2, True)
    none = run.invoke(app, ["report", "--snapshot", "0123456789"])
    assert none.exit_code == 2
    assert "no such snapshot" in none.stderr
    desk.store.close()
