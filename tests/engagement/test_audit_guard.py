"""The audit log is only added to: the database itself refuses every other way, on both databases."""

import sqlite3
from pathlib import Path

import psycopg
import pytest

from engagement.store import Store, audit
from tests.engagement.desk import open_desk

ATTACKS = (
    "UPDATE audit_event SET action = 'nothing happened'",
    "UPDATE audit_event SET at = '2020-01-01' WHERE number = 1",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE number = 1",
    """UPDATE audit_words SET "by" = 'somebody else'""",
    "UPDATE audit_words SET client_id = 'nobody'",
    "DELETE FROM audit_words",
    "DELETE FROM audit_words WHERE event = 1",
)
SQLITE_ALONE = (
    "INSERT OR REPLACE INTO audit_event (number, at, action) VALUES (1, '2020-01-01', 'nothing')",
    """INSERT OR REPLACE INTO audit_words (event, client_id, "by", details) VALUES (1, 'x', '', '{}')""",
    "REPLACE INTO audit_event (number, at, action) VALUES (1, '2020-01-01', 'nothing')",
)
POSTGRES_ALONE = (
    "TRUNCATE audit_event CASCADE",
    "TRUNCATE audit_words",
    "INSERT INTO audit_event (number, at, action) VALUES (1, now(), 'nothing') "
    "ON CONFLICT (number) DO UPDATE SET action = 'nothing'",
)


def log(store: Store) -> list[tuple[str, str]]:
    with store.reading() as tx:
        return [(item.action, item.by) for item in audit.events(tx)]


@pytest.mark.of_sqlite
def test_sqlite_refuses_every_change_of_the_log(store: Store, database: Path) -> None:
    open_desk(store).answer("eng.rollback", 3, entered_by="Kim")
    before = log(store)
    assert len(before) > 3
    with sqlite3.connect(database) as raw:
        for attack in ATTACKS + SQLITE_ALONE:
            with pytest.raises(sqlite3.DatabaseError, match="only added to"):
                raw.execute(attack)
    raw.close()
    assert log(store) == before


def test_postgresql_refuses_every_change_of_the_log(postgres: Store) -> None:
    open_desk(postgres).answer("eng.rollback", 3, entered_by="Kim")
    before = log(postgres)
    address = postgres.address.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as raw:
        for attack in ATTACKS + POSTGRES_ALONE:
            with pytest.raises(psycopg.DatabaseError, match="only added to"):
                raw.execute(attack)
    assert log(postgres) == before


@pytest.mark.of_sqlite
def test_an_entry_about_no_client_is_never_erased(store: Store, database: Path) -> None:
    with store.writing() as tx:
        audit.record(tx, "pack kept", by="Kim", pack="own")
        audit.record_for_good(tx, "client deleted", by="Kim", client_id="gone", rows="7")
    with sqlite3.connect(database) as raw, pytest.raises(sqlite3.DatabaseError):
        raw.execute("DELETE FROM audit_words WHERE client_id IS NULL")
    raw.close()
    assert log(store) == [("pack kept", "Kim"), ("client deleted", "Kim")]
