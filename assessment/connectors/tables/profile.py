"""Counts of every column in one pass, and how fresh the table is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assessment.connectors.tables.engine import Engine, identifier, selected
from assessment.connectors.tables.evidence import Column, Freshness

FUTURE_SECONDS = 300
"""Clocks differ a little; an event further ahead than this is of the future."""

NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
           "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
TIMES = ("DATE", "TIMESTAMP")


def is_number(kind: str) -> bool:
    """Whether a column type holds numbers."""
    return kind.upper().startswith(NUMBERS) and not kind.endswith("]")


def is_time(kind: str) -> bool:
    """Whether a column type holds points in time."""
    return kind.upper().startswith(TIMES) and not kind.endswith("]")


def profile(engine: Engine, view: str, types: Mapping[str, str]) -> tuple[int, tuple[Column, ...]]:
    """Rows and columns of a table, in one pass; smallest and largest only of numbers and times."""
    parts = ["count(*)"]
    for name, kind in types.items():
        one = identifier(name)
        parts += [f"count({one})", f"approx_count_distinct({one})"]
        ordered = is_number(kind) or is_time(kind)
        parts += [f"min({one})::VARCHAR", f"max({one})::VARCHAR"] if ordered else ["''", "''"]
    sql = selected(parts, identifier(view))
    row = engine.one(sql, "how many rows, missing and distinct values there are")
    rows = int(row[0])
    columns = (
        Column(
            name=name,
            type=kind,
            nulls=rows - int(row[index]),
            distinct=min(int(row[index + 1]), rows),
            smallest=str(row[index + 2] or ""),
            largest=str(row[index + 3] or ""),
        )
        for index, (name, kind) in zip(range(1, len(row), 4), types.items(), strict=True)
    )
    return rows, tuple(columns)


def moment(name: str, kind: str) -> str:
    """SQL for a column's unix seconds; text is read as ISO 8601 (UTC where it has no zone).

    A number is taken for unix seconds, or for milliseconds where it is too large for those.
    """
    one = identifier(name)
    if is_number(kind):
        return f"(CASE WHEN {one} > 100000000000 THEN {one} / 1000.0 ELSE {one} END)"
    return f"epoch(TRY_CAST({one} AS TIMESTAMPTZ))"


def freshness(
    engine: Engine, view: str, types: Mapping[str, str], *, event: str, load: str, now: datetime
) -> Freshness:
    """Age of the newest event, events of the future, and the lag from event to load."""
    if event not in types:
        return Freshness(column=event, reason=f"the table has no column {event}")
    at, limit = moment(event, types[event]), now.timestamp() + FUTURE_SECONDS
    lag = f"{moment(load, types[load])} - {at}" if load in types else "NULL::DOUBLE"
    parts = (
        f"max({at}) FILTER (WHERE {at} <= $1)",
        f"count(*) FILTER (WHERE {at} > $1)",
        f"count({identifier(event)}) - count({at})",
        f"approx_quantile({lag}, 0.5)",
        f"approx_quantile({lag}, 0.95)",
    )
    sql = selected(parts, identifier(view))
    newest, ahead, unreadable, middle, high = engine.one(
        sql, "how new the newest event is", [limit]
    )
    return Freshness(
        column=event,
        **_age(None if newest is None else float(newest), now),
        future_rows=int(ahead),
        unreadable_rows=int(unreadable),
        lag_p50_hours=None if middle is None else float(middle) / 3600,
        lag_p95_hours=None if high is None else float(high) / 3600,
        reason="" if newest is not None else f"the column {event} holds no readable time",
    )


def _age(seconds: float | None, now: datetime) -> dict[str, Any]:
    if seconds is None:
        return {}
    return {
        "newest": datetime.fromtimestamp(seconds, UTC),
        "age_hours": max(0.0, (now.timestamp() - seconds) / 3600),
    }
