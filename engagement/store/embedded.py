"""Everything that is true of SQLite alone: pragmas, how a transaction begins, the write lock."""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

WRITES = "prodworthy_writes"
"""Execution option of a connection that will write."""

PLAIN = "prodworthy_plain"
"""Execution option of a connection that is in no transaction at all."""

WRITE_LOCK = threading.RLock()
"""One writer at a time in this process: SQLite has one anyway, and queueing here is fairer."""

PRAGMAS = (
    "PRAGMA busy_timeout=30000",
    "PRAGMA journal_mode=WAL",
    # FULL: an answer that was acknowledged survives a killed server and a cut of power.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten, not only let go of.
    "PRAGMA secure_delete=ON",
)

PATIENCE_MS = 2000
"""How long a person who deletes waits for those who read, in milliseconds."""


def is_embedded(url: str) -> bool:
    """Whether the address is of a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def is_full(error: BaseException | None) -> bool:
    """Whether the file cannot grow: its disk is full, or its limit is reached."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


def make_folder(url: str) -> None:
    """Make the folder of the database file, for this user alone; ``OSError`` where it cannot be.

    Also where this user may not write into a file that is there: opening it would only read.
    """
    name = make_url(url).database
    if not name or name == ":memory:":
        return
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        raise PermissionError(file)


def prepare(engine: Engine) -> None:
    """Set the pragmas on each connection, and begin each transaction ourselves."""
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, record: Any) -> None:  # noqa: ARG001  the form of the hook
    # Without this the driver begins transactions by itself, and too late for a write.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(PLAIN, False):
        return
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def rebuilt(connection: Connection) -> bool:
    """Rebuild the file and empty its log; ``False`` where a reader still holds the log."""
    kept = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_MS}")
    try:
        connection.exec_driver_sql("VACUUM")
        return not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={kept}")
