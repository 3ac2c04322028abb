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
HEAD = 1000

Table = tuple[Engine, str, int, Mapping[str, Column]]
"""Engine, view, rows and columns by name."""


def running_numbers(live: Table, reference: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Of number columns: those whole and unique in every row of both tables.

    A measured figure with decimals may be unique in every row too, and it is compared.
    """
    left = list(names)
    for table in (live, reference):
        left = _whole(table, [name for name in left if _nearly(table, name)])
    return tuple(name for name in left if _unique(live, name) and _unique(reference, name))


def _nearly(table: Table, name: str) -> bool:
    """Whether no value is missing and nearly every one is counted as another."""
    _, _, rows, columns = table
    return not columns[name].nulls and columns[name].distinct >= NEARLY * rows


def _whole(table: Table, names: Sequence[str]) -> list[str]:
    """Those without a fraction in any row; most with one show it in the first thousand."""
    held = table[0].table(table[1])
    few = _without_fraction(table, held.limit(HEAD), names)
    return _without_fraction(table, held, few)


def _without_fraction(table: Table, held: Expression, names: Sequence[str]) -> list[str]:
    engine, view, _, columns = table
    doubted = [name for name in names if not columns[name].type.startswith(("int", "uint"))]
    if not doubted:
        return list(names)
    asked = {
        f"broken{index}": _has_fraction(held[name].cast("float64")).max()
        for index, name in enumerate(doubted)
    }
    found = engine.one(held.aggregate(**asked), f"which columns of the {view} table are whole")
    broken = {name for index, name in enumerate(doubted) if found[f"broken{index}"]}
    return [name for name in names if name not in broken]


def _unique(table: Table, name: str) -> bool:
    engine, view, rows, _ = table
    if rows > EXACT_ROWS:
        return True
    held = engine.table(view)
    asked = held.aggregate(distinct=held[name].nunique())
    found = engine.one(asked, f"whether {name} numbers the rows of the {view} table")
    return bool(found["distinct"] == rows)


def _has_fraction(value: Expression) -> Expression:
    """Whether a number is not whole; from 2^53 on every float is, and some engines cannot round it."""
    return ibis.ifelse(value.abs() < WHOLE_FROM, value != value.floor(), False)
