"""Values as an engine hands them out, in the few types that everything else knows."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any


def typed(
    schema: Any, rows: Sequence[Sequence[Any]], counts: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Rows by name, each value in the type that its expression has; see ``Engine.rows``.

    A missing one of ``counts`` is 0.
    """
    readers = [_reader(kind) for kind in schema.types]
    names = list(schema.names)
    return [
        {
            name: (0 if name in counts else None) if value is None else read(value)
            for name, read, value in zip(names, readers, row, strict=True)
        }
        for row in rows
    ]


def _reader(kind: Any) -> Callable[[Any], Any]:
    if kind.is_boolean():
        return bool
    if kind.is_integer():
        return int
    if kind.is_numeric():
        return float
    if kind.is_timestamp():
        return _moment
    if kind.is_date():
        return _day
    return _same


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day, tzinfo=UTC)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _day(value: Any) -> date:
    if isinstance(value, str):
        return datetime.fromisoformat(value).date()
    return value.date() if isinstance(value, datetime) else value


def _same(value: Any) -> Any:
    return value
