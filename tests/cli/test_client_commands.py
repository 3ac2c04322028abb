"""`prodworthy client`: a client goes out of one server and into another, and is deleted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engagement.client_archive import sealing
from engagement.clients import client_list
from engagement.store import Store
from tests.engagement.desk import open_desk

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "here"))
    monkeypatch.setenv("PRODWORTHY_PASSPHRASE", "four words no link")
    monkeypatch.setattr(sealing, "seal", lambda content, _: content)
    monkeypatch.setattr(sealing, "unseal", lambda content, _: content)
    store = Store.open()
    open_desk(store)
    store.close()


def names() -> list[str]:
    store = Store.open()
    found = [item.name for item in client_list.clients(store)]
    store.close()
    return found


def exported(folder: Path) -> str:
    done = RUN.invoke(app, ["client", "export", "Acme", "--out", str(folder)])
    assert done.exit_code == 0, done.output
    return str(next(folder.glob("*.age")))


def test_a_client_goes_out_and_comes_in_on_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(tmp_path)
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "elsewhere"))
    assert RUN.invoke(app, ["client", "import", file]).exit_code == 0
    assert names() == ["Acme"]


def test_one_that_is_here_already_is_refused_with_a_choice(tmp_path: Path) -> None:
    file = exported(tmp_path)
    done = RUN.invoke(app, ["client", "import", file])
    assert (done.exit_code, "as a copy" in done.output) == (2, True)
    copied = RUN.invoke(app, ["client", "import", file, "--if-there", "copy", "--name", "Beta"])
    assert copied.exit_code == 0
    assert sorted(names()) == ["Acme", "Beta"]


def test_a_client_is_deleted_with_its_name_typed_and_a_receipt(tmp_path: Path) -> None:
    refused = RUN.invoke(app, ["client", "delete", "Acme", "--confirm", "Acme Ltd"])
    assert (refused.exit_code, names()) == (2, ["Acme"])
    receipt = tmp_path / "receipt.json"
    done = RUN.invoke(
        app, ["client", "delete", "Acme", "--confirm", "Acme", "--receipt", str(receipt)]
    )
    assert done.exit_code == 0, done.output
    assert (json.loads(receipt.read_text())["client"], names()) == ("Acme", [])
    assert "Unchanged, and in this server's log" in RUN.invoke(app, _check(receipt)).output


def test_a_receipt_that_was_changed_or_is_anothers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = tmp_path / "receipt.json"
    RUN.invoke(app, ["client", "delete", "Acme", "--confirm", "Acme", "--receipt", str(receipt)])
    told = json.loads(receipt.read_text())
    changed, none = tmp_path / "changed.json", tmp_path / "none.json"
    changed.write_text(json.dumps(told | {"deleted_by": "Lee"}))
    none.write_text("[1]")
    for file, words in ((changed, "was changed after it was made"), (none, "is no receipt")):
        done = RUN.invoke(app, _check(file))
        assert (done.exit_code, words in done.output) == (2, True), done.output
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "elsewhere"))
    done = RUN.invoke(app, _check(receipt))
    assert (done.exit_code, "log has no such deletion" in done.output) == (1, True)


def _check(file: Path) -> list[str]:
    return ["client", "receipt", str(file)]


def test_a_client_that_does_not_exist_names_those_that_do(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["client", "export", "Nobody", "--out", str(tmp_path)])
    assert (done.exit_code, "there are: Acme" in done.output) == (2, True)
