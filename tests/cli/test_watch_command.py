"""Exit criteria from the command line: what is proved, and why nothing could be read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from engagement.store import Store
from tests.engagement.desk import open_desk

WRONG = 2


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    store = Store.open()
    desk = open_desk(store)
    desk.answer("reliable.latency", 1)
    store.close()
    return desk.id


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["watch", *words])


def test_it_says_how_far_each_is_proved_without_reading_anything(place: str) -> None:
    told = run(place, "--only-show")
    assert told.exit_code == 0
    assert told.stdout.startswith("None of one exit criterion is proved.\n")
    assert "Planned       I-REL-02  " in told.stdout
    assert "nobody has attested it" in told.stdout


def test_the_same_as_json_for_a_script(place: str) -> None:
    held = json.loads(run(place, "--only-show", "--json").stdout)
    (row,) = held["initiatives"]
    assert (row["id"], row["standing"], held["read"]) == ("I-REL-02", "planned", None)
    assert {item["state"] for item in row["proof"]["conditions"]} == {"not_read", "to_attest"}


def test_without_a_source_it_says_what_to_do(place: str) -> None:
    told = run(place)
    assert told.exit_code == WRONG
    assert "add one first" in told.stderr
