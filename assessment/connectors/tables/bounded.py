"""What every engine has in common: aggregates alone, within the time, stoppable and written down."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import ROWS, passes, shown
from assessment.connectors.tables.leaving import checked, counts, single
from assessment.connectors.tables.missing import number_or_missing
from assessment.connectors.tables.narrowing import finite, narrowed
from assessment.connectors.tables.values import typed
from assessment.sources import Circumstances, Made, Request, SourceUnavailable, Stopped

OUT_OF_TIME = (
    "the table was not read within the time allowed",
    "Point at fewer rows (a recent extract) or at the columns that the model uses.",
)
MILLISECONDS_FROM = 100_000_000_000
"""A number of time larger than this is milliseconds: as seconds it would be the year 5138."""

Row = tuple[Any, ...]


class Bounded(ABC):
    """An engine whose every statement ends by itself."""

    name = ""
    WIDEST = 1000
    """How many expressions one statement may have."""
    SKETCHES = True
    """Whether the engine has approximate quantiles that need no sorting."""

    def __init__(self, circumstances: Circumstances) -> None:
        self._circumstances = circumstances
        self._ends = time.monotonic() + circumstances.budget.total_seconds()
        self._done = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __exit__(self, *ignored: object) -> None:
        self._done.set()
        self._close()

    def columns(self, view: str) -> dict[str, str]:
        """See :class:`~assessment.connectors.tables.engine.Engine`, as for all that follow."""
        return {name: str(kind) for name, kind in self.table(view).schema().items()}

    @abstractmethod
    def table(self, view: str) -> Any:
        """The table as an expression."""

    def one(self, expression: Any, why: str) -> dict[str, Any]:
        """The single row of an aggregate."""
        found = self.rows(expression, why)
        if len(found) != 1:
            raise ValueError(f"one row was asked for and {len(found)} came")
        return found[0]

    def rows(self, expression: Any, why: str) -> list[dict[str, Any]]:
        """The rows of an aggregate."""
        asked = checked(expression)
        kept = asked if single(asked) else asked.limit(ROWS + 1)
        found = self.statement(self._compiled(kept), why)
        if len(found) > ROWS:
            raise SourceUnavailable(
                f"an answer has more than {ROWS:,} rows", "Choose a column with fewer values."
            )
        return typed(asked.schema(), found, counts(asked))

    def distinct(self, column: Any) -> Any:
        """Roughly, which is one sketch in one pass."""
        return column.approx_nunique()

    def number(self, column: Any) -> Any:
        """By the engine's own cast that does not fail."""
        kind = column.type()
        if kind.is_boolean():  # not every engine casts a truth
            return ibis.cases((column, 1.0), (~column, 0.0), else_=ibis.null("float64"))
        if kind.is_numeric():
            return column.cast("float64")
        return column.try_cast("float64") if kind.is_string() else ibis.null("float64")

    def seconds(self, column: Any) -> Any:
        """Of a number, a time, or a text that is one."""
        kind = column.type()
        if kind.is_numeric():
            plain = column.cast("float64")
            return ibis.ifelse(plain > MILLISECONDS_FROM, plain / 1000.0, plain)
        if kind.is_date() or kind.is_timestamp():
            return self._epoch(column)
        return self._read_time(column) if kind.is_string() else ibis.null("float64")

    def quantiles(
        self, table: Any, columns: Sequence[str], shares: Sequence[float], why: str
    ) -> dict[str, list[float]]:
        """By the engine's sketch, or by narrowing down on them where it has none."""
        if not self.SKETCHES:
            return narrowed(self, table, columns, shares, why)
        found: dict[str, list[float]] = {}
        for names in passes(columns, max(1, self.WIDEST // len(shares))):
            asked = {
                f"q{i}_{j}": table[name].cast("float64").approx_quantile(share)
                for i, name in enumerate(names)
                for j, share in enumerate(shares)
            }
            row = self.one(table.aggregate(**asked), why)
            for i, name in enumerate(names):
                found[name] = finite([row[f"q{i}_{j}"] for j in range(len(shares))])
        return found

    def histograms(
        self, table: Any, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, list[float]]:
        """By one counter an edge, which every engine does in one pass."""
        found: dict[str, list[float]] = {}
        for names in self._passes(edges):
            asked = {"rows": table.count()}
            for i, name in enumerate(names):
                asked |= self._counters(table, table[name].cast("float64"), i, edges[name])
            row = self.one(table.aggregate(**asked), why)
            found |= {name: _between(row, i, len(edges[name])) for i, name in enumerate(names)}
        return found

    def histograms_by(
        self, table: Any, by: str, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, dict[int, list[int]]]:
        """By the same counters for each group, in one pass."""
        found: dict[str, dict[int, list[int]]] = {name: {} for name in edges}
        for names in self._passes(edges):
            asked = {"rows": table.count()}
            for i, name in enumerate(names):
                value = number_or_missing(self, table[name])
                asked |= self._counters(table, value, i, edges[name])
            for row in self.rows(table.group_by(by=table[by]).aggregate(**asked), why):
                for i, name in enumerate(names):
                    counts = _between(row, i, len(edges[name]))
                    found[name][row["by"]] = [int(count) for count in counts]
        return found

    def _passes(self, edges: Mapping[str, Sequence[float]]) -> list[Sequence[str]]:
        most = max((len(limits) for limits in edges.values()), default=1)
        return passes(list(edges), max(1, self.WIDEST // (most + 2)))

    def _counters(
        self, table: Any, value: Any, index: int, limits: Sequence[float]
    ) -> dict[str, Any]:
        upto = {f"b{index}_{j}": self._count(table, value <= edge) for j, edge in enumerate(limits)}
        return {f"n{index}": value.count(), **upto}

    def statement(self, sql: str, why: str, given: Sequence[object] = ()) -> list[Row]:
        """Run a statement of our own making and write it down; one row over the limit at most."""
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

    @abstractmethod
    def _compiled(self, expression: Any) -> str:
        """The engine's SQL of an expression."""

    @abstractmethod
    def _run(self, sql: str, given: Sequence[object] = ()) -> list[Row]:
        """At most ``ROWS + 1`` rows of a statement; every failure is ``SourceUnavailable``."""

    @abstractmethod
    def _interrupt(self) -> None:
        """End the running statement, from another thread."""

    @abstractmethod
    def _close(self) -> None:
        """Let go of the connection."""

    def _count(self, table: Any, test: Any) -> Any:
        """Rows of the table where a test holds."""
        return table.count(where=test)

    def _read_time(self, column: Any) -> Any:
        """Unix seconds of a text."""
        return column.try_cast("timestamp('UTC')").epoch_seconds().cast("float64")

    def _epoch(self, column: Any) -> Any:
        """Unix seconds of a time."""
        return column.cast("timestamp('UTC')").epoch_seconds().cast("float64")

    def _check(self) -> None:
        if self._circumstances.stopped():
            raise Stopped
        if time.monotonic() > self._ends:
            raise SourceUnavailable(*OUT_OF_TIME)

    def _ended(self) -> SourceUnavailable:
        """What an interrupted statement is told as; raises ``Stopped`` where a person did it."""
        self._check()
        return SourceUnavailable(*OUT_OF_TIME)

    def _watch(self) -> None:
        """Interrupt the running statement when the person stops the run or the time is up."""
        while not self._done.wait(0.1):
            if self._circumstances.stopped() or time.monotonic() > self._ends:
                self._interrupt()


def _between(row: Mapping[str, Any], index: int, edges: int) -> list[float]:
    """Counts of single bins out of counts up to each edge, and the missing."""
    upto = [int(row[f"b{index}_{j}"] or 0) for j in range(edges)]
    present = int(row[f"n{index}"])
    steps = [above - below for below, above in zip([0, *upto], [*upto, present], strict=True)]
    return [*map(float, steps), float(row["rows"] - present)]
