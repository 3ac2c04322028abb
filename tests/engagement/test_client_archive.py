"""A client goes out as one encrypted file and comes in elsewhere with nothing lost."""

import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from assessment.sources import Source
from engagement import reporting, snapshots, workspaces
from engagement.client_archive import (
    export_client,
    exporting,
    form,
    handed_over,
    import_client,
    sealing,
)
from engagement.clients import client_list
from engagement.faults import AlreadyThere, Refused
from engagement.frozen.again import report_again
from engagement.frozen.listing import taken
from engagement.model import Client
from engagement.sources import uploads
from engagement.store import Store, belonging, evidence, whole_client
from reports.model import Report
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.planted import THEN, plant

PASSPHRASE = "four words no link"
Members = dict[str, bytes]


@pytest.fixture(autouse=True)
def _quick_seal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encryption costs seconds on purpose: only the tests that are about it pay for it."""
    if "sealed" not in request.fixturenames:
        monkeypatch.setattr(sealing, "seal", lambda content, _: content)
        monkeypatch.setattr(sealing, "unseal", lambda content, _: content)


@pytest.fixture
def elsewhere(tmp_path: Path, _empty: Path) -> Iterator[Store]:
    other = tmp_path / "elsewhere.db"
    databases.copy(_empty, other)
    opened = Store.open(databases.address(other))
    yield opened
    opened.close()


def out(desk: Desk) -> bytes:
    found = export_client(desk.store, client_id=client(desk), passphrase=PASSPHRASE, by="Kim")
    return found.content


def into(store: Store, content: bytes, **more: object) -> Client:
    fields = {"passphrase": PASSPHRASE, "by": "Kim"} | more
    return import_client(store, content, **fields)  # type: ignore[arg-type]


def client(desk: Desk) -> str:
    return desk.place.client.id


def everything(store: Store, client_id: str) -> whole_client.Tables:
    """All rows of a client but what exporting and importing add to the log, and when packs came."""
    with store.reading() as tx:
        found = whole_client.read(tx, client_id)
    kept = [
        row for row in found["audit_event"] if not row["action"].endswith(("ported", "replaced"))
    ]
    numbers = {row["number"] for row in kept}
    words = [row for row in found["audit_words"] if row["event"] in numbers]
    for row in found["pack_version"]:
        row.pop("stored_at")
    return found | {"audit_event": kept, "audit_words": words}


def full(desk: Desk) -> Desk:
    """With something in every table, a handed-over file, and rows of somebody else around them."""
    open_desk(desk.store, "Somebody else", "Other")
    desk.attach("eng.rollback", b"a real plan")
    handed = uploads.keep_upload("orders.csv", io.BytesIO(b"a,b\n1,2\n"))
    with desk.store.writing() as tx:
        made = Source(id="ab" * 8, kind="dataset", name="Orders", address=str(handed))
        evidence.add_source(tx, desk.id, made, THEN)
    plant(desk.store, client(desk))
    return desk


def test_every_table_is_placed_so_that_none_is_forgotten() -> None:
    assert belonging.unplaced() == (), (
        "let the table name its client or assessment by a foreign key, or give the reason in "
        "engagement/store/belonging.py"
    )


def test_the_planted_client_has_a_row_in_every_table(desk: Desk) -> None:
    full(desk)
    held = everything(desk.store, client(desk))
    assert [name for name, rows in held.items() if not rows and name != "pack_shelf"] == []


def test_what_comes_in_is_what_went_out_in_every_table(desk: Desk, elsewhere: Store) -> None:
    content = out(full(desk))
    open_desk(elsewhere, "Here before", "Other")  # so that numbers given here are other ones
    into(elsewhere, content)
    assert everything(elsewhere, client(desk)) == everything(desk.store, client(desk))


def test_it_comes_into_postgresql_as_well_and_back(
    desk: Desk, elsewhere: Store, postgres: Store
) -> None:
    content = out(full(desk))
    open_desk(postgres, "Here before", "Other")
    into(postgres, content)
    assert everything(postgres, client(desk)) == everything(desk.store, client(desk))
    again = export_client(postgres, client_id=client(desk), passphrase=PASSPHRASE, by="Kim")
    into(elsewhere, again.content)
    assert everything(elsewhere, client(desk)) == everything(desk.store, client(desk))


def test_the_report_of_a_snapshot_comes_along_and_is_the_same_byte_for_byte(
    desk: Desk, elsewhere: Store
) -> None:
    for capability in ("eng.rollback", "eng.monitoring"):
        desk.answer(capability, 4)
    kept = snapshots.take(desk.store, desk.id, note="Before it left")
    content = out(desk)
    into(elsewhere, content)
    stores = (desk.store, elsewhere)
    now = [reporting.report(store, desk.id, kept.taken_at) for store in stores]
    assert now[0] == now[1]
    desk.answer("eng.rollback", 1)
    here, there = (report_again(store, kept.id) for store in stores)
    assert here == there
    assert isinstance(here, Report)
    assert isinstance(there, Report)
    files = [reporting.made_as(told, "xlsx") for told in (here, there)]
    assert files[0] == files[1]
    dated = {item.date_time for item in zipfile.ZipFile(io.BytesIO(files[0])).infolist()}
    assert dated == {(1980, 1, 1, 0, 0, 0)}  # or the two are alike by luck, made in one second


def test_a_copy_beside_it_has_a_snapshot_of_its_own_with_the_report_as_it_was_frozen(
    desk: Desk,
) -> None:
    kept = snapshots.take(desk.store, desk.id)
    into(desk.store, out(desk), clash="copy")
    copied = next(
        item for item in workspaces.workspaces(desk.store) if item.client.name == "Acme (copy)"
    )
    [beside] = taken(desk.store, copied.assessment.id)
    assert beside.id != kept.id
    assert report_again(desk.store, beside.id) == report_again(desk.store, kept.id)


def test_a_file_that_was_handed_over_comes_along(
    desk: Desk, elsewhere: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = out(full(desk))
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "other data"))
    into(elsewhere, content)
    with elsewhere.reading() as tx:
        source = next(item for item in evidence.sources(tx, desk.id) if item.name == "Orders")
    assert Path(source.address).read_bytes() == b"a,b\n1,2\n"
    assert Path(source.address).is_relative_to(tmp_path / "other data" / "uploads")


def test_a_client_that_is_here_already_is_a_sentence_and_a_choice(desk: Desk) -> None:
    content = out(full(desk))
    before = everything(desk.store, client(desk))
    with pytest.raises(AlreadyThere, match="in the place of the one here, or as a copy"):
        into(desk.store, content)
    into(desk.store, content, clash="replace")
    assert everything(desk.store, client(desk)) == before


def test_a_copy_stands_beside_the_one_it_was_made_of(desk: Desk) -> None:
    desk.answer("eng.rollback", 4)
    kept = snapshots.take(desk.store, desk.id, note="Before")
    copy = into(desk.store, out(desk), clash="copy", name="Acme again")
    spaces = [item for item in workspaces.workspaces(desk.store) if item.client.id == copy.id]
    assert (copy.name, len(spaces)) == ("Acme again", 1)
    assert copy.id != client(desk)
    listed = snapshots.snapshots(desk.store, spaces[0].assessment.id)
    assert [item.note for item in listed] == [kept.note]
    assert listed[0].id != kept.id


def test_a_name_that_is_taken_asks_for_another(desk: Desk, elsewhere: Store) -> None:
    open_desk(elsewhere, "  ACME ", "Other")
    with pytest.raises(AlreadyThere, match="another name"):
        into(elsewhere, out(desk))
    assert into(elsewhere, out(desk), name="Acme of Leeds").name == "Acme of Leeds"


def test_both_directions_stand_in_the_log_with_a_name(desk: Desk, elsewhere: Store) -> None:
    from engagement.store import audit

    into(elsewhere, out(desk))
    told = []
    for store in (desk.store, elsewhere):
        with store.reading() as tx:
            told.append(audit.events(tx, client(desk))[-1])
    assert [(item.action, item.by) for item in told] == [
        ("client exported", "Kim"), ("client imported", "Kim"),
    ]  # fmt: skip


# What is attacked: each is refused whole, in a sentence, and nothing is kept.


def refused(store: Store, content: bytes, match: str, **more: object) -> None:
    before = client_list.clients(store)
    with pytest.raises(Refused, match=match):
        into(store, content, **more)
    assert client_list.clients(store) == before
    with store.reading() as tx:
        held = {name for name, item in belonging.owned().items() if _any(tx, item)}
    assert held <= {"client", "audit_event", "audit_words"} or before


def _any(tx: object, item: belonging.Owned) -> bool:
    from sqlalchemy import select

    return tx.execute(select(item.table).limit(1)).first() is not None  # type: ignore[attr-defined]


def taken_apart(content: bytes) -> tuple[dict[str, object], Members]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(members.pop(form.MANIFEST)), members


def put_together(manifest: dict[str, object], members: Members, honest: bool = True) -> bytes:
    """An archive of changed members; ``honest`` makes the manifest fit them."""
    if honest:
        manifest["members"] = {
            name: {
                "size": len(content), "digest": sha256(content).hexdigest(),
                "rows": content.count(b"\n") if name.startswith("tables/") else 0,
            }
            for name, content in members.items()
        }  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {form.MANIFEST: json.dumps(manifest).encode(), **members}.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small client, really encrypted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRODWORTHY_DATA", str(tmp_path_factory.mktemp("sealed")))
        store = Store.open()
        desk = open_desk(store)
        content = export_client(
            store, client_id=client(desk), passphrase=PASSPHRASE, by="Kim"
        ).content
        store.close()
    return content


def test_an_encrypted_archive_opens_with_its_passphrase_alone(
    sealed: bytes, elsewhere: Store
) -> None:
    assert b"Acme" not in sealed
    refused(elsewhere, sealed, "passphrase does not open", passphrase="four words no luck")
    assert into(elsewhere, sealed).name == "Acme"


@pytest.mark.parametrize("harm", ["cut", "changed", "more"])
def test_an_encrypted_archive_that_was_harmed_is_refused(
    sealed: bytes, elsewhere: Store, harm: str
) -> None:
    middle = len(sealed) // 2
    harmed = {
        "cut": sealed[:-20],
        "changed": sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :],
        "more": sealed + b"and more",
    }
    refused(elsewhere, harmed[harm], "cut short or changed")


def test_what_asks_for_endless_work_is_refused_at_once(sealed: bytes, elsewhere: Store) -> None:
    head, stanza, rest = sealed.split(b"\n", 2)
    salt = b" ".join(stanza.split()[:-1])
    refused(elsewhere, b"\n".join((head, salt + b" 40", rest)), "asks for more work")


def test_another_file_is_no_archive(elsewhere: Store, sealed: bytes) -> None:
    refused(elsewhere, b"PK\x03\x04 a letter", "no archive of a client")


def test_a_short_passphrase_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="12 characters"):
        export_client(desk.store, client_id=client(desk), passphrase="sesame", by="Kim")


def test_an_archive_of_a_newer_version_is_refused(desk: Desk, elsewhere: Store) -> None:
    manifest, members = taken_apart(out(desk))
    for change in ({"version": 2}, {"schema": "9999"}):
        refused(elsewhere, put_together(manifest | change, members), "newer version")
    strange = members | {"tables/telepathy.jsonl": b"{}\n"}
    refused(elsewhere, put_together(dict(manifest), strange), "newer version")


def test_an_archive_too_large_is_refused_before_it_is_read(
    desk: Desk, elsewhere: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = out(desk)
    monkeypatch.setattr(form, "OPENED_MB", 0)
    refused(elsewhere, content, "holds more than 0 MB")
    monkeypatch.setattr(form, "SEALED_MB", 0)
    refused(elsewhere, content, "holds more than 0 MB")


def test_a_bomb_that_lies_about_its_size_is_refused(desk: Desk, elsewhere: Store) -> None:
    manifest, members = taken_apart(out(desk))
    name = "tables/use_case.jsonl"
    bomb = put_together(manifest, members | {name: b" " * 50_000_000}, honest=False)
    assert len(bomb) < 200_000
    refused(elsewhere, bomb, "larger than it says")


@pytest.mark.parametrize(
    "name",
    ["../../etc/cron.d/x", "/etc/passwd", "tables/../../x.jsonl", "files/x", "tables/A.jsonl"],
)
def test_a_member_that_names_a_path_is_refused(desk: Desk, elsewhere: Store, name: str) -> None:
    manifest, members = taken_apart(out(desk))
    refused(elsewhere, put_together(manifest, members | {name: b"x"}), "none of ours holds")


@pytest.mark.parametrize(
    "harm", ["not a zip", "no manifest", "twice", "another digest", "a row less", "no JSON", "deep"]
)
def test_an_archive_that_is_not_whole_is_refused(desk: Desk, elsewhere: Store, harm: str) -> None:
    content = out(desk)
    manifest, members = taken_apart(content)
    name = "tables/assessment.jsonl"
    harmed = {
        "not a zip": b"x" * 100,
        "no manifest": _zip(members),
        "twice": _twice(content, name),
        "another digest": put_together(
            manifest, members | {name: members[name].replace(b"full", b"pulse")}, honest=False
        ),
        "a row less": put_together(
            manifest, {key: value for key, value in members.items() if key != name}, honest=False
        ),
        "no JSON": put_together(dict(manifest), members | {name: b"{no\n"}),
        "deep": put_together(dict(manifest), members | {name: b'{"a":' * 90_000 + b"\n"}),
    }
    refused(elsewhere, harmed[harm], "cut short or changed|larger than it says")


def _zip(members: Members) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _twice(content: bytes, name: str) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"")
    return target.getvalue()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("use_case", "client_id", "0123456789abcdef"),
        ("assessment", "use_case_id", "OTHER USE CASE"),
        ("answer", "assessment_id", "OTHER ASSESSMENT"),
        ("answer", "respondent", "0123456789abcdef"),
        ("audit_event", "assessment_id", "OTHER ASSESSMENT"),
        ("client", "id", "0123456789abcdef"),
        ("client", "pilots", "many"),
        ("client", "created_at", "yesterday"),
        ("client", "name", None),
        ("pack_version", "content", "{}"),
    ],
)
def test_a_row_that_reaches_for_another_client_or_fits_no_column_is_refused(
    desk: Desk, elsewhere: Store, table: str, column: str, value: str | None
) -> None:
    desk.answer("eng.rollback", 3)
    other = open_desk(elsewhere, "Somebody else", "Other")
    known = {"OTHER USE CASE": other.place.use_case.id, "OTHER ASSESSMENT": other.id}
    manifest, members = taken_apart(out(desk))
    name = f"tables/{table}.jsonl"
    first, _, rest = members[name].partition(b"\n")
    row = json.loads(first) | {column: known.get(str(value), value)}
    changed = members | {name: json.dumps(row).encode() + b"\n" + rest}
    before = everything(elsewhere, client(other))
    refused(elsewhere, put_together(manifest, changed), "does not hold together")
    assert everything(elsewhere, client(other)) == before


def test_an_id_of_another_client_is_not_taken_over(desk: Desk, elsewhere: Store) -> None:
    other = open_desk(elsewhere, "Somebody else", "Other")
    manifest, members = taken_apart(out(desk))
    stolen = {
        name: content.replace(desk.place.use_case.id.encode(), other.place.use_case.id.encode())
        for name, content in members.items()
    }
    refused(elsewhere, put_together(manifest, stolen), "here already under another client")


@pytest.mark.parametrize("name", ["../../cron.d/x", "..", ".hidden", "a/b"])
def test_the_name_of_a_handed_over_file_leads_nowhere_else(
    desk: Desk, elsewhere: Store, tmp_path: Path, name: str
) -> None:
    manifest, members = taken_apart(out(full(desk)))
    digest = sha256(b"a,b\n1,2\n").hexdigest()
    key = "tables/source.jsonl"
    told = members[key].replace(f"{digest}/orders.csv".encode(), f"{digest}/{name}".encode())
    assert told != members[key]
    before = set(tmp_path.rglob("*"))
    content = put_together(manifest, members | {key: told})
    if "/" in name:  # no name of a file: it stays a text that no connector may open
        into(elsewhere, content)
    else:
        refused(elsewhere, content, "in a way that none of ours does")
    assert {path for path in tmp_path.rglob("*") if path.is_file()} <= before | set(
        tmp_path.iterdir()
    )


def test_a_failure_in_the_middle_keeps_nothing(
    desk: Desk, elsewhere: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = out(full(desk))

    def breaks(*_: object) -> None:
        raise ValueError("the disk is full")

    monkeypatch.setattr(handed_over, "keep", breaks)
    refused(elsewhere, content, "does not hold together")


def test_the_same_client_makes_the_same_content(desk: Desk) -> None:
    full(desk)
    with desk.store.reading() as tx:
        digests = {exporting.content_digest(tx, client(desk)) for _ in range(2)}
    assert len(digests) == 1
