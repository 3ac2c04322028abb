"""A report made again from its snapshot: the same bytes, whatever happened since, here and elsewhere."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from assessment.sources import Source
from engagement import reporting, snapshots
from engagement.clients import branding, client_list
from engagement.clients.deleting import delete_client
from engagement.faults import Refused
from engagement.frozen.again import NO_REPORT, report_again
from engagement.frozen.listing import taken
from engagement.looks import collecting
from engagement.outside import clock
from engagement.plans import deciding, plan_items
from engagement.store import Store, evidence, frozen_reports
from reports.model import Report
from scoring.roadmap_model import Status
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.frozen.made_again import elsewhere, every_file
from tests.reports import pdf_reading as pdf

INITIATIVE = "I-REL-02"


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """Answers, a source, a decision, an owner in the plan."""
    for capability in ("eng.rollback", "eng.monitoring", "data.pipelines"):
        desk.answer(capability, 2, comment="So it stands today")
    deciding.record_decision(desk.store, assessment_id=desk.id, title="Hold it", text="For now")
    plan_items.set_item(desk.store, desk.id, INITIATIVE, owner="Mara")
    with desk.store.writing() as tx:
        held = Source(id="ab" * 8, kind="dataset", name="Orders", address="x", secret="ORDERS_KEY")
        evidence.add_source(tx, desk.id, held, clock.now())
    return desk


def _much_happens(desk: Desk) -> None:
    """Answers, edits of the plan, another look of the client, and things that are taken away."""
    store, client = desk.store, desk.place.client
    desk.answer("eng.rollback", 5, comment="All is well")
    desk.answer("eng.ci-cd", 4)
    plan_items.set_item(store, desk.id, INITIATIVE, owner="Kim", status=Status.IN_PROGRESS)
    deciding.withdraw_decision(store, desk.id, deciding.decisions(store, desk.id)[0])
    collecting.remove_source(store, "ab" * 8)
    picture = io.BytesIO()
    Image.new("RGB", (90, 30), (11, 74, 134)).save(picture, "PNG")
    branding.keep_brand(
        store, client_id=client.id, colour="#0b4a86", mark="Secret", locale="de-DE",
        logo=picture.getvalue(),
    )  # fmt: skip
    client_list.update_client(store, client.model_copy(update={"name": "Acme Holding"}))
    open_desk(store, client="Acme Holding", use_case="Second").answer("eng.rollback", 1)
    snapshots.take(store, desk.id, "Later")


def test_every_file_is_the_same_byte_for_byte_whatever_happened_since_and_in_another_process(
    worked: Desk, database: Path
) -> None:
    kept = snapshots.take(worked.store, worked.id, note="Before the board", by="Mara")
    before = every_file(worked.store, kept.id)
    assert len(before) == 14
    _much_happens(worked)
    assert elsewhere(databases.address(database), kept.id) == before


def test_it_says_of_which_moment_it_is_and_a_report_of_the_present_does_not(worked: Desk) -> None:
    kept = snapshots.take(worked.store, worked.id, note="Before the board", by="Mara")
    now = reporting.report(worked.store, worked.id)
    assert (now.snapshot, now.frozen) == (kept.id, None)
    _much_happens(worked)
    told = again(worked, kept.id)
    flat = " ".join(pdf.whole(reporting.made_as(told, "pdf")).split()).replace("\u00a0", " ")
    assert f"snapshot {kept.id}, taken on" in flat
    assert "by Mara: Before the board" in flat
    assert flat.count(" as of ") > 3
    assert "left open when this report was made" in flat
    assert "Hold it" in flat
    assert reporting.filename(told, "pdf").endswith(f"-snapshot-{kept.id}.pdf")


def test_what_is_listed_and_what_is_in_it(worked: Desk) -> None:
    first = snapshots.take(worked.store, worked.id, note="First", by="Mara")
    worked.answer("eng.rollback", 4)
    second = snapshots.take(worked.store, worked.id, by="Kim")
    newer, older = taken(worked.store, worked.id)
    assert (newer.id, newer.by, older.id, older.by, older.note) == (
        second.id, "Kim", first.id, "Mara", "First",
    )  # fmt: skip
    assert older.pack == worked.place.assessment.pack
    assert older.scoring == again(worked, first.id).scorecard.scoring
    assert older.report
    assert older.report.kept < older.report.size < frozen_reports.LARGEST
    named = [b'"Ana"' in reporting.made_as(again(worked, first.id, show_names=yes), "json")
             for yes in (False, True)]  # fmt: skip
    assert named == [False, True]
    with worked.store.reading() as tx:
        whole = frozen_reports.text(tx, first.id) or ""
    assert sha256(whole.encode()).hexdigest() == older.report.digest
    assert ("Orders" in whole, "ORDERS_KEY" in whole) == (True, False), "no name of a secret"


def test_the_database_itself_refuses_to_change_what_was_frozen(worked: Desk) -> None:
    kept = snapshots.take(worked.store, worked.id)
    columns = "number, id, assessment_id, taken_at, pack_digest, note, inputs, scorecard, inputs"
    _run(worked.store, f"INSERT INTO choice_snapshot SELECT {columns} FROM snapshot")  # noqa: S608
    for table, key in (
        ("snapshot", "id"),
        ("choice_snapshot", "id"),
        ("frozen_report", "snapshot"),
    ):
        for attack in (
            f"UPDATE {table} SET assessment_id = assessment_id",  # noqa: S608
            f"UPDATE {table} SET {key} = 'another' WHERE {key} = '{kept.id}'",  # noqa: S608
        ):
            with pytest.raises(DatabaseError, match="what was frozen is never changed"):
                _run(worked.store, attack)
        assert _run(worked.store, f"SELECT {key} FROM {table}") == kept.id  # noqa: S608


@pytest.mark.of_sqlite
def test_no_row_takes_the_place_of_a_frozen_one(worked: Desk) -> None:
    snapshots.take(worked.store, worked.id)
    for table in ("snapshot", "frozen_report"):
        with pytest.raises(DatabaseError, match="what was frozen is never changed"):
            _run(worked.store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


def test_without_its_report_or_with_another_a_snapshot_says_so_and_invents_nothing(
    worked: Desk,
) -> None:
    kept = snapshots.take(worked.store, worked.id)
    with worked.store.reading() as tx:
        about = frozen_reports.of_assessments(tx, (worked.id,))[kept.id]
    _run(worked.store, f"DELETE FROM frozen_report WHERE snapshot = '{kept.id}'")  # noqa: S608
    assert refused(worked.store, kept.id) == NO_REPORT
    assert taken(worked.store, worked.id)[0].report is None
    assert "no such snapshot" in refused(worked.store, "nonsense")
    with worked.store.writing() as tx:
        frozen_reports.add(tx, about, '{"form":1,"kind":"report","report":{}}')
    assert "cut short or changed" in refused(worked.store, kept.id)


def test_it_goes_with_its_client(worked: Desk) -> None:
    kept = snapshots.take(worked.store, worked.id)
    client = worked.place.client
    delete_client(worked.store, client_id=client.id, typed_name=client.name, by="Kim")
    assert _run(worked.store, "SELECT count(*) FROM frozen_report") == 0
    assert "no such snapshot" in refused(worked.store, kept.id)


def again(desk: Desk, snapshot_id: str, *, show_names: bool = False) -> Report:
    told = report_again(desk.store, snapshot_id, show_names=show_names)
    assert isinstance(told, Report)
    return told


def refused(store: Store, snapshot_id: str) -> str:
    with pytest.raises(Refused) as sentence:
        report_again(store, snapshot_id)
    return sentence.value.sentence


def _run(store: Store, statement: str) -> object:
    with store.writing() as tx:
        done = tx.connection().execute(text(statement))
        return done.scalar() if done.returns_rows else None
