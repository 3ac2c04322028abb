"""Days and hours by number, as an aggregate counts them."""

from datetime import UTC, date, datetime, timedelta

from assessment.connectors.tables.engine import Expression

DAY, HOUR = 86_400, 3600

CLOCKS_DIFFER = 300
"""Clocks of two machines differ a little; a time that is off by more seconds than this is wrong."""


def period_of(seconds: Expression, length: int) -> Expression:
    """The number of the day or hour since 1970 (UTC) that a moment in unix seconds lies in."""
    return (seconds / length).floor().cast("int64")


def starts(number: int, length: int) -> datetime:
    """When a numbered day or hour starts."""
    return datetime.fromtimestamp(number * length, UTC)


def day_of(number: int) -> date:
    """The date of a numbered day."""
    return date(1970, 1, 1) + timedelta(days=number)


def number_of(day: date) -> int:
    """The number of a date."""
    return (day - date(1970, 1, 1)).days
