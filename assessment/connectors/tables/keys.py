"""Keys that are missing, or that several rows have."""

from collections.abc import Sequence

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import Keys


def key_counts(table: Expression, columns: Sequence[str]) -> Expression:
    """One row: rows, rows with a part of the key missing, keys of several rows, rows beyond the first.

    A row without a whole key is no repetition of another.
    """
    parts = {f"k{number}": table[name] for number, name in enumerate(columns)}
    keyed = table.select(**parts)
    missing = ibis.or_(*(keyed[name].isnull() for name in parts))
    by_key = (
        keyed.mutate(lacks=missing).group_by([*parts, "lacks"]).agg(n=lambda rows: rows.count())
    )
    repeated = ~by_key.lacks & (by_key.n > 1)
    return by_key.agg(
        rows=by_key.n.sum(),
        null_rows=ibis.ifelse(by_key.lacks, by_key.n, 0).sum(),
        repeated_keys=by_key.count(where=repeated),
        repeated_rows=ibis.ifelse(repeated, by_key.n - 1, 0).sum(),
    )


def keys(engine: Engine, view: str, columns: Sequence[str]) -> Keys:
    """How often the key that these columns make together is missing or comes twice."""
    table = engine.table(view)
    unknown = [name for name in columns if name not in table.columns]
    if unknown:
        return Keys(columns=tuple(columns), reason=f"the table has no column {unknown[0]}")
    found = engine.one(key_counts(table, columns), "how many keys are missing or come twice")
    return Keys(columns=tuple(columns), **{name: count or 0 for name, count in found.items()})
