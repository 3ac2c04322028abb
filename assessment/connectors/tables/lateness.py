"""How long after the event a row is loaded, and in how many hours that was soon enough."""

from datetime import datetime

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import Lateness
from assessment.connectors.tables.moments import CLOCKS_DIFFER, DAY, HOUR, period_of

WINDOW_DAYS = 30
LATE_IN = 20
"""An hour counts as within the limit where at most one of so many of its rows came late."""


def late_rows(
    engine: Engine, view: str, event: str, load: str, limit_s: float, since: float
) -> Expression:
    """One row: rows with both times, late ones, ones loaded before their event, hours, hours in time."""
    table = engine.table(view)
    at, loaded = engine.seconds(table[event]), engine.seconds(table[load])
    dated = table.select(at=at, lag=loaded - at)
    dated = dated.filter(dated.at >= since, dated.lag.notnull())
    late, early = dated.lag > limit_s, dated.lag < -CLOCKS_DIFFER
    marked = dated.select(number=period_of(dated.at, HOUR), late=late, early=early)
    by_hour = marked.group_by("number").agg(
        rows=marked.count(),
        late=marked.count(where=marked.late),
        early=marked.count(where=marked.early),
    )
    within = by_hour.late * LATE_IN <= by_hour.rows
    return by_hour.agg(
        rows=by_hour.rows.sum(), late_rows=by_hour.late.sum(), early_rows=by_hour.early.sum(),
        hours=by_hour.count(), hours_within_limit=by_hour.count(where=within),
    )  # fmt: skip


def lateness(
    engine: Engine, view: str, event: str, load: str, now: datetime, limit_hours: float
) -> Lateness:
    """Late rows of the last thirty days."""
    since = now.timestamp() - WINDOW_DAYS * DAY
    asked = late_rows(engine, view, event, load, limit_hours * HOUR, since)
    found = engine.one(asked, "how many rows were loaded late")
    named = Lateness(event=event, load=load, limit_hours=limit_hours)
    if not found["rows"]:
        told = f"no row of the last {WINDOW_DAYS} days has both times"
        return named.model_copy(update={"reason": told})
    return named.model_copy(update=found)
