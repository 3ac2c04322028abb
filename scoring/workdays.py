"""Between calendar days and working time: weekends and freezes hold no work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.belief import Array
from scoring.roadmap_model import Freeze

Days = NDArray[np.datetime64]
SLIVER = 1e-6
"""Working weeks that are rounding and not work."""


@dataclass(frozen=True)
class Workdays:
    """Working time in weeks since ``start``, for ``per_week`` working days from Monday on."""

    start: date
    per_week: int
    frozen: tuple[date, ...]

    def first_days(self, weeks: Array) -> Days:
        """The day on which work that begins at each working time starts."""
        return self._day(np.floor(np.asarray(weeks) * self.per_week + SLIVER))

    def last_days(self, weeks: Array) -> Days:
        """The day on which work that ends at each working time ends."""
        return self._day(np.ceil(np.asarray(weeks) * self.per_week - SLIVER) - 1)

    def first_day(self, weeks: float) -> date:
        """As :meth:`first_days`, for one working time."""
        return as_date(self.first_days(np.array(weeks)))

    def last_day(self, weeks: float) -> date:
        """As :meth:`last_days`, for one working time."""
        return as_date(self.last_days(np.array(weeks)))

    def weeks_until(self, day: date) -> float:
        """Working time before ``day`` begins; 0 for a day before the start."""
        count = np.busday_count(
            np.datetime64(self.start),
            np.datetime64(max(day, self.start)),
            busdaycal=self._calendar,
        )
        return float(count) / self.per_week

    def weeks_through(self, day: date) -> float:
        """Working time until ``day`` ends."""
        return self.weeks_until(day + timedelta(days=1))

    def offsets(self, weeks: float) -> tuple[int, ...]:
        """The calendar day from ``start`` of each working day in so many working weeks."""
        numbers = np.arange(float(int(weeks * self.per_week) + 1))
        first = np.datetime64(self.start)
        return tuple((self._day(numbers) - first).astype(int).tolist())

    @cached_property
    def _calendar(self) -> np.busdaycalendar:
        """Made once: reading a long freeze day by day takes longer than all the questions to it."""
        return np.busdaycalendar(
            weekmask=[weekday < self.per_week for weekday in range(7)],
            holidays=np.array(self.frozen, dtype="datetime64[D]"),
        )

    def _day(self, number: Array) -> Days:
        return np.asarray(
            np.busday_offset(
                np.datetime64(self.start),
                np.maximum(number, 0).astype(np.int64),
                roll="forward",
                busdaycal=self._calendar,
            )
        )


def workdays(start: date, per_week: int, freezes: Sequence[Freeze]) -> Workdays:
    """A calendar of working days from ``start``; every day of a freeze is taken out."""
    frozen = {
        freeze.start + timedelta(days=day)
        for freeze in freezes
        for day in range((freeze.end - freeze.start).days + 1)
    }
    return Workdays(start=start, per_week=per_week, frozen=tuple(sorted(frozen)))


def as_date(day: Days) -> date:
    """One numpy day as a plain date."""
    found: date = day.astype("datetime64[D]").item()
    return found
