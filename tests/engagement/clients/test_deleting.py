"""Deleting a client leaves nothing of it: no row, no file, no byte in the database; only a receipt."""

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from assessment.sources import Source
from engagement.answers import answering
from engagement.artefacts import artefact_shelf
from engagement.client_archive import exporting
from engagement.clients import client_list, deleting
from engagement.faults import Refused
from engagement.sources import uploads
from engagement.store import Store, audit, belonging, evidence, whole_client
from tests import live_postgres
from tests.engagement.desk import Desk, open_desk
from tests.engagement.planted import THEN, plant

CANARY = "Xanthippe"


def planted(store: Store, name: str = f"{CANARY} Works") -> tuple[Desk, list[str]]:
    """A client whose every text holds a word that is nowhere else, a handed-over file with it too."""
    desk = open_desk(store, name, f"{CANARY} scoring")
    desk.answer("eng.rollback", 3, comment=f"{CANARY} said so", entered_by=CANARY)
    desk.attach("eng.rollback", f"{CANARY} plan".encode(), filename=f"{CANARY}.pdf")
    handed = uploads.keep_upload(f"{CANARY}.csv", io.BytesIO(f"{CANARY},b\n".encode()))
    with store.writing() as tx:
        made = Source(id="cd" * 8, kind="dataset", name=CANARY, address=str(handed))
        evidence.add_source(tx, desk.id, made, THEN)
    return desk, plant(store, desk.place.client.id, CANARY)


def gone(desk: Desk, **more: str) -> deleting.Receipt:
    fields = {"typed_name": desk.place.client.name, "by": "Kim"} | more
    return deleting.delete_client(desk.store, client_id=desk.place.client.id, **fields)  # type: ignore[arg-type]


def left_in(folder: Path) -> list[str]:
    """Files below a folder that hold the word, in their content or their name."""
    return [
        str(path)
        for path in folder.rglob("*")
        if CANARY in path.name or (path.is_file() and CANARY.encode() in path.read_bytes())
    ]


def test_no_byte_of_a_deleted_client_is_left_in_the_database_or_the_data_folder(
    store: Store, tmp_path: Path
) -> None:
    other = open_desk(store, "Somebody else", "Other")
    with store.reading() as tx:
        before = whole_client.read(tx, other.place.client.id)
    desk, words = planted(store)
    assert len(words) > 100
    assert left_in(tmp_path)
    receipt = gone(desk)
    assert receipt.scrubbed
    assert left_in(tmp_path) == []
    with store.reading() as tx:
        assert whole_client.read(tx, other.place.client.id) == before
        for name, item in belonging.owned().items():
            rows = tx.execute(select(item.table).where(item.of(desk.place.client.id))).all()
            assert not rows or name == "audit_event", name


def test_no_byte_is_left_in_the_tables_of_postgresql(
    postgres: Store, postgres_server: live_postgres.Database, tmp_path: Path
) -> None:
    open_desk(postgres, "Somebody else", "Other")
    desk, _ = planted(postgres)
    with postgres_server.owner() as connection:
        connection.execute("CHECKPOINT")
        folder = Path(str(connection.execute("SHOW data_directory").fetchall()[0][0])) / "base"
        assert left_in(folder)
        gone(desk)
        connection.execute("CHECKPOINT")
    assert left_in(folder) == []
    assert left_in(tmp_path) == []


def test_what_another_client_uses_stays(store: Store, tmp_path: Path) -> None:
    first, second = (open_desk(store, name, "One") for name in ("First", "Second"))
    for number, desk in enumerate((first, second)):
        desk.attach("eng.rollback", b"the same plan")
        handed = uploads.keep_upload("orders.csv", io.BytesIO(b"a,b\n"))
        with store.writing() as tx:
            made = Source(id=f"{number}" * 16, kind="dataset", name="Orders", address=str(handed))
            evidence.add_source(tx, desk.id, made, THEN)
    receipt = gone(first)
    assert receipt.files == 0
    assert handed.read_bytes() == b"a,b\n"
    (kept,) = artefact_shelf.kept(store, second.id)
    assert answering.artefact_file(store, kept.digest, second.id).content == b"the same plan"
    assert "artefact_content" not in receipt.rows


def test_the_receipt_says_what_went_and_the_log_can_be_held_against_it(store: Store) -> None:
    desk, _ = planted(store)
    with store.reading() as tx:
        content = exporting.content_digest(tx, desk.place.client.id)
    receipt = gone(desk)
    told = json.loads(receipt.text())
    assert (told["client"], told["deleted_by"]) == (f"{CANARY} Works", "Kim")
    assert told["rows"]["use_case"] == 2
    assert told["files"] == 1
    assert receipt.content == content
    assert deleting.seal_of(receipt) == receipt.seal
    with store.reading() as tx:
        last = audit.events(tx, desk.place.client.id)[-1]
    assert (last.action, last.by, last.details["seal"]) == ("client deleted", "Kim", receipt.seal)
    forged = receipt.model_copy(update={"deleted_by": "Lee"})
    assert deleting.seal_of(forged) != receipt.seal


def test_the_log_keeps_that_things_were_done_and_when_without_words(store: Store) -> None:
    desk, _ = planted(store)
    with store.reading() as tx:
        before = [(item.at, item.action) for item in audit.events(tx, desk.place.client.id)]
    gone(desk)
    with store.reading() as tx:
        after = audit.events(tx, desk.place.client.id)
    assert [(item.at, item.action) for item in after[:-1]] == before
    assert all(item.erased and not item.by and not item.details for item in after[:-1])


@pytest.mark.parametrize("typed", ["", "Acm", "Acme Bank"])
def test_another_name_than_the_clients_deletes_nothing(desk: Desk, typed: str) -> None:
    with pytest.raises(Refused, match="Type the client's name"):
        gone(desk, typed_name=typed)
    assert [item.name for item in client_list.clients(desk.store)] == ["Acme"]


def test_nobody_deletes_without_a_name(desk: Desk) -> None:
    with pytest.raises(Refused, match="stands on the receipt"):
        gone(desk, by=" ")


def test_while_somebody_reads_the_receipt_says_that_the_file_is_still_to_be_rewritten(
    store: Store,
) -> None:
    desk, _ = planted(store)
    with store.reading() as tx:
        tx.execute(select(belonging.owned()["client"].table)).all()
        receipt = gone(desk)
    assert not receipt.scrubbed
    assert client_list.clients(store) == ()
