"""Runs one query of the operator's list, read-only, bounded, and written down."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assessment.listed_numbers import ListedNumber
from assessment.sources import Circumstances, Source, SourceUnavailable

SCHEMES = ("postgresql://", "postgres://")
PORT = 5432
WHY = "the figures of a number on the operator's list"


def rows(listed: ListedNumber, circumstances: Circumstances) -> Sequence[Sequence[Any]]:
    """At most 10,000 rows of the query; :class:`SourceUnavailable` where there are none to have."""
    with _opened(listed, circumstances) as engine:
        found: Sequence[Sequence[Any]] = engine.statement(listed.query, WHY)
    if not found:
        raise SourceUnavailable(
            f"the query of {listed.name} gives no row",
            "Have the operator run it, and check that the role may see the rows.",
        )
    return found


def _opened(listed: ListedNumber, circumstances: Circumstances) -> Any:
    from assessment.connectors.tables.files import allowed_file  # engines load slowly
    from assessment.connectors.tables.opening import database, is_database

    if listed.database.startswith(SCHEMES):
        return _server(listed, circumstances)
    file = allowed_file(listed.database, circumstances.permission)
    if Path(file).is_dir() or not is_database(file):
        raise SourceUnavailable(
            f"the database of {listed.name} is neither PostgreSQL nor a SQLite or DuckDB file",
            "Have the operator list postgresql://host/name, or the path of such a file.",
        )
    return database(file, circumstances)


def _server(listed: ListedNumber, circumstances: Circumstances) -> Any:
    from assessment.connectors.tables.hosts import target
    from assessment.connectors.tables.postgresql import PostgreSQL

    source = Source(
        id=listed.name, kind="number", name=listed.name, address=listed.database,
        secret=listed.secret,
    )  # fmt: skip
    where = target(source, circumstances.permission, PORT)
    return PostgreSQL(where, listed.tls, circumstances)
