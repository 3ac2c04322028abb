"""Column types that keep what SQLite would lose, and the way between a value and a row."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import JSON, Column, DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from content.values import Value

V = TypeVar("V", bound=Value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; SQLite keeps no zone: it goes in as UTC and is marked as UTC on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  the form of the hook
    ) -> datetime | None:
        """UTC; a moment without a zone is a mistake in our code and raises ``ValueError``."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  the form of the hook
    ) -> datetime | None:
        """The same moment, UTC-aware."""
        if value is None:
            return None
        # A server tells moments in its own time zone, and days would be counted by that.
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class bytewise(FunctionElement[Any]):  # noqa: N801  used like a function of SQL
    """Text in an order that does not hang on the server's language: what is told first is the same."""

    inherit_cache = True
    name = "bytewise"


@compiles(bytewise)
def _as_it_is(element: Any, compiler: Any, **more: Any) -> str:
    return str(compiler.process(element.clauses, **more))


@compiles(bytewise, "postgresql")
def _by_bytes(element: Any, compiler: Any, **more: Any) -> str:
    return f'{compiler.process(element.clauses, **more)} COLLATE "C"'


def moment(*, nullable: bool = False) -> Any:
    """A column for a UTC-aware moment."""
    return Field(default=None, sa_column=Column(UtcDateTime(timezone=True), nullable=nullable))


def nested(*, nullable: bool = False) -> Any:
    """A column for a nested value, kept as JSON; ``None`` is SQL's NULL."""
    return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=nullable))


def flat(value: Value, *nested_fields: str) -> dict[str, Any]:
    """A value's fields for a row; those named are turned to plain JSON."""
    plain = value.model_dump(exclude=set(nested_fields))
    return plain | value.model_dump(mode="json", include=set(nested_fields))


def value_of(kind: type[V], row: SQLModel) -> V:
    """The value that a row keeps; columns that the value does not have are left out."""
    return kind.model_validate({name: getattr(row, name) for name in kind.model_fields})
