"""Rows as plain JSON values and back, by the types of their columns; anything else is refused."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary
from sqlalchemy.types import TypeDecorator

from engagement.store.columns import UtcDateTime

Plain = dict[str, Any]


class Unfit(ValueError):
    """A value does not fit its column; says which."""


def kind_of(column: Column[Any]) -> type[Any]:
    """The Python type of a column's values; a decorated type (such as SQLModel's text) by its base."""
    kind = column.type
    return (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type


def plain(value: Any) -> Any:
    """A column's value for JSON; bytes stay bytes, whoever writes them puts them apart."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def is_file(column: Column[Any]) -> bool:
    """Whether a column holds bytes."""
    return isinstance(column.type, LargeBinary)


def back(column: Column[Any], value: Any) -> Any:
    """The value for the column; raises :class:`Unfit` for one of another kind."""
    if value is None:
        if not column.nullable:
            raise Unfit(f"{column.table.name}.{column.name} is empty")
        return None
    try:
        return _typed(column, value)
    except (TypeError, ValueError) as error:
        raise Unfit(f"{column.table.name}.{column.name} has a value of another kind") from error


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type
    if isinstance(kind, JSON):
        return value
    if isinstance(kind, UtcDateTime):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return moment
    wanted = kind_of(column)
    if wanted is date:
        return date.fromisoformat(value)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise TypeError("another kind")
    return value


def missing(column: Column[Any]) -> Any:
    """What an older archive means by leaving the column out; :class:`Unfit` where it cannot."""
    if column.nullable:
        return None
    default = column.default
    if default is not None and default.is_scalar:
        return default.arg  # type: ignore[attr-defined]  # a scalar default has one
    if isinstance(column.type, JSON):
        return {}
    if kind_of(column) is str:
        return ""
    raise Unfit(f"{column.table.name} lacks {column.name}")
