"""Two tables of the same things by key: where training's values and the live ones differ."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import ColumnParity, Parity
from assessment.connectors.tables.missing import number_or_missing
from assessment.connectors.tables.schema_change import is_plain

EXACT = 1e-9
"""Numbers that differ by less than this share of the larger are the same number, written twice."""

SHOWN = 20

Read = Callable[[Expression], Expression]


def joined(engine: Engine, views: tuple[str, str], key: str, columns: Sequence[str]) -> Expression:
    """Every key of either table once, with its columns as ``a0, b0, …`` and ``na, nb`` rows of it."""
    tables = [engine.table(view) for view in views]
    read = {name: _reader(engine, *(table[name].type() for table in tables)) for name in columns}
    one, other = (_by_key(table, key, read, mark) for table, mark in zip(tables, "ab", strict=True))
    return one.outer_join(other, one.key_a == other.key_b)


def _by_key(table: Expression, key: str, columns: Mapping[str, Read], mark: str) -> Expression:
    values = {f"{mark}{at}": read(table[name]) for at, (name, read) in enumerate(columns.items())}
    picked = table.select(**{f"key_{mark}": table[key].cast("string")}, **values)
    picked = picked.filter(picked[f"key_{mark}"].notnull())
    # A key of one row has one value, whichever of them `max` takes; one of several is not compared.
    kept = {name: picked[name].max() for name in values}
    return picked.group_by(f"key_{mark}").agg(**{f"n{mark}": picked.count()}, **kept)


def _reader(engine: Engine, one: Any, other: Any) -> Read:
    """How both sides are read: as times or numbers where either is one, else as text."""
    kinds = (one, other)
    if any(kind.is_timestamp() or kind.is_date() for kind in kinds):
        return engine.seconds
    if any(kind.is_numeric() or kind.is_boolean() for kind in kinds):
        return lambda value: number_or_missing(engine, value)
    return lambda value: value.cast("string")


def compared(pairs: Expression, columns: int, tolerance: float) -> Expression:
    """One row: keys in both, on one side, repeated, differing; then for each column what differs."""
    both = ((pairs.na == 1) & (pairs.nb == 1)).fill_null(False)
    differs = [_differs(pairs, at, tolerance) & both for at in range(columns)]
    counts = {
        "both": both, "only_here": pairs.nb.isnull(), "only_there": pairs.na.isnull(),
        "repeated_here": pairs.na.fill_null(0) > 1, "repeated_there": pairs.nb.fill_null(0) > 1,
        "differing": ibis.or_(*differs),
    }  # fmt: skip
    found = {name: pairs.count(where=flag) for name, flag in counts.items()}
    for at, differing in enumerate(differs):
        found[f"d{at}"] = pairs.count(where=differing)
        if pairs[f"a{at}"].type().is_numeric():
            error = (pairs[f"a{at}"] - pairs[f"b{at}"]).abs()
            found |= {f"mean{at}": error.mean(where=both), f"most{at}": error.max(where=both)}
    return pairs.agg(**found)


def _differs(pairs: Expression, at: int, tolerance: float) -> Expression:
    a, b = pairs[f"a{at}"], pairs[f"b{at}"]
    if a.type().is_numeric():
        unequal = (a - b).abs() > ibis.greatest(a.abs(), b.abs()) * max(tolerance, EXACT)
    else:
        unequal = a != b
    return unequal.fill_null(False) | (a.isnull() != b.isnull())


def parity(
    engine: Engine, views: tuple[str, str], key: str, columns: Sequence[str], other: str,
    tolerance: float,
) -> Parity:  # fmt: skip
    """How far two tables agree on the keys that each holds exactly once.

    ``other`` is what a reader calls the second table; ``tolerance`` a share of the larger value.
    """
    here, there = (engine.columns(view) for view in views)
    told = Parity(other=other, key=key, tolerance=tolerance)
    for columns_, name in ((here, "the table"), (there, other)):
        if key not in columns_:
            return told.model_copy(update={"reason": f"{name} has no column {key}"})
    both = [name for name in columns if name in there and name != key]
    shared = [name for name in both if is_plain(here[name]) and is_plain(there[name])]
    if not shared:
        return told.model_copy(update={"reason": f"{other} has none of the table's columns"})
    pairs = joined(engine, views, key, shared)
    row = engine.one(compared(pairs, len(shared), tolerance), f"where {other} has other values")
    return told.model_copy(update=_counted(row, shared))


def _counted(row: Mapping[str, Any], shared: Sequence[str]) -> dict[str, object]:
    names = ("both", "only_here", "only_there", "repeated_here", "repeated_there", "differing")
    found = [
        ColumnParity(column=name, differing=row[f"d{at}"],
                     mean_error=row.get(f"mean{at}"), largest_error=row.get(f"most{at}"))
        for at, name in enumerate(shared)
    ]  # fmt: skip
    worst = sorted(found, key=lambda item: -item.differing)[:SHOWN]
    none = "" if row["both"] else "no key is in both tables"
    return {name: row[name] for name in names} | {"columns": tuple(worst), "reason": none}
