"""What waits for a worker: Procrastinate's queue, beside everything else in PostgreSQL.

A look, or a scheduled reading of exit metrics, goes into the queue in the transaction that begins it,
and out of it in the one that stops it. The queue holds what is still to be done and nothing else:
what was done is a row of ours.
SQLite has no queue; there the process that was asked looks and reads itself.
"""

import importlib.util
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from engagement.faults import Refused

if TYPE_CHECKING:
    from procrastinate import App

LOOK, REREAD = "look", "reread"
"""The kinds of work in the queue: a look, and a reading of exit metrics."""

AWAY = (InterfaceError, OperationalError)
"""What the database's driver says when the server is gone, for a moment or for good."""

_LOCK = 7_203_001
_PENDING = "FROM procrastinate_jobs WHERE task_name = :task AND status IN ('todo', 'doing')"
_OF_RUN = f"SELECT id {_PENDING} AND args->>'run' = :run"


def is_current(connection: Connection) -> bool:
    """Whether the queue's tables are as the installed library needs them; changes nothing."""
    return _mark(connection) == max(_steps())


def prepare(connection: Connection) -> None:
    """Bring the queue's tables to what the installed library needs, in the caller's transaction.

    :class:`Refused` where a newer version of it made them. A queue that somebody else keeps in the
    same database (it bears no mark of ours) is used as it is.
    """
    steps = _steps()
    newest = max(steps)
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    present = _mark(connection)
    if present is None and _is_there(connection):
        return
    if present is not None and present > newest:
        raise Refused(
            "The queue in this database was made by a newer version of Prodworthy; "
            "install that version, or point PRODWORTHY_DATABASE at another database."
        )
    missing = [steps[name] for name in sorted(steps) if present is not None and name > present]
    if present is None:
        missing = [_library() / "schema.sql"]
    for file in missing:
        _run(connection, file.read_text(encoding="utf-8"))
    connection.execute(text(f"COMMENT ON TABLE procrastinate_jobs IS '{newest}'"))


def put(
    tx: Session, run_id: str, assessment_id: str, *, sending: bool, only: Collection[str] | None
) -> None:
    """Let a look wait for a worker, once the transaction is kept; with ``only`` at these sources."""
    waiting = _app().configure_task(
        LOOK, lock=assessment_id, queue=line_of(run_id), connection=_driver(tx)
    )
    some: dict[str, Any] = {} if only is None else {"only": sorted(only)}
    waiting.defer(run=run_id, sending=sending, **some)


def put_reading(tx: Session, run_id: str, assessment_id: str, began: datetime) -> None:
    """Let a reading of exit metrics wait for a worker, once the transaction is kept."""
    waiting = _app().configure_task(
        REREAD, lock=f"reread-{assessment_id}", queue=line_of(run_id), connection=_driver(tx)
    )
    waiting.defer(run=run_id, assessment=assessment_id, began=began.isoformat())


def reading_of(tx: Session, assessment_id: str) -> str:
    """Id of an assessment's reading that waits or is carried out; empty where there is none."""
    if not has_queue(tx):
        return ""
    query = f"SELECT args->>'run' {_PENDING} AND args->>'assessment' = :assessment"
    found = _asked(tx, query, REREAD, {"assessment": assessment_id})
    return str(found[0][0]) if found else ""


def line_of(run_id: str) -> str:
    """Where one look waits: workers take from all lines, one that is lent to a look from its own."""
    return f"look-{run_id}"


def anybody_works(tx: Session, within: float) -> bool:
    """Whether a worker, in whichever process, gave a sign of life in the last seconds."""
    query = (
        "SELECT count(*) FROM procrastinate_workers "
        "WHERE last_heartbeat > now() - make_interval(secs => :within)"
    )
    return bool(tx.connection().execute(text(query), {"within": within}).scalar_one())


def withdraw(tx: Session, run_id: str) -> None:
    """Take what waits out of the queue, or ask the worker that carries it out to stop."""
    for task in (LOOK, REREAD):
        for found in _asked(tx, _OF_RUN, task, {"run": run_id}):
            _app().job_manager.cancel_job_by_id(
                int(found[0]), abort=True, delete_job=True, connection=_driver(tx)
            )


def pending(tx: Session) -> frozenset[str]:
    """Ids of the looks that wait in the queue or are carried out by one of its workers."""
    if not has_queue(tx):
        return frozenset()
    found = _asked(tx, f"SELECT args->>'run' {_PENDING}", LOOK, {})
    return frozenset(str(row[0]) for row in found)


async def is_first(connection: Any) -> bool:
    """Whether nobody else looks after dead workers, until the end of the connection's transaction."""
    found = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK + 1,))
    return bool((await found.fetchone())[0])


def has_queue(tx: Session) -> bool:
    """Whether the database of a transaction has a queue."""
    return bool(tx.get_bind().dialect.name == "postgresql")


def _asked(tx: Session, query: str, task: str, given: Mapping[str, object]) -> list[Any]:
    # By the connection: a person's session takes queries of our own rows only.
    return list(tx.connection().execute(text(query), {"task": task, **given}))


def _driver(tx: Session) -> Any:
    return tx.connection().connection.driver_connection


def _mark(connection: Connection) -> str | None:
    query = "SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')"
    found: str | None = connection.execute(text(query)).scalar()
    return found


def _is_there(connection: Connection) -> bool:
    return bool(connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar())


def _run(connection: Connection, statements: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(statements)


def _steps() -> dict[str, Path]:
    return {file.stem: file for file in (_library() / "migrations").glob("*.sql")}


def _library() -> Path:
    """Where the library keeps its SQL; found without paying for its import."""
    found = importlib.util.find_spec("procrastinate")
    if found is None or not found.origin:
        raise ImportError("procrastinate")
    return Path(found.origin).parent / "sql"


@cache
def _app() -> "App":
    """For putting in and taking out by the caller's own connection; it opens none itself."""
    from procrastinate import App, SyncPsycopgConnector

    return App(connector=SyncPsycopgConnector())
