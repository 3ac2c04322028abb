"""A SQLite file, opened to be read and for nothing else."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import ibis  # type: ignore[import-untyped]
from ibis.backends.sql.compilers.sqlite import compiler  # type: ignore[import-untyped]
from ibis.backends.sqlite.udf import register_all  # type: ignore[import-untyped]

from assessment.connectors.tables.bounded import Bounded, Row
from assessment.connectors.tables.engine import ROWS, passes
from assessment.sources import Circumstances, SourceUnavailable

ALLOWED = (
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
)  # fmt: skip
STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether to go on."""

TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
    "AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def julianday(text) -> float:  # type: ignore[no-untyped-def,empty-body]
    """SQLite's own: days since noon in Greenwich on 24 November 4714 BC, null where it is no time."""


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def typeof(value: str) -> str:  # type: ignore[empty-body]
    """SQLite's own: what a value really is, whatever its column was declared as."""


class SQLite(Bounded):
    """A file whose views' functions and whose writes are refused by SQLite itself."""

    name = "SQLite"
    WIDEST = 900
    SKETCHES = False

    def __init__(self, file: Path, circumstances: Circumstances) -> None:
        self._views: dict[str, Any] = {}
        self._connection = _connected(file)
        super().__init__(circumstances)
        self._connection.set_progress_handler(self._over, STEPS)

    def __enter__(self) -> "SQLite":
        return self

    def tables(self) -> list[str]:
        """The names of its tables and views."""
        return [str(row[0]) for row in self.statement(TABLES, "which tables there are")]

    def view(self, name: str, table: str) -> None:
        """Name one of its tables, by what its columns really hold."""
        plain = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1"
        names = [str(row[0]) for row in self._run(plain, [table])]
        bare = ibis.table(dict.fromkeys(names, "string"), name=table)
        self._views[name] = ibis.table(self._schema(bare, self._declared(table)), name=table)

    def table(self, view: str) -> Any:
        """The table as an expression."""
        return self._views[view]

    def distinct(self, column: Any) -> Any:
        """Exactly: SQLite has no sketch."""
        return column.nunique()

    def number(self, column: Any) -> Any:
        """A text is a number where it starts like one and SQLite finds it equal to that number."""
        if not column.type().is_string():
            return super().number(column)
        words = column + ""  # a column of texts may hold numbers too
        plain = words.strip().cast("float64")
        looks = words.re_search(r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$")
        return ibis.ifelse(looks, plain, ibis.null("float64"))

    def _declared(self, table: str) -> dict[str, str]:
        rows = self._run("SELECT name, type FROM pragma_table_xinfo(?)", [table])
        return {str(row[0]): str(row[1]).upper() for row in rows}

    def _schema(self, bare: Any, declared: Mapping[str, str]) -> dict[str, str]:
        """What each column really holds: a declaration binds nobody in SQLite."""
        found: dict[str, str] = {}
        for names in passes(list(bare.columns), self.WIDEST // len(HELD)):
            asked = {
                f"{word}{i}": bare.count(where=test)
                for i, name in enumerate(names)
                for word, test in _tests(bare[name]).items()
            }
            row = self.one(bare.aggregate(**asked), "what the columns hold")
            for i, name in enumerate(names):
                found[name] = _kind({word: row[f"{word}{i}"] for word in HELD}, declared[name])
        return found

    def _read_time(self, column: Any) -> Any:
        days = ibis.ifelse(_dated(column), julianday(column), ibis.null("float64"))
        return ((days - EPOCH) * 86_400_000).round() / 1000

    def _epoch(self, column: Any) -> Any:
        return ((julianday(column) - EPOCH) * 86_400_000).round() / 1000

    def _compiled(self, expression: Any) -> str:
        return str(compiler.to_sqlglot(expression).sql("sqlite"))

    def _run(self, sql: str, given: Sequence[object] = ()) -> list[Row]:
        self._check()
        try:
            return list(self._connection.execute(sql, list(given)).fetchmany(ROWS + 1))
        except sqlite3.OperationalError as problem:
            if "interrupted" in str(problem):
                raise self._ended() from None
            raise _unread() from None
        except (sqlite3.Error, OverflowError):
            raise _unread() from None

    def _over(self) -> bool:
        try:
            self._check()
        except Exception:  # noqa: BLE001  whatever the reason, the statement ends; _run says which
            return True
        return False

    def _interrupt(self) -> None:
        self._connection.interrupt()

    def _close(self) -> None:
        self._connection.close()


EPOCH = 2_440_587.5
"""The Julian day on which unix time begins."""


HELD = ("integer", "real", "text", "blob", "times")


def _tests(column: Any) -> dict[str, Any]:
    kind = typeof(column)
    plain = {word: kind == word for word in ("integer", "real", "text", "blob")}
    return plain | {"times": _dated(column) & julianday(column).notnull()}


def _dated(column: Any) -> Any:
    """Whether a text begins like a date; SQLite takes plain numbers for Julian days otherwise."""
    return column.like("____-__-__%")


def _kind(counts: Mapping[str, int], declared: str) -> str:
    if counts["text"] and counts["text"] == counts["times"] and not counts["integer"]:
        times = (
            {"DATE": "date"} if declared == "DATE" else {"DATE": "timestamp", "TIME": "timestamp"}
        )
        return next((kind for word, kind in times.items() if word in declared), "string")
    if counts["text"]:
        return "string"
    if counts["blob"]:
        return "binary"
    if counts["real"]:
        return "float64"
    if "BOOL" in declared:
        return "boolean"
    return "int64" if counts["integer"] or "INT" in declared else "string"


def _connected(file: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(file))}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=5)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM pragma_table_xinfo('t')")  # known before all is refused
        register_all(connection)
    except sqlite3.Error:
        raise _unread() from None
    connection.set_authorizer(_authorised)
    return connection


def _authorised(action: int, one: str | None, *_: object) -> int:
    if action in ALLOWED or (action == sqlite3.SQLITE_PRAGMA and one == "table_xinfo"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _unread() -> SourceUnavailable:
    # The engine's own text may quote values of the table, so it is not passed on.
    return SourceUnavailable(
        "the file cannot be read as a SQLite database",
        "Check that it opens with the sqlite3 command, and that no other program holds it.",
    )
