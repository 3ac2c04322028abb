"""The time axis that the Gantt and the capacity grid share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LEFT, WIDE = 189.0, 310.0
_LABEL, _LABEL_OF_YEAR = 22.0, 40.0
"""Points that a label takes with the space after it; where each is a January, each has its year."""
_STEPS = (1, 2, 3, 6, 12, 24)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Axis:
    """Days from ``start`` to ``end`` over 310 pt."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return LEFT + WIDE * min(1.0, max(0.0, share))

    @property
    def weeks_a_cell(self) -> int:
        """One week, two past nine months, four past eighteen."""
        days = (self.end - self.start).days
        return 1 if days <= 275 else 2 if days <= 550 else 4

    @property
    def months_a_line(self) -> int:
        """The fewest of 1, 2, 3, 6, 12 and 24 at which labels stand side by side."""
        days = (self.end - self.start).days
        for step in _STEPS:
            wanted = _LABEL if step < 12 else _LABEL_OF_YEAR
            if WIDE * 30.4 * step >= wanted * days:
                return step
        return _STEPS[-1]

    def months(self) -> Iterator[tuple[date, str]]:
        """The first of every month that has a line, with its label.

        The months are those that divide a year evenly, so that every year begins with a label.
        """
        step = self.months_a_line
        for day, words in months(self.start, self.end):
            if (12 * day.year + day.month - 1) % step == 0:
                yield day, words


def months(start: date, end: date) -> Iterator[tuple[date, str]]:
    """The first of each month from ``start`` to ``end`` with its label; the year at January."""
    day = date(start.year, start.month, 1)
    while day <= end:
        if day >= start:
            year = f" {day.year}" if day.month == 1 else ""
            yield day, _MONTHS[day.month - 1] + year
        day = (day + timedelta(days=32)).replace(day=1)
