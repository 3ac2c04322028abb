"""`prodworthy backup` and `restore`: a server goes into a file and out of it somewhere else."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engagement.clients import client_list
from engagement.store import Store
from tests.engagement.desk import open_desk

RUN = CliRunner()


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "here"))
    store = Store.open()
    open_desk(store)
    store.close()
    done = RUN.invoke(app, ["backup", "--out", str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["rows"]["client"] == 1
    return str(told["file"])


def test_a_server_is_restored_in_another_place_and_refused_where_one_is(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "elsewhere"))
    assert RUN.invoke(app, ["restore", file]).exit_code == 0
    store = Store.open()
    assert [item.name for item in client_list.clients(store)] == ["Acme"]
    store.close()
    again = RUN.invoke(app, ["restore", file])
    assert (again.exit_code, "holds something already" in again.output) == (2, True)


def test_a_place_that_cannot_be_written_is_a_sentence(file: str, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["backup", "--out", str(tmp_path / "no" / "such" / "folder.backup")])
    assert (done.exit_code, "cannot be written" in done.output) == (3, True)
    assert Path(file).exists()
