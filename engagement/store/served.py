"""What is true of PostgreSQL alone: how a transaction reads one moment, and how writers queue.

SQLite has one writer at a time and readers that see one moment. Actions count on both: they look
whether a name is free before they take it, number what they write down in the order in which it
is seen, and judge answers and findings that belong together. So the same is asked of a server.
"""

from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, ExceptionContext

ONE_MOMENT: Final[dict[str, Any]] = {
    "isolation_level": "REPEATABLE READ",
    "postgresql_readonly": True,
}
"""Execution options of a connection that only reads."""

PATIENCE = "30s"
"""How long a writer waits for the one before it, as with SQLite."""

IDLE = "5min"
"""How long a writer may be silent: one whose machine is gone must not hold up all others."""

_WRITERS = 7_203_003
_DISK_FULL = "53100"
_ONE_WRITER = (
    f"SELECT set_config('lock_timeout', '{PATIENCE}', true), "
    f"set_config('idle_in_transaction_session_timeout', '{IDLE}', true), "
    f"pg_advisory_xact_lock({_WRITERS})"
)


def prepare(engine: Engine) -> None:
    """Let no mistake repeat what stands in a row or was typed: its text goes into the log."""
    event.listen(engine, "handle_error", _without_values)


def _without_values(context: ExceptionContext) -> None:
    error, told = context.original_exception, context.sqlalchemy_exception
    said = getattr(error, "diag", None)
    if said is None or said.sqlstate is None:
        return
    # The server's details name the whole row; of a value that does not fit even its first line does.
    words = "" if said.sqlstate.startswith("22") else said.message_primary
    error.args = (f"{words} [{said.sqlstate}]".strip(),)
    if told is not None:
        told.args = (f"({type(error).__name__}) {error}",)


def is_full(error: BaseException | None) -> bool:
    """Whether the server says that its disk is full."""
    return getattr(error, "sqlstate", None) == _DISK_FULL


def one_writer(connection: Connection) -> None:
    """Wait until no other transaction writes; none begins to before this one has ended."""
    connection.exec_driver_sql(_ONE_WRITER)
