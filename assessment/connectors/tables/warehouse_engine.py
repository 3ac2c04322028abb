"""A warehouse by way of its Ibis backend: the backend compiles and runs, and only aggregates come back."""

import contextlib
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

from ibis.common import exceptions as problems  # type: ignore[import-untyped]

from assessment.connectors.tables.bounded import Bounded, Row
from assessment.connectors.tables.guarded import as_number, as_seconds
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.worker import Worker
from assessment.sources import Circumstances, SourceUnavailable, Stopped

SORTS = ("mysql", "mssql", "sqlite", "postgres", "risingwave", "singlestoredb", "oracle", "druid")
"""Backends whose quantiles are exact, which sorts the table, or missing."""

GUARDED = (
    "mysql", "postgres", "sqlite", "risingwave", "singlestoredb", "oracle", "druid", "snowflake",
)  # fmt: skip
"""Backends whose cast either fails or invents a value; Snowflake's is compiled to one that fails."""

LAST_SECONDS = 2.0

Found = TypeVar("Found")


class Warehouse(Bounded):
    """An Ibis backend; what it is asked runs in a thread that is left behind where the driver hangs."""

    WIDEST = 500

    def __init__(self, connect: Callable[[], Any], circumstances: Circumstances) -> None:
        self._worker = Worker()
        self._views: dict[str, Any] = {}
        super().__init__(circumstances)
        try:
            self._backend = self._worker.run(connect, self._check)
        except BaseException:
            self._done.set()
            self._worker.run_last(lambda: None, 0.0, self._interrupt)
            raise
        self.name = str(self._backend.name)
        self.SKETCHES = self.name not in SORTS
        self._guards = self.name in GUARDED

    def __enter__(self) -> Self:
        return self

    def tables(self) -> list[str]:
        """The tables of the database or schema that the address names."""
        return sorted(map(str, self._bounded(self._backend.list_tables)))

    def view(self, name: str, table: str) -> None:
        """Name a table of :meth:`tables`; any other text is no table."""
        where = chosen(self.tables(), table)
        self._views[name] = self._bounded(lambda: self._backend.table(where))

    def table(self, view: str) -> Any:
        """The table as an expression."""
        return self._views[view]

    def rows(self, expression: Any, why: str) -> list[dict[str, Any]]:
        """See :class:`Bounded`; what a backend cannot express is one sentence."""
        try:
            return super().rows(expression, why)
        except (problems.OperationNotDefinedError, problems.UnsupportedOperationError):
            raise SourceUnavailable(
                f"{self.name} cannot work out {why}",
                "Leave out the option that asks for it, or export the table as Parquet.",
            ) from None

    def number(self, column: Any) -> Any:
        """By the backend's own cast that does not fail, or by a pattern where it has none."""
        if self._guards and column.type().is_string():
            return as_number(column)
        return super().number(column)

    def _read_time(self, column: Any) -> Any:
        return as_seconds(column) if self._guards else super()._read_time(column)

    def _compiled(self, expression: Any) -> str:
        return str(self._backend.compile(expression))

    def _run(self, sql: str, given: Sequence[object] = ()) -> list[Row]:  # noqa: ARG002
        self._check()
        return self._bounded(lambda: self._answered(sql))

    def _answered(self, sql: str) -> list[Row]:
        """All rows of a statement, by whatever the backend's driver returns."""
        answer = self._backend.raw_sql(sql)
        if hasattr(answer, "result_rows"):
            return [tuple(row) for row in answer.result_rows]
        if hasattr(answer, "fetchall"):
            with contextlib.closing(answer):
                return [tuple(row) for row in answer.fetchall()]
        return [tuple(row.values()) for row in answer]

    def _bounded(self, work: Callable[[], Found]) -> Found:
        """What the work returns; a driver that does not come back in time is left to itself."""
        try:
            return self._worker.run(work, self._check)
        except (SourceUnavailable, Stopped):
            self._interrupt()  # what was given up need not go on
            raise
        except Exception as problem:  # noqa: BLE001  drivers have no error in common
            raise self._told(problem) from None

    def _told(self, problem: Exception) -> SourceUnavailable:
        """A driver's own text may quote values of the table, so only the kind of problem is told."""
        return SourceUnavailable(
            f"{self.name} could not run a statement ({type(problem).__name__})",
            "Check that the user may read the table, and that the warehouse is running.",
        )

    def _interrupt(self) -> None:
        """Nothing common to all drivers; the server's own limit ends the statement."""

    def _close(self) -> None:
        self._worker.run_last(self._backend.disconnect, LAST_SECONDS, self._interrupt)
