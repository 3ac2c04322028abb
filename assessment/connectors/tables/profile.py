"""Counts of every column in one pass, and how fresh the table is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assessment.connectors.tables.engine import Engine, is_number, is_time, passes
from assessment.connectors.tables.evidence import Column, Freshness

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
AHEAD_SECONDS = 10 * 366 * 86_400
"""A number counts as a time from the year 2000 to ten years ahead; most of a column must."""

FUTURE_SECONDS = 300
"""Clocks differ a little; an event further ahead than this is of the future."""

AT_ONCE = 250
"""Columns in one pass: four counts of each stay below what every engine takes."""


def profile(engine: Engine, view: str, types: Mapping[str, str]) -> tuple[int, tuple[Column, ...]]:
    """Rows and columns of a table, in one pass; smallest and largest only of numbers and times."""
    rows, columns = 0, []
    for names in passes(list(types), AT_ONCE):
        found = engine.one(
            _counts(engine, view, {name: types[name] for name in names}),
            "how many rows, missing and distinct values there are",
        )
        rows = int(found["rows"])
        columns += [_column(name, types[name], found, index) for index, name in enumerate(names)]
    return rows, tuple(columns)


def _counts(engine: Engine, view: str, types: Mapping[str, str]) -> Any:
    table = engine.table(view)
    asked = {"rows": table.count()}
    for index, (name, kind) in enumerate(types.items()):
        asked[f"present{index}"] = table[name].count()
        asked[f"distinct{index}"] = engine.distinct(table[name])
        if is_number(kind) or is_time(kind):
            asked[f"least{index}"] = table[name].min()
            asked[f"most{index}"] = table[name].max()
    return table.aggregate(**asked)


def _column(name: str, kind: str, found: Mapping[str, Any], index: int) -> Column:
    rows = int(found["rows"])
    return Column(
        name=name,
        type=kind,
        nulls=rows - int(found[f"present{index}"]),
        distinct=min(int(found[f"distinct{index}"]), rows),
        smallest=_shown(found.get(f"least{index}")),
        largest=_shown(found.get(f"most{index}")),
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def no_times(
    engine: Engine, view: str, types: Mapping[str, str], column: str, now: datetime
) -> str:
    """Why a column of numbers holds no times, such as one of prices; empty where it may hold them.

    Every number is a time of *some* year, so most must lie in years that a table is likely of.
    """
    if not is_number(types[column]):
        return ""
    table = engine.table(view)
    at = engine.seconds(table[column])
    likely = (at >= EARLIEST) & (at <= now.timestamp() + AHEAD_SECONDS)
    found = engine.one(
        table.aggregate(likely=table.count(where=likely), present=table[column].count()),
        f"whether the numbers of {column} can be times",
    )
    if not int(found["present"]) or 2 * int(found["likely"]) > int(found["present"]):
        return ""
    return f"the column {column} holds numbers that are no times; name another column"


def freshness(
    engine: Engine, view: str, types: Mapping[str, str], *, event: str, load: str, now: datetime
) -> Freshness:
    """Age of the newest event, events of the future, and the lag from event to load."""
    if event not in types:
        return Freshness(column=event, reason=f"the table has no column {event}")
    if reason := no_times(engine, view, types, event, now):
        return Freshness(column=event, reason=reason)
    table, limit = engine.table(view), now.timestamp() + FUTURE_SECONDS
    at = engine.seconds(table[event])
    found = engine.one(
        table.aggregate(
            newest=at.max(where=at <= limit),
            ahead=table.count(where=at > limit),
            unreadable=table[event].count() - at.count(),
        ),
        "how new the newest event is",
    )
    timed = load in types and not no_times(engine, view, types, load, now)
    middle, high = _lags(engine, table, at, load if timed else "")
    return Freshness(
        column=event,
        **_age(found["newest"], now),
        future_rows=int(found["ahead"]),
        unreadable_rows=int(found["unreadable"]),
        lag_p50_hours=middle,
        lag_p95_hours=high,
        reason="" if found["newest"] is not None else f"the column {event} holds no readable time",
    )


def _lags(engine: Engine, table: Any, at: Any, load: str) -> tuple[float | None, float | None]:
    """Hours from event to load: the middle one, and that which one in twenty exceeds."""
    if not load:
        return None, None
    lagged = table.select(lag=(engine.seconds(table[load]) - at) / 3600)
    found = engine.quantiles(lagged, ["lag"], [0.5, 0.95], "how long events wait for their load")
    middle, high = found["lag"] if len(found["lag"]) == 2 else (None, None)
    return middle, high


def _age(seconds: float | None, now: datetime) -> dict[str, Any]:
    if seconds is None:
        return {}
    return {
        "newest": datetime.fromtimestamp(seconds, UTC),
        "age_hours": max(0.0, (now.timestamp() - seconds) / 3600),
    }
