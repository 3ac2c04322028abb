"""What an engine that holds tables offers: the same expressions everywhere, and only what they come to.

An expression is written once with Ibis and runs where the data is. Only aggregates run (see
``leaving``); each is bounded in time and rows, can be stopped, and is written down.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Expression = Any
"""An Ibis table or value; Ibis has no types of its own that a checker could read."""

SHOWN = 300
ENDING = 120
ROWS = 10_000
"""The most rows that an aggregate may have."""


class Engine(Protocol):
    """Tables by name, and what is asked of them. Closes with ``with``."""

    name: str
    """Such as *DuckDB*."""

    def __enter__(self) -> "Engine": ...

    def __exit__(self, *ignored: object) -> None: ...

    def columns(self, view: str) -> dict[str, str]:
        """Column -> type of a table in the words of Ibis (``string``, ``int64``), in its order."""

    def table(self, view: str) -> Expression:
        """The table as an Ibis expression to build on; nothing is read."""

    def one(self, expression: Expression, why: str) -> dict[str, Any]:
        """The single row of an aggregate, by name; raises like :meth:`rows`."""

    def rows(self, expression: Expression, why: str) -> list[dict[str, Any]]:
        """The rows of an aggregate, by name, in the order of the expression.

        Whole numbers are ``int``, others ``float``, points in time aware ``datetime`` in UTC.
        Raises ``ValueError`` for an expression that would let rows out, ``SourceUnavailable`` where
        it cannot be run, takes too long or has more than 10,000 rows, and ``Stopped``.
        """

    def distinct(self, column: Expression) -> Expression:
        """How many distinct values a column has: roughly where the engine can, else exactly."""

    def number(self, column: Expression) -> Expression:
        """A column's values as floats, missing where one is not a number."""

    def seconds(self, column: Expression) -> Expression:
        """A column's values as unix seconds, missing where one is no time.

        Text is ISO 8601, UTC where it has no zone. A number is seconds, or milliseconds where it
        is too large for those.
        """

    def quantiles(
        self, table: Expression, columns: Sequence[str], shares: Sequence[float], why: str
    ) -> dict[str, list[float]]:
        """Quantiles of number columns, at least roughly; a column without values has none."""

    def histograms(
        self, table: Expression, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, list[float]]:
        """Counts of each column's values up to each of its edges, above the last, and missing.

        Bin ``i`` holds what is above edge ``i - 1`` and at most edge ``i``; edges ascend.
        """

    def histograms_by(
        self, table: Expression, by: str, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, dict[int, list[int]]]:
        """The same for each value of the whole-number column ``by``: column -> value -> counts.

        What is no finite number counts as missing. A value of ``by`` without rows has no counts.
        """


def shown(sql: str) -> str:
    """A statement on one line; of a long one its beginning, and its end, which names the table."""
    line = " ".join(sql.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - ENDING]} … {line[-ENDING:]}"


def is_number(kind: str) -> bool:
    """Whether a column type holds numbers."""
    return kind.startswith(("int", "uint", "float", "decimal")) and not kind.startswith("interval")


def is_time(kind: str) -> bool:
    """Whether a column type holds points in time."""
    return kind == "date" or kind.startswith("timestamp")


def passes(names: Sequence[str], size: int) -> list[Sequence[str]]:
    """The names in groups of at most ``size``, as an engine takes only so many at once."""
    return [names[start : start + size] for start in range(0, len(names), size)]
