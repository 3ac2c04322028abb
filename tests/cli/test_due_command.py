"""``prodworthy due``: what is due in lines and as JSON, and one unit at a time carried out."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engagement.looks import collecting
from engagement.schedule.cadence import set_schedule
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path))
    store = Store.open()
    made = open_desk(store)
    set_schedule(store, client_id=made.place.client.id, runs=True)
    ended = datetime.now(UTC) - timedelta(days=1)
    collecting.add_source(
        store, assessment_id=made.id, kind="metrics_endpoint", address="http://127.0.0.1:9/m",
        name="The gateway", authorised_by="Ada", authorised_until=ended,
    )  # fmt: skip
    store.close()
    return made


@pytest.mark.usefixtures("desk")
def test_it_lists_what_is_due_for_whom_and_why() -> None:
    shown = CliRunner().invoke(app, ["due"])
    assert shown.exit_code == 0
    assert "Overdue (1)" in shown.stdout
    assert "Acme / Scoring: renew the permission to look at The gateway [Ada]" in shown.stdout
    assert "nothing is read there after that" in shown.stdout
    assert "assess Scoring again" not in shown.stdout
    assert "assess Scoring again" in CliRunner().invoke(app, ["due", "--later"]).stdout


@pytest.mark.usefixtures("desk")
def test_it_prints_the_list_as_json() -> None:
    (line,) = json.loads(CliRunner().invoke(app, ["due", "--json"]).stdout)
    assert (line["when"], line["due"]["kind"], line["due"]["owner"]) == (
        "overdue", "permission", "Ada",
    )  # fmt: skip


@pytest.mark.usefixtures("desk")
def test_where_nothing_is_due_a_timer_has_nothing_to_complain_of() -> None:
    ran = CliRunner().invoke(app, ["due", "--run"])
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "Nothing is due" in ran.stderr


def test_a_list_of_one_client_is_not_run() -> None:
    assert CliRunner().invoke(app, ["due", "--run", "--later"]).exit_code == 2
    assert CliRunner().invoke(app, ["due", "--all"]).exit_code == 2


def test_an_id_that_is_no_clients_is_told_and_not_that_nothing_is_due() -> None:
    done = CliRunner().invoke(app, ["due", "--client", "nobody"])
    assert done.exit_code == 2
    assert "There is no client with the id nobody" in done.stderr
