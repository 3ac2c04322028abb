"""After rows were deleted: no byte of theirs is left in the database's own files."""

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from engagement.store import embedded
from engagement.store.belonging import owned, shared
from engagement.store.database import Store


def scrub(store: Store) -> bool:
    """Rewrite the database without what was deleted; whether it could be done at once.

    SQLite: the file is rebuilt and its write-ahead log emptied. PostgreSQL: the tables are
    rewritten; its own log and backups are the operator's. ``False`` while somebody else reads or
    writes: the deleted bytes then go with the next scrub.
    """
    try:
        with store.alone_outside_transactions() as (connection, is_embedded):
            if is_embedded:
                return embedded.rebuilt(connection)
            return _rewritten(connection)
    except SQLAlchemyError:
        return False


def _rewritten(connection: Connection) -> bool:
    """Rewrite the tables of a server, waiting no longer for those who read than SQLite does."""
    connection.exec_driver_sql(f"SET lock_timeout = {embedded.PATIENCE_MS}")
    try:
        for name in (*owned(), *shared()):
            connection.exec_driver_sql(f'VACUUM (FULL) "{name}"')
        return True
    finally:
        connection.exec_driver_sql("RESET lock_timeout")
