"""Columns that number the rows: in them two tables always differ, and nothing has moved."""

from collections.abc import Sequence

from assessment.connectors.tables.engine import Engine, identifier, selected
from assessment.connectors.tables.evidence import Column

NEARLY = 0.9
"""Distinct values are counted roughly at first; a share of the rows below this is no numbering."""

EXACT_ROWS = 5_000_000
"""Counting every value of a longer table would not fit in memory; there the rough count decides."""


def running_numbers(
    engine: Engine, views: tuple[str, str], pairs: Sequence[tuple[Column, Column]]
) -> tuple[str, ...]:
    """Of number columns (live, reference): those whole and unique in every row of both tables.

    A measured figure with decimals may be unique in every row too, and it is compared.
    """
    if not pairs:
        return ()
    rows = [_rows(engine, view) for view in views]
    found = []
    for pair in pairs:
        sides = zip(views, rows, pair, strict=True)
        if all(_numbers_rows(engine, view, count, column) for view, count, column in sides):
            found.append(pair[0].name)
    return tuple(found)


def _rows(engine: Engine, view: str) -> int:
    sql = selected(["count(*)"], identifier(view))
    return int(engine.one(sql, f"how many rows the {view} table has")[0])


def _numbers_rows(engine: Engine, view: str, rows: int, column: Column) -> bool:
    if column.nulls or column.distinct < NEARLY * rows:
        return False
    one = identifier(column.name)
    distinct = f"count(DISTINCT {one})" if rows <= EXACT_ROWS else "count(*)"
    sql = selected([distinct, f"bool_and({one} = trunc({one}))"], identifier(view))
    unique, whole = engine.one(sql, f"whether {column.name} numbers the rows of the {view} table")
    return int(unique) == rows and bool(whole)
