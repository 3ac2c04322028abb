"""Opens what lies at a path with the engine that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self

from assessment.connectors.tables import files
from assessment.connectors.tables.duck import DuckDB, DuckDBFile
from assessment.connectors.tables.engine import Engine
from assessment.sources import Circumstances, SourceUnavailable


class Database(Engine, Protocol):
    """A file that holds several tables."""

    def __enter__(self) -> Self: ...

    def tables(self) -> list[str]:
        """The names of its tables and views."""

    def view(self, name: str, table: str) -> None:
        """Name one of its tables."""


@contextmanager
def opened(file: Path, table: str, view: str, circumstances: Circumstances) -> Iterator[Engine]:
    """The engine with the file's table under the name ``view``.

    ``table`` says which one of a database; it may be left out where there is only one.
    """
    if not is_database(file):
        with DuckDB([file], circumstances) as plain:
            plain.view(view, file)
            yield plain
        return
    with database(file, circumstances) as held:
        held.view(view, chosen(held.tables(), table))
        yield held


def is_database(file: Path) -> bool:
    """Whether a file holds several tables."""
    return files.kind(file) in ("sqlite", "duckdb")


def database(file: Path, circumstances: Circumstances) -> Database:
    """The engine of a file that holds several tables."""
    if files.kind(file) == "sqlite":
        from assessment.connectors.tables.lite import SQLite  # brings pandas along

        return SQLite(file, circumstances)
    return DuckDBFile(file, circumstances)


def chosen(names: list[str], table: str) -> str:
    """The table that is meant; :class:`SourceUnavailable` where that is not clear."""
    if table in names:
        return table
    if table or not names:
        raise SourceUnavailable(
            f"there is no table {table[:80]}" if names else "the database has no table",
            "Choose one of its tables from the list that Test connection gives.",
        )
    if len(names) > 1:
        raise SourceUnavailable(
            f"the database has {len(names):,} tables, and none is chosen",
            "Choose one of its tables from the list that Test connection gives.",
        )
    return names[0]
