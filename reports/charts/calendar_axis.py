"""The time axis that the Gantt and the capacity grid share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LEFT, WIDE = 189.0, 310.0
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

    def months(self) -> Iterator[tuple[date, str]]:
        """The first of each month with its label."""
        return months(self.start, self.end)


def months(start: date, end: date) -> Iterator[tuple[date, str]]:
    """The first of each month from ``start`` to ``end`` with its label; the year at January."""
    day = date(start.year, start.month, 1)
    while day <= end:
        if day >= start:
            year = f" {day.year}" if day.month == 1 else ""
            yield day, _MONTHS[day.month - 1] + year
        day = (day + timedelta(days=32)).replace(day=1)
