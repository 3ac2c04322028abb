"""What every engine has in common: aggregates alone, within the time, stoppable and written down."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import ROWS, passes, shown
from assessment.connectors.tables.leaving import checked, single
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
        return typed(asked.schema(), found)

    def distinct(self, column: Any) -> Any:
        """Roughly, which is one sketch in one pass."""
        return column.approx_nunique()

    def number(self, column: Any) -> Any:
        """By the engine's own cast that does not fail."""
        kind = column.type()
        if kind.is_numeric() or kind.is_boolean():
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
        most = max((len(limits) for limits in edges.values()), default=1)
        for names in passes(list(edges), max(1, self.WIDEST // (most + 2))):
            asked = {"rows": table.count()}
            for i, name in enumerate(names):
                value = table[name].cast("float64")
                asked[f"n{i}"] = table[name].count()
                for j, edge in enumerate(edges[name]):
                    asked[f"b{i}_{j}"] = table.count(where=value <= edge)
            row = self.one(table.aggregate(**asked), why)
            for i, name in enumerate(names):
                upto = [int(row[f"b{i}_{j}"]) for j in range(len(edges[name]))]
                found[name] = _between(upto, int(row[f"n{i}"]), int(row["rows"]))
        return found

    def histograms_by(
        self, table: Any, by: str, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, dict[int, list[int]]]:
        """By one group a bin, in a pass for each column."""
        found: dict[str, dict[int, list[int]]] = {}
        for name, limits in edges.items():
            value = number_or_missing(self, table[name])
            above = [ibis.ifelse(value > edge, 1, 0) for edge in limits]
            cell = ibis.ifelse(value.isnull(), len(limits) + 1, sum(above[1:], above[0]))
            placed = table.select(by=table[by], cell=cell.cast("int64"))
            counted = placed.group_by(["by", "cell"]).aggregate(rows=placed.count())
            found[name] = {}
            for row in self.rows(counted, why):
                counts = found[name].setdefault(row["by"], [0] * (len(limits) + 2))
                counts[row["cell"]] = row["rows"]
        return found

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


def _between(upto: Sequence[int], present: int, rows: int) -> list[float]:
    """Counts of single bins out of counts up to each edge."""
    steps = [above - below for below, above in zip([0, *upto], [*upto, present], strict=True)]
    return [*map(float, steps), float(rows - present)]
