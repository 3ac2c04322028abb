"""What is kept of a table from look to look: counts by day, which add up to those of any window.

Bins and categories are chosen once and then frozen, so that days of different looks can be added
and compared. Adding two histories is associative and commutative, and exact: every part is a count.
A category is named only where many rows have it; all others are counted together.
"""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from content.values import Value


class Bins(Value):
    """How the values of one column are told apart, from its first look on.

    ``numbers``: up to each of ``edges`` (ascending) and above the last; ``categories``: each of
    ``names`` and all others. Missing values are a cell of their own, the last.
    """

    column: str
    kind: Literal["numbers", "categories"]
    edges: tuple[float, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """How many counts a day has of this column."""
        return len(self.edges if self.kind == "numbers" else self.names) + 2


class DayCounts(Value):
    """One day of event time (UTC): its rows, and for each column of the history its cells."""

    day: date
    rows: int = Field(ge=0)
    cells: tuple[tuple[int, ...], ...] = ()

    def __add__(self, other: "DayCounts") -> "DayCounts":
        return DayCounts(
            day=max(self.day, other.day),
            rows=self.rows + other.rows,
            cells=tuple(
                tuple(a + b for a, b in zip(one, two, strict=True))
                for one, two in zip(self.cells, other.cells, strict=True)
            ),
        )


class TableHistory(Value):
    """The days of one table, and its columns as they were last seen.

    ``about`` says which table, column of time and objectives it holds for: another one starts anew.
    ``reference_until`` is the last day of what later days are compared with; no bins are frozen
    before there is enough of it.
    """

    about: str
    seen_at: AwareDatetime
    types: tuple[tuple[str, str], ...] = ()
    bins: tuple[Bins, ...] = ()
    reference_until: date | None = None
    days: tuple[DayCounts, ...] = ()

    @model_validator(mode="after")
    def _cells_fit_the_bins(self) -> "TableHistory":
        sizes = [item.cells for item in self.bins]
        if any([len(cells) for cells in day.cells] != sizes for day in self.days):
            raise ValueError("a day's counts do not fit the history's bins")
        return self

    @property
    def last_day(self) -> date | None:
        """The newest day that is kept."""
        return self.days[-1].day if self.days else None

    def since(self, first: date, last: date) -> tuple[DayCounts, ...]:
        """The days from ``first`` to ``last``, both counted in."""
        return tuple(item for item in self.days if first <= item.day <= last)


def merged(one: TableHistory, other: TableHistory) -> TableHistory:
    """Both histories' rows as one; a day that both have holds rows of each.

    Raises ``ValueError`` for histories of different tables or bins, whose counts cannot be added.
    """
    if (one.about, one.bins) != (other.about, other.bins):
        raise ValueError("histories of different tables or bins cannot be added")
    days: dict[date, DayCounts] = {}
    for item in (*one.days, *other.days):
        days[item.day] = days[item.day] + item if item.day in days else item
    newest = max((one, other), key=lambda item: (item.seen_at, item.types))
    until = [item.reference_until for item in (one, other) if item.reference_until]
    return TableHistory(
        about=one.about,
        seen_at=newest.seen_at,
        types=newest.types,
        bins=one.bins,
        reference_until=min(until, default=None),
        days=tuple(days[day] for day in sorted(days)),
    )


def restricted(history: TableHistory, columns: Container[str]) -> TableHistory:
    """The history without the columns that a table no longer has; the others go on."""
    held = [at for at, item in enumerate(history.bins) if item.column in columns]
    days = (
        item.model_copy(update={"cells": tuple(item.cells[at] for at in held)})
        for item in history.days
    )
    bins = tuple(history.bins[at] for at in held)
    return history.model_copy(update={"bins": bins, "days": tuple(days)})


def recent(history: TableHistory, days: int) -> TableHistory:
    """The reference's days and at most so many after it, the newest."""
    until = history.reference_until or date.min
    before = [item for item in history.days if item.day <= until]
    after = [item for item in history.days if item.day > until]
    return history.model_copy(update={"days": (*before, *after[-days:])})


def summed(days: Iterable[DayCounts]) -> DayCounts | None:
    """All rows of some days together, dated by the newest; ``None`` of no day."""
    given: Sequence[DayCounts] = tuple(days)
    return reduce(lambda one, other: one + other, given) if given else None
