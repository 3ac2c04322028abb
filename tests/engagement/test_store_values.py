"""Values survive the database: moments keep their zone's meaning, references hold together."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from assessment.model import Outcome
from content.values import Value
from engagement.faults import Refused
from engagement.model import ProbeRun
from engagement.store import Store, clients, evidence, packs
from engagement.workspaces import pack_of
from tests.engagement.desk import Desk
from tests.engagement.lab import Eyes

ROOT = Path(__file__).resolve().parents[2]
FUNCTION = [HealthCheck.function_scoped_fixture]


@settings(max_examples=25, deadline=None, suppress_health_check=FUNCTION)
@given(
    seconds=st.integers(90_000, 7_000_000_000),
    hours=st.integers(-12, 14),
)
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(
    desk: Desk, seconds: int, hours: int
) -> None:
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    run = ProbeRun(id="r", assessment_id=desk.id, started_at=moment, state="finished")
    with desk.store.writing() as tx:
        evidence.save_run(tx, run)
    with desk.store.reading() as tx:
        kept = evidence.last_run(tx, desk.id)
    assert kept
    assert kept.started_at == moment
    assert kept.started_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_a_mistake_and_never_kept(desk: Desk) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(StatementError), desk.store.writing() as tx:
        clients.add_client(tx, desk.place.client.model_copy(update={"id": "x"}), naive)


def test_a_finding_comes_back_whole(desk: Desk) -> None:
    found = Eyes().saw(Outcome.PRESENT)
    run = ProbeRun(id="r", assessment_id=desk.id, started_at=datetime.now(UTC), state="finished")
    with desk.store.writing() as tx:
        evidence.save_run(tx, run)
        evidence.add_findings(tx, run, (found,))
    with desk.store.reading() as tx:
        assert evidence.findings(tx, desk.id) == (found,)


def test_what_refers_to_nothing_is_not_kept(store: Store) -> None:
    run = ProbeRun(id="r", assessment_id="x", started_at=datetime.now(UTC), state="finished")
    with pytest.raises(IntegrityError), store.writing() as tx:
        evidence.save_run(tx, run)


def test_a_kept_pack_that_was_changed_behind_our_back_is_not_used(desk: Desk) -> None:
    with desk.store.writing() as tx:
        row = tx.get_one(packs.PackVersionRow, desk.place.assessment.pack.digest)
        row.content = row.content.replace("E0", "E1", 1)
    with pytest.raises(ValueError, match="was changed"):
        pack_of(desk.store, desk.place.assessment)


def test_queries_return_values_and_never_rows(desk: Desk) -> None:
    with desk.store.reading() as tx:
        assert all(isinstance(item, Value) for item in clients.clients(tx))


def test_no_action_knows_sql() -> None:
    outside = [
        file.name
        for file in (ROOT / "engagement").rglob("*.py")
        if "store" not in file.relative_to(ROOT).parts
        and any(f"import {name}" in file.read_text() or f"from {name}" in file.read_text()
                for name in ("sqlmodel", "sqlalchemy", "alembic", "sqlite3"))
    ]  # fmt: skip
    assert outside == []


def test_only_one_module_of_the_store_speaks_to_sqlite_alone() -> None:
    store = ROOT / "engagement" / "store"
    speakers = {file.name for file in store.rglob("*.py") if "PRAGMA" in file.read_text()}
    assert speakers == {"embedded.py"}


@pytest.mark.of_sqlite
def test_without_an_address_the_operators_data_folder_is_used(tmp_path: Path) -> None:
    Store.open().close()
    assert (tmp_path / "data" / "prodworthy.db").is_file()


def test_a_bad_setting_stops_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODWORTHY_PORT", "many")
    with pytest.raises(Refused, match="PRODWORTHY_PORT"):
        Store.open()
