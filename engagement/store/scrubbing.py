"""After rows were deleted: no byte of theirs is left in the database's own files."""

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from engagement.store.belonging import owned, shared
from engagement.store.database import Store

PATIENCE_MS = 2000
"""How long a person who deletes waits for those who read, in milliseconds."""


def scrub(store: Store) -> bool:
    """Rewrite the database without what was deleted; whether it could be done at once.

    SQLite: the file is rebuilt and its write-ahead log emptied. PostgreSQL: the tables are
    rewritten; its own log and backups are the operator's. ``False`` while somebody else reads or
    writes: the deleted bytes then go with the next scrub.
    """
    try:
        with store.alone_outside_transactions() as (connection, embedded):
            if embedded:
                return _rebuilt(connection)
            for name in (*owned(), *shared()):
                connection.exec_driver_sql(f'VACUUM (FULL) "{name}"')
            return True
    except SQLAlchemyError:
        return False


def _rebuilt(connection: Connection) -> bool:
    kept = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_MS}")
    try:
        connection.exec_driver_sql("VACUUM")
        return not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={kept}")
