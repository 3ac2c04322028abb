"""Figures out of rows, whatever a database or a CSV file gives for a date and a number."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from assessment.connectors.numbers.evidence import Figure
from assessment.sources import SourceUnavailable

KEPT = 1000
"""The newest figures that are kept."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def figures(rows: Iterable[Sequence[Any]]) -> tuple[Figure, ...]:
    """Rows of date, value, low, high, count and control as figures, oldest first.

    A row without a value is left out: nothing was measured then. Raises :class:`SourceUnavailable`
    for a row whose date or number cannot be read, without quoting it.
    """
    found: dict[datetime, Figure] = {}
    for place, row in enumerate(rows, 1):
        cells = [*row, *[None] * 6]
        if _empty(cells[1]):
            continue
        at = moment(cells[0])
        numbers = [number(cell) for cell in cells[1:6]]
        if at is None or any(math.isnan(item) for item in numbers if item is not None):
            raise SourceUnavailable(
                f"row {place} has no date and number that can be read",
                "Give the date first (such as 2026-05-31 or 2026-05), then the number, plain.",
            )
        if at in found:
            raise SourceUnavailable(
                f"row {place} has the date of an earlier row",
                "Give one row a date: add the rows of one day up, or choose one of their kinds.",
            )
        found[at] = _figure(at, numbers)
    return tuple(found[at] for at in sorted(found))[-KEPT:]


def moment(given: Any) -> datetime | None:
    """A date, a time, or a text that is one; a month is its last day. ``None`` for anything else."""
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=UTC)
    if isinstance(given, date):
        return datetime(given.year, given.month, given.day, tzinfo=UTC)
    text = str(given or "").strip()
    if month := _MONTH.fullmatch(text):
        return _end_of_month(int(month[1]), int(month[2]))
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def number(given: Any) -> float | None:
    """A finite number, ``None`` of an empty cell, NaN of what is none."""
    if _empty(given):
        return None
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal, str)):
        return math.nan
    try:
        found = float(given)
    except ValueError:
        return math.nan
    return found if math.isfinite(found) else math.nan


def _empty(given: Any) -> bool:
    return given is None or (isinstance(given, str) and not given.strip())


def _figure(at: datetime, numbers: Sequence[float | None]) -> Figure:
    value, low, high, n, control = numbers
    return Figure.model_validate(
        {"at": at, "value": value, "low": low, "high": high, "n": n, "control": control}
    )


def _end_of_month(year: int, month: int) -> datetime | None:
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        return None
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return after - timedelta(days=1)
