"""A backup holds the whole server at one moment; a restored copy equals it; a broken one is refused."""

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from assessment.sources import Source
from engagement.backup import back_up, reading, restore
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.sources import uploads
from engagement.store import Store, evidence, whole_server
from engagement.store.plain_rows import Plain
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.planted import plant

Rows = dict[str, list[Plain]]


def everything(store: Store) -> Rows:
    with store.reading() as tx:
        return {name: list(whole_server.rows(tx, name)) for name in whole_server.tables()}


@pytest.fixture
def full(store: Store) -> Desk:
    """A row in every table of a client, and two people's work."""
    desk = open_desk(store)
    plant(store, desk.place.client.id)
    return desk


@pytest.fixture
def elsewhere(tmp_path: Path, _empty: Path) -> Iterator[Store]:
    other = tmp_path / "elsewhere.db"
    databases.copy(_empty, other)
    opened = Store.open(databases.address(other))
    yield opened
    opened.close()


def taken(desk: Desk, folder: Path) -> Path:
    file = folder / "server.backup"
    back_up(desk.store, file, by="Kim")
    return file


def test_a_restored_copy_equals_the_original_table_by_table(
    full: Desk, elsewhere: Store, tmp_path: Path
) -> None:
    file = taken(full, tmp_path)
    manifest = restore(elsewhere, file)
    copy, original = everything(elsewhere), everything(full.store)
    assert copy == original
    assert manifest.rows() == {name: len(rows) for name, rows in original.items() if rows}
    assert file.stat().st_mode & 0o077 == 0, "nobody but the owner reads it"
    assert [item.name for item in tmp_path.iterdir() if item.suffix == ".part"] == []


def test_a_restored_server_goes_on_where_the_other_one_stood(
    full: Desk, elsewhere: Store, tmp_path: Path
) -> None:
    restore(elsewhere, taken(full, tmp_path))
    there = Desk(elsewhere, full.place, full.person)
    there.answer("eng.rollback", 3)
    client_list.create_client(elsewhere, name="A second client")
    before, after = everything(full.store), everything(elsewhere)
    assert len(after["answer"]) == len(before["answer"]) + 1
    assert after["answer"][-1]["number"] > before["answer"][-1]["number"]


def test_postgresql_takes_what_sqlite_held_and_gives_it_back(
    full: Desk, postgres: Store, elsewhere: Store, tmp_path: Path
) -> None:
    restore(postgres, taken(full, tmp_path))
    Desk(postgres, full.place, full.person).answer("eng.rollback", 3)
    onward = tmp_path / "onward.backup"
    back_up(postgres, onward, by="Kim")
    restore(elsewhere, onward)
    assert everything(elsewhere) == everything(postgres)


def test_what_is_written_meanwhile_is_in_the_backup_whole_or_not_at_all(
    full: Desk, elsewhere: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, told = threading.Event(), whole_server.rows

    def slowly(tx: object, name: str) -> Iterator[Plain]:
        if name == "answer":
            begun.set()
            writer.join()
        return told(tx, name)  # type: ignore[arg-type]

    def write() -> None:
        begun.wait(20)
        Desk(full.store, full.place, full.person).answer("eng.rollback", 4)

    writer = threading.Thread(target=write)
    writer.start()
    monkeypatch.setattr(whole_server, "rows", slowly)
    file = taken(full, tmp_path)
    monkeypatch.undo()
    restore(elsewhere, file)
    now, then = everything(full.store), everything(elsewhere)
    assert len(now["answer"]) == len(then["answer"]) + 1
    assert len(now["audit_event"]) == len(then["audit_event"]) + 1


def test_files_that_were_handed_over_come_along(
    store: Store, elsewhere: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(store)
    given_over = tmp_path / "orders.csv"
    given_over.write_text("id,total\n1,2\n")
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "one"))
    with given_over.open("rb") as content:
        kept = uploads.keep_upload("orders.csv", content)
    with store.writing() as tx:
        source = Source(id="s1", kind="table", name="Orders", address=str(kept))
        evidence.add_source(tx, desk.id, source, desk.place.assessment.started_at)
    file = taken(desk, tmp_path)
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "two"))
    restore(elsewhere, file)
    with elsewhere.reading() as tx:
        (found,) = evidence.sources(tx, desk.id)
    assert str(tmp_path / "two") in found.address
    assert Path(found.address).read_text() == "id,total\n1,2\n"


def test_a_database_that_holds_something_is_left_alone(full: Desk, tmp_path: Path) -> None:
    file, before = taken(full, tmp_path), everything(full.store)
    with pytest.raises(Refused, match="holds something already"):
        restore(full.store, file)
    assert everything(full.store) == before


def changed(file: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same backup with members changed, its manifest left as it is but where it is changed."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    other = file.with_suffix(".other")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return other


def _newer(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"]) | {"schema": "9999"}
    members["manifest.json"] = json.dumps(manifest).encode()


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a row was changed": (
        lambda members: members.update(
            {"tables/client.jsonl": members["tables/client.jsonl"].replace(b"Acme", b"Emca")}
        ), "cut short or changed",
    ),
    "a table is missing": (lambda members: members.pop("tables/answer.jsonl"), "cut short or changed"),
    "a file leads out": (
        lambda members: members.update({"../../etc/passwd": b"x"}), "cut short or changed",
    ),
    "the manifest is missing": (lambda members: members.pop("manifest.json"), "cut short or changed"),
    "the schema is newer": (_newer, "newer version"),
    "it is something else": (
        lambda members: members.update({"manifest.json": b'{"format": "prodworthy client archive"}'}),
        "no backup of a server",
    ),
    "the manifest is no object": (
        lambda members: members.update({"manifest.json": b"[]"}), "cut short or changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_backup_that_was_changed_is_refused_whole(
    full: Desk, elsewhere: Store, tmp_path: Path, what: str
) -> None:
    change, sentence = CHANGES[what]
    other = changed(taken(full, tmp_path), change)
    before = everything(elsewhere)
    with pytest.raises(Refused, match=sentence):
        restore(elsewhere, other)
    assert everything(elsewhere) == before


def test_a_file_that_is_no_backup_is_told_so(elsewhere: Store, tmp_path: Path) -> None:
    (other := tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(Refused, match="This is no backup, or one that was cut short"):
        restore(elsewhere, other)


def told(file: Path) -> Rows:
    with reading.opened(file) as backup:
        return {name: list(backup.rows(name)) for name in whole_server.tables()}


def test_cut_short_or_with_a_wrong_byte_anywhere_it_is_refused_or_says_the_same(
    full: Desk, tmp_path: Path
) -> None:
    file, broken = taken(full, tmp_path), tmp_path / "broken.backup"
    content, whole = file.read_bytes(), told(file)

    @limits(max_examples=150, deadline=None)
    @given(place=st.integers(0, len(content) - 1), bits=st.integers(0, 255))
    def attacked(place: int, bits: int) -> None:
        wrong = bytes([content[place] ^ bits]) + content[place + 1 :] if bits else b""
        broken.write_bytes(content[:place] + wrong)
        with suppress(Refused):
            assert told(broken) == whole

    attacked()


def test_a_missing_file_is_a_sentence(elsewhere: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        restore(elsewhere, tmp_path / "none.backup")
