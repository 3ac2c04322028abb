"""A log of cases that a person was asked to look at, and of who uses the system at all."""

from collections.abc import Mapping
from datetime import datetime

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import Reviews, Usage
from assessment.connectors.tables.moments import CLOCKS_DIFFER, DAY, HOUR, day_of, period_of

REVIEW_COLUMNS = ("queued", "reviewed", "proposed", "decided")
WEEK = 7


def review_waits(
    engine: Engine, view: str, queued: str, reviewed: str, now: datetime
) -> Expression:
    """For each case: when it was queued, whether it was reviewed, and how long it waited (seconds)."""
    table = engine.table(view)
    start, end = engine.seconds(table[queued]), engine.seconds(table[reviewed])
    cases = table.mutate(start=start, end=end, wait=end.fill_null(now.timestamp()) - start)
    return cases.filter(cases.start.notnull(), cases.start <= now.timestamp() + CLOCKS_DIFFER)


def reviews(
    engine: Engine, view: str, named: Mapping[str, str], now: datetime, limit_hours: float
) -> Reviews:
    """How many cases were looked at in time, and how often the proposal was overridden."""
    told, columns = Reviews(limit_hours=limit_hours), engine.table(view).columns
    if lacking := [column for column in named.values() if column not in columns]:
        return told.model_copy(update={"reason": f"the table has no column {lacking[0]}"})
    if "queued" not in named or "reviewed" not in named:
        return told.model_copy(update={"reason": "the times of queueing and review are not named"})
    cases = review_waits(engine, view, named["queued"], named["reviewed"], now)
    limit = limit_hours * HOUR
    due, done = cases.start <= now.timestamp() - limit, cases.end.notnull()
    compared, overridden = _outcomes(cases, named)
    asked = cases.agg(
        rows=cases.count(),
        reviewed=cases.count(where=done),
        due=cases.count(where=due),
        due_in_time=cases.count(where=due & done & (cases.wait <= limit)),
        compared=cases.count(where=compared),
        overridden=cases.count(where=overridden),
    )
    counts = engine.one(asked, "how many cases were reviewed in time and overridden")
    if not counts["rows"]:
        return told.model_copy(update={"reason": "no time of queueing could be read"})
    high = engine.quantiles(cases.select(wait=cases.wait / HOUR), ["wait"], [0.95],
                            "how long cases wait for their review")  # fmt: skip
    longest = high["wait"][0] if high["wait"] else None
    return told.model_copy(update=counts | {"wait_p95_hours": longest})


def _outcomes(cases: Expression, named: Mapping[str, str]) -> tuple[Expression, Expression]:
    """Whether a case has both outcomes, and whether they differ."""
    if "proposed" not in named or "decided" not in named:
        return ibis.literal(False), ibis.literal(False)
    proposed, decided = (cases[named[name]].cast("string") for name in ("proposed", "decided"))
    return proposed.notnull() & decided.notnull(), proposed != decided


def usage(engine: Engine, view: str, user: str, time: str, target: float, now: datetime) -> Usage:
    """Different users in the newest seven complete days before ``now``."""
    told, table = Usage(user=user, target=target), engine.table(view)
    for column in (user, time):
        if column not in table.columns:
            missing = f"the table has no column {column}" if column else "no time of use is named"
            return told.model_copy(update={"reason": missing})
    end = int(now.timestamp() // DAY)
    used = table.select(who=table[user], day=period_of(engine.seconds(table[time]), DAY))
    week = (used.day >= end - WEEK) & (used.day < end)
    asked = used.agg(active=used.who.nunique(where=week), readable=used.day.count())
    found = engine.one(asked, "how many people used the system in the newest week")
    if not found["readable"]:
        return told.model_copy(update={"reason": f"the column {time} holds no readable time"})
    return told.model_copy(update={"active": found["active"], "ends": day_of(end - 1)})
