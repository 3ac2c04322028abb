"""Rows a day against the same weekdays before: what is missing, little, much, or there twice."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Literal

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import OddPeriod, Volume
from assessment.connectors.tables.moments import CLOCKS_DIFFER, DAY, HOUR, period_of, starts

Period = Literal["day", "hour"]
LENGTH: dict[Period, int] = {"day": DAY, "hour": HOUR}
CYCLE: dict[Period, int] = {"day": 7, "hour": 24}
"""A day is held against the same weekday, an hour against the same hour of the day."""

KEPT_PERIODS: dict[Period, int] = {"day": 140, "hour": 24 * 35}
"""How far back is counted: twenty of each weekday, thirty-five of each hour."""

JUDGED: dict[Period, int] = {"day": 7, "hour": 24}
"""The newest complete periods, which are judged; those before them are the history."""

GAPS = 0.05
"""Where more than one day in twenty had no load, one more without is no news."""

TWICE = 1.8
"""A day with at least this many times its usual rows may have been loaded twice."""


def rows_by_period(
    engine: Engine, view: str, column: str, period: Period, until: float
) -> Expression:
    """(number of the period since 1970, rows), newest first, up to the unix second ``until``."""
    table = engine.table(view)
    dated = table.select(at=engine.seconds(table[column]))
    dated = dated.filter(dated.at <= until)
    grouped = dated.group_by(number=period_of(dated.at, LENGTH[period]))
    counted = grouped.agg(rows=lambda group: group.count())
    return counted.order_by(ibis.desc("number")).limit(KEPT_PERIODS[period] + 1)


def volume(
    engine: Engine, view: str, column: str, now: datetime, period: Period = "day", *,
    z_limit: float, history_days: float, earlier: Mapping[int, int] | None = None,
) -> Volume:  # fmt: skip
    """The newest week of days (or day of hours) against those before it.

    ``history_days`` are the fewest days of history, not counting those judged, that judge anything.
    ``earlier`` are rows of days (by number) that were counted before the table's own begin.
    """
    until = now.timestamp() + CLOCKS_DIFFER
    asked = rows_by_period(engine, view, column, period, until)
    found = engine.rows(asked, f"how many rows each {period} has")
    counts = {row["number"]: row["rows"] for row in found}
    first = min(counts, default=0)
    before = {number: rows for number, rows in (earlier or {}).items() if number <= first}
    return judge(counts | before, period, z_limit, history_days).model_copy(
        update={"column": column}
    )


def judge(counts: Mapping[int, int], period: Period, z_limit: float, history_days: float) -> Volume:
    """What of a table's rows by period does not fit; the first and newest period may be cut."""
    if not counts:
        return Volume(period=period, reason="no event time could be read")
    first, last = min(counts) + 1, max(counts) - 1
    whole = [(number, counts.get(number, 0)) for number in range(first, last + 1)]
    seconds = LENGTH[period]
    seen = Volume(
        period=period,
        counted=len(whole),
        usual=median([rows for _, rows in whole if rows] or [0]),
        trend=tuple((float(number * seconds), float(rows)) for number, rows in whole),
    )
    history, judged = whole[: -JUDGED[period]], whole[-JUDGED[period] :]
    needed = math.ceil(history_days * DAY / seconds)
    if len(history) < needed:
        told = f"{len(history)} complete {period}s before the newest {JUDGED[period]}, of {needed} needed"
        return seen.model_copy(update={"reason": told})
    odd = _odd(history, judged, period, z_limit)
    return seen.model_copy(update={"judged": len(judged), "odd": odd})


def _odd(
    history: Sequence[tuple[int, int]],
    judged: Sequence[tuple[int, int]],
    period: Period,
    limit: float,
) -> tuple[OddPeriod, ...]:
    slots: dict[int, list[int]] = defaultdict(list)
    for number, rows in history:
        slots[number % CYCLE[period]].append(rows)
    filled = {slot: rows for slot, rows in slots.items() if 2 * sum(map(bool, rows)) > len(rows)}
    empty = sum(not rows for slot in filled.values() for rows in slot)
    gaps_are_usual = empty > GAPS * sum(map(len, filled.values()))
    spread = _spread(list(filled.values()))
    found = []
    for number, rows in judged:
        before = filled.get(number % CYCLE[period])
        if before is None or (not rows and gaps_are_usual):
            continue  # days of this kind are often without a load
        usual, z = _usual(before), _z(rows, before, *spread)
        if kind := _kind(rows, usual, z, limit):
            at = starts(number, LENGTH[period])
            found.append(OddPeriod(starts=at, rows=rows, expected=usual, z=z, kind=kind))
    return tuple(found)


def _usual(before: Sequence[int]) -> float:
    """The geometric mean of the counts that are not empty."""
    logs = [math.log(rows) for rows in before if rows]
    return math.exp(math.fsum(logs) / len(logs))


def _spread(slots: Sequence[Sequence[int]]) -> tuple[float, int]:
    """Pooled standard deviation of the logarithms within a slot, and its degrees of freedom.

    Logarithms, because what makes a day larger (a campaign, a holiday) does so by a factor. Empty
    periods are a matter of their own and are left out.
    """
    squares, freedom = 0.0, 0
    for slot in slots:
        logs = [math.log(rows) for rows in slot if rows]
        if len(logs) > 1:
            middle = math.fsum(logs) / len(logs)
            squares += math.fsum((value - middle) ** 2 for value in logs)
            freedom += len(logs) - 1
    return (math.sqrt(squares / freedom), freedom) if freedom else (0.0, 0)


def _z(rows: int, before: Sequence[int], spread: float, freedom: int) -> float:
    """Distance from the usual in standard deviations, on the scale of the normal distribution.

    The smaller of two: on logarithms, where a deviation that was estimated from few days is
    Student's t and is brought to the z of the same probability; and of counting alone (Poisson),
    since few rows vary by themselves, and a table that never varied must not cry out at one more.
    """
    from scipy import stats  # takes two seconds to load

    usual, mean = _usual(before), math.fsum(before) / len(before)
    room = math.sqrt(1 + 1 / len(before))  # what is usual was itself estimated from so many days
    distance = math.log(max(rows, 0.5)) - math.log(usual)
    t = abs(distance) / (spread * room) if spread else math.inf
    by_days = _from_tail(float(stats.t.logsf(t, max(freedom, 1))))
    below = rows < mean
    counting = stats.poisson.logcdf(rows, mean) if below else stats.poisson.logsf(rows - 1, mean)
    by_counting = max(0.0, _from_tail(float(counting)) / room)
    return math.copysign(min(by_days, by_counting), -1 if below else 1)


def _from_tail(log_tail: float) -> float:
    """The z whose upper tail has this logarithm, to 38 (where a double ends)."""
    from scipy import stats

    return float(stats.norm.isf(math.exp(log_tail))) if log_tail > -700 else 38.0


def _kind(
    rows: int, usual: float, z: float, limit: float
) -> Literal["missing", "low", "high", "doubled"] | None:
    if abs(z) <= limit:
        return None
    if not rows:
        return "missing"
    if z < 0:
        return "low"
    return "doubled" if rows >= TWICE * usual else "high"
