"""A DuckDB that can read the given files and nothing else, and can be stopped."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from assessment.connectors.tables.files import kind, separator
from assessment.sources import Circumstances, Made, Request, SourceUnavailable, Stopped

MEMORY = "1GB"
THREADS = 2
SHOWN = 300


def identifier(name: str) -> str:
    """A column's or table's name, quoted so that nothing in it is SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, quoted so that nothing in it is SQL."""
    return "'" + text.replace("'", "''") + "'"


def selected(parts: Sequence[str], table: str) -> str:
    """A SELECT of expressions whose names and texts were quoted by the two functions above."""
    return f"SELECT {', '.join(parts)} FROM {table}"  # noqa: S608  quoted, see above


class Engine:
    """An in-memory connection locked to files; every statement is bounded and written down."""

    def __init__(self, files: Sequence[Path], circumstances: Circumstances) -> None:
        self._circumstances = circumstances
        self._ends = time.monotonic() + circumstances.budget.total_seconds()
        self._done = threading.Event()
        self._connection = duckdb.connect(":memory:", config={"threads": THREADS})
        self._lock([str(file) for file in files])
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self,
        kind_: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._connection.close()

    def view(self, name: str, file: Path) -> None:
        """Name a file's table; nothing of it is read but its header."""
        if kind(file) == "parquet":
            table = f"read_parquet({literal(str(file))})"
        else:
            # Given: the engine's own guess takes a ragged file for one with a single column.
            mark = literal(separator(file))
            table = f"read_csv({literal(str(file))}, header = true, delim = {mark}, quote = '\"')"
        self._run(f"CREATE VIEW {identifier(name)} AS {selected(['*'], table)}", [])

    def columns(self, name: str) -> dict[str, str]:
        """Column -> type of a view, in the table's order."""
        rows = self._run(f"DESCRIBE {identifier(name)}", [])
        return {str(row[0]): str(row[1]) for row in rows}

    def one(self, sql: str, why: str, given: Sequence[object] = ()) -> tuple[Any, ...]:
        """The single row of an aggregate."""
        return self.rows(sql, why, given)[0]

    def rows(self, sql: str, why: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of an aggregate, written down as a request that was made."""
        began, at = time.monotonic(), self._circumstances.now()
        status, found = "failed", []
        try:
            found = self._run(sql, given)
            status = "done"
            return found
        finally:
            self._circumstances.made.append(
                Made(
                    request=Request(verb="SELECT", what=shown(sql), why=why),
                    at=at,
                    bytes=len(repr(found)) if found else 0,
                    milliseconds=(time.monotonic() - began) * 1000,
                    status=status,
                )
            )

    def _run(self, sql: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
        self._check()
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(sql, list(given)).fetchall()
            return found
        except duckdb.InterruptException:
            self._check()
            raise SourceUnavailable(*OUT_OF_TIME) from None
        except duckdb.OutOfMemoryException:
            raise SourceUnavailable(
                f"the table needs more than {MEMORY} of memory",
                "Point at fewer rows or at the columns that the model uses.",
            ) from None
        except duckdb.Error:
            # The engine's own text may quote values of the table, so it is not passed on.
            raise SourceUnavailable(
                "the file cannot be read as a table",
                "Check that every row has the columns of the header, or export it as Parquet.",
            ) from None

    def _check(self) -> None:
        if self._circumstances.stopped():
            raise Stopped
        if time.monotonic() > self._ends:
            raise SourceUnavailable(*OUT_OF_TIME)

    def _watch(self) -> None:
        """Interrupt the running statement when the person stops the run or the time is up."""
        while not self._done.wait(0.1):
            if self._circumstances.stopped() or time.monotonic() > self._ends:
                self._connection.interrupt()

    def _lock(self, files: list[str]) -> None:
        settings = (
            f"SET memory_limit = {literal(MEMORY)}",
            "SET temp_directory = ''",
            "SET TimeZone = 'UTC'",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET allow_community_extensions = false",
            "SET allow_persistent_secrets = false",
            f"SET allowed_paths = [{', '.join(literal(file) for file in files)}]",
            "SET enable_external_access = false",
            "SET lock_configuration = true",
        )
        for setting in settings:
            self._connection.execute(setting)


OUT_OF_TIME = (
    "the table was not read within the time allowed",
    "Point at fewer rows (a recent extract) or at the columns that the model uses.",
)


def shown(sql: str) -> str:
    """A statement on one line, cut where it is long."""
    line = " ".join(sql.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
