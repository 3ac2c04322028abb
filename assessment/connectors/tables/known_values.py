"""Values that the reference does not know: categories it has none of, numbers outside its range."""

import math
from collections.abc import Iterable, Mapping, Sequence

from assessment.connectors.tables.engine import Engine, Expression, is_number, is_time
from assessment.connectors.tables.evidence import Column
from assessment.connectors.tables.measured import measured
from assessment.connectors.tables.measures import KnownValues, NewCategories, OutsideRange
from assessment.connectors.tables.missing import number_or_missing
from assessment.connectors.tables.schema_change import is_plain

SMALLEST_GROUP = 10
"""A category of fewer rows is never kept by name: it may be about one person."""

COLUMNS = 100
"""The most columns whose categories are compared: each costs a pass over both tables."""

CATEGORIES = 50
"""A column with more distinct values than this is no list of categories."""


def known_values(
    live: tuple[Engine, str], reference: tuple[Engine, str], name: str, rows: tuple[int, int],
    known: Sequence[Column], here: Mapping[str, str],
) -> KnownValues:  # fmt: skip
    """The live table (columns ``here``) against the columns ``known`` of the reference called ``name``.

    ``rows`` are those of the live table and of the reference. Categories can be compared only where
    one engine holds both tables.
    """
    both = [
        item
        for item in known
        if item.name in here and is_number(item.type) == is_number(here[item.name])
    ]
    ranges = {item.name: (float(item.smallest), float(item.largest))
              for item in both if is_number(item.type) and item.smallest}  # fmt: skip
    few = [item.name for item in both if _is_category(item) and live[0] is reference[0]][:COLUMNS]
    told = KnownValues(reference=name, rows=rows[0], reference_rows=rows[1],
                       category_columns=len(few), number_columns=len(ranges))  # fmt: skip
    return measured(
        lambda: told.model_copy(
            update={
                "categories": new_categories(live[0], live[1], reference[1], few),
                "ranges": outside(live[0], live[1], ranges),
            }
        ),
        lambda reason: told.model_copy(update={"reason": reason}),
    )


def _is_category(column: Column) -> bool:
    worded = is_plain(column.type) and not is_number(column.type) and not is_time(column.type)
    return worded and 0 < column.distinct <= CATEGORIES


def unknown_categories(live: Expression, reference: Expression, column: str) -> Expression:
    """(category k, rows n) for each category of the live table that no row of the reference has."""
    here = live.select(k=live[column].cast("string"))
    here = here.filter(here.k.notnull())
    there = reference.select(k=reference[column].cast("string"))
    known = there.group_by("k").agg(n=there.count())
    return here.group_by("k").agg(n=here.count()).anti_join(known, "k")


def new_categories(
    engine: Engine, live: str, reference: str, columns: Iterable[str]
) -> tuple[NewCategories, ...]:
    """Of columns with few values: those with categories that the reference lacks, the worst first."""
    found = []
    for name in columns:
        new = unknown_categories(engine.table(live), engine.table(reference), name)
        counts = new.agg(categories=new.count(), rows=new.n.sum())
        row = engine.one(counts, f"how many categories of {name} the training table lacks")
        if row["categories"]:
            found.append(NewCategories(column=name, **row))
    return tuple(sorted(found, key=lambda item: -item.rows))


def outside_ranges(
    engine: Engine, view: str, ranges: Mapping[str, tuple[float, float]]
) -> Expression:
    """One row: for each column the rows below its smallest or above its largest known value."""
    table, counts = engine.table(view), {}
    for at, (name, (low, high)) in enumerate(ranges.items()):
        value = number_or_missing(engine, table[name])
        counts[f"c{at}"] = table.count(where=(value < low) | (value > high))
    return table.agg(**counts)


def outside(
    engine: Engine, view: str, ranges: Mapping[str, tuple[float, float]]
) -> tuple[OutsideRange, ...]:
    """Number columns with rows outside the reference's range, the worst first."""
    known = {name: (low, high) for name, (low, high) in ranges.items()
             if math.isfinite(low) and math.isfinite(high)}  # fmt: skip
    if not known:
        return ()
    asked = outside_ranges(engine, view, known)
    row = engine.one(asked, "how many numbers lie outside the known range")
    found = [OutsideRange(column=name, rows=row[f"c{at}"]) for at, name in enumerate(known)]
    return tuple(sorted((item for item in found if item.rows), key=lambda item: -item.rows))
