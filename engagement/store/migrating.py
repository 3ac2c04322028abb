"""Bringing the schema to what this version of the program needs."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from engagement.faults import Refused

FOLDER = Path(__file__).parent / "migrations"

HEAD = max(path.name.split("_")[0] for path in FOLDER.glob("versions/[0-9]*_*.py"))
"""The newest migration, by its file's number, so that an up-to-date database opens without Alembic."""

_LOCK = 7_203_000


def is_current(connection: Connection) -> bool:
    """Whether the schema is at :data:`HEAD`; changes nothing.

    :class:`Refused` where the database was made by a newer version of the program.
    """
    present = revision(connection)
    if present == HEAD:
        return True
    if present is not None and not list((FOLDER / "versions").glob(f"{present}_*.py")):
        raise Refused(
            "This database was made by a newer version of Prodworthy; "
            "install that version, or point PRODWORTHY_DATABASE at another database."
        )
    return False


def migrate(connection: Connection) -> None:
    """Bring the schema to :data:`HEAD` inside the caller's transaction.

    :class:`Refused` where the database was made by a newer version of the program.
    """
    if connection.dialect.name != "sqlite":
        # Where one process migrates, another waits and looks again.
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if not is_current(connection):
        _upgrade(connection)


def revision(connection: Connection) -> str | None:
    """The migration that the database is at; ``None`` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
