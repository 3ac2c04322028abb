"""Columns that number the rows: in them two tables always differ, and nothing has moved."""

from collections.abc import Mapping, Sequence

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.evidence import Column

NEARLY = 0.9
"""Distinct values are counted roughly at first; a share of the rows below this is no numbering."""

EXACT_ROWS = 5_000_000
"""Counting every value of a longer table would not fit in memory; there the rough count decides."""

WHOLE_FROM = 2.0**53

Table = tuple[Engine, str, int, Mapping[str, Column]]
"""Engine, view, rows and columns by name."""


def running_numbers(live: Table, reference: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Of number columns: those whole and unique in every row of both tables.

    A measured figure with decimals may be unique in every row too, and it is compared.
    """
    return tuple(
        name for name in names if _numbers_rows(live, name) and _numbers_rows(reference, name)
    )


def _has_fraction(value: Expression) -> Expression:
    """Whether a number is not whole; from 2^53 on every float is, and some engines cannot round it."""
    return ibis.ifelse(value.abs() < WHOLE_FROM, value != value.floor(), False)


def _numbers_rows(table: Table, name: str) -> bool:
    engine, view, rows, columns = table
    column = columns[name]
    if column.nulls or column.distinct < NEARLY * rows:
        return False
    held = engine.table(view)
    value = held[name]
    asked = held.aggregate(
        distinct=value.nunique() if rows <= EXACT_ROWS else held.count(),
        broken=held.count(where=_has_fraction(value.cast("float64"))),
    )
    found = engine.one(asked, f"whether {name} numbers the rows of the {view} table")
    return bool(found["distinct"] == rows and not found["broken"])
