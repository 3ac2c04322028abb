"""The schema: what the migrations make is what the tables say."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from assessment.model import Outcome
from assessment.sources import Source
from engagement.faults import Refused
from engagement.health import health
from engagement.model import ProbeRun
from engagement.store import Store, evidence, migrating, tables
from tests import databases
from tests.engagement.desk import open_desk
from tests.engagement.lab import START, Eyes


@contextmanager
def _config(store: Store) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    with store._writer.connect() as connection:
        config.attributes["connection"] = connection
        yield config


def _as_of_version(revision: str, store: Store, database: Path) -> Store:
    """The same database as an earlier version left it, opened by this one."""
    with _config(store) as config, config.attributes["connection"].begin():
        command.downgrade(config, revision)
    store.close()
    return Store.open(databases.address(database))


def test_the_migrations_make_exactly_the_tables_that_the_rows_declare(store: Store) -> None:
    with _config(store) as config:
        command.check(config)
    assert "answer" in tables.METADATA.tables


def test_the_head_that_the_program_knows_is_the_newest_migration(store: Store) -> None:
    with _config(store) as config:
        assert ScriptDirectory.from_config(config).get_current_head() == migrating.HEAD


def test_a_database_of_the_first_version_is_brought_up_to_date_with_its_content(
    store: Store, database: Path
) -> None:
    desk = open_desk(store)
    desk.answer("eng.rollback", 4)
    desk.store = _as_of_version("0001", store, database)
    assert (desk.levels(), desk.store.schema()) == ({"eng.rollback": 4}, migrating.HEAD)
    desk.store.close()


def test_a_source_that_an_earlier_version_imported_is_not_taken_for_a_removed_one(
    store: Store, database: Path
) -> None:
    ids = {"removed": "0" * 16, "imported": "0" * 20}
    desk = open_desk(store)
    with store.writing() as tx:
        for name, key in ids.items():
            made = Source(id=key, kind="repository", name=name, address="x")
            evidence.add_source(tx, desk.id, made, START, imported=name == "imported")
        evidence.remove_source(tx, ids["removed"], START)
    again = _as_of_version("0002", store, database)
    with again.reading() as tx:
        removed, looked_at = evidence.removed_sources(tx, desk.id), evidence.sources(tx, desk.id)
    again.close()
    assert (set(removed), looked_at) == ({ids["removed"]}, ())


def test_looks_of_an_earlier_version_keep_their_findings_and_imports_are_told_apart(
    store: Store, database: Path
) -> None:
    desk = open_desk(store)
    own = ProbeRun(id="own", assessment_id=desk.id, started_at=START, state="stopped")
    brought = own.model_copy(update={"id": "brought", "message": "Imported by Kim: 1 findings"})
    with store.writing() as tx:
        for run in (own, brought):
            evidence.save_run(tx, run)
            evidence.add_findings(tx, run, (Eyes(source=run.id).saw(Outcome.PRESENT),))
    again = _as_of_version("0004", store, database)
    with again.reading() as tx:
        looks = [evidence.last_run(tx, desk.id, imported=imported) for imported in (False, True)]
        found = evidence.findings(tx, desk.id)
    again.close()
    assert [look.id for look in looks if look] == ["own", "brought"]
    assert len(found) == 2


def test_an_address_that_is_no_database_is_refused_without_repeating_it() -> None:
    with pytest.raises(Refused) as refused:
        Store.open("nonsense://user:hunter2@host/x")
    assert "hunter2" not in refused.value.sentence


@pytest.mark.of_sqlite
def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refused, match="PRODWORTHY_DATA"):
        Store.open(databases.address(tmp_path / "file/below/x.db"))


@pytest.mark.of_sqlite
def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("this is a letter, not a database; " * 100)
    with pytest.raises(Refused, match="cannot be opened"):
        Store.open(databases.address(tmp_path / "x.db"))


@pytest.mark.of_sqlite
def test_the_embedded_database_is_durable_and_holds_references_together(store: Store) -> None:
    with store._engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert asked == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000,
    }  # fmt: skip


def test_health_says_that_the_database_answers_and_nothing_of_a_client(store: Store) -> None:
    told = health(store)
    assert told["status"] == "ok"
    assert set(told) == {"status", "schema", "database_ms"}


@pytest.mark.of_sqlite
def test_health_is_failing_when_the_database_is_gone(store: Store, database: Path) -> None:
    store.close()
    for file in database.parent.glob("*.db*"):
        file.unlink()
    assert health(store)["status"] == "failing"
