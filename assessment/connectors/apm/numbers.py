"""A service's numbers over days: what each daily value allows to say of the whole, and no more."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from assessment.connectors.apm.answers import QueryAnswer
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest
from assessment.connectors.runtime.arithmetic import wilson
from assessment.connectors.runtime.evidence import Signal, Status
from assessment.sources import SourceUnavailable

QUERY = "/api/v1/query"
DAY = 86_400
MILLISECONDS = {
    "nanosecond": 1e-6, "microsecond": 1e-3, "millisecond": 1.0, "second": 1e3, "minute": 6e4,
}  # fmt: skip
"""Milliseconds in each unit of time that Datadog names."""


class Queries(NamedTuple):
    """What is asked; ``traced`` where they are the tracer's own metrics of an operation.

    The tracer counts errors from the first one on, and times in seconds: only there does a missing
    error series mean none, and a missing unit mean seconds.
    """

    requests: str
    errors: str
    p95: str
    p99: str = ""
    traced: bool = True
    url: str = ""


class Daily(NamedTuple):
    """Values by the day's start in unix seconds; why there are none, and their unit."""

    values: Mapping[float, float]
    unit: str = ""
    status: Status = Status.VALUE
    reason: str = ""


class Numbers(NamedTuple):
    """The signals, and how many seconds of the service's own requests are behind them."""

    signals: dict[str, Signal]
    held: float


def numbers(rest: Rest, queries: Queries, since: datetime, now: datetime) -> Numbers:
    """Requests, failures and percentiles of each day between two times."""
    start = (since, now)
    hits = _daily(rest, queries.requests, start, "how many requests there were")
    if not sum(hits.values.values()):
        return Numbers(_silent(hits, queries), 0.0)
    errors = _daily(rest, queries.errors, start, "how many of them failed")
    made = _ratios(hits, errors, queries)
    held = now.timestamp() - min(at for at, value in hits.values.items() if value > 0)
    rate = sum(hits.values.values()) / held
    made["request_rate"] = _signal(rate, "requests/s", queries.requests, queries, hits)
    for name, query in (("latency_p95_ms", queries.p95), ("latency_p99_ms", queries.p99)):
        if query:
            found = _daily(rest, query, start, "how long requests took")
            made[name] = _percentile(found, hits, query, queries)
    return Numbers(made, held)


def _daily(rest: Rest, query: str, span: tuple[datetime, datetime], why: str) -> Daily:
    """One value a day, several series added up; what could not be asked is told."""
    asked = {
        "from": f"{span[0].timestamp():.0f}",
        "to": f"{span[1].timestamp():.0f}",
        "query": query,
    }
    try:
        found = rest.read(QueryAnswer, QUERY, why, asked)
    except SourceUnavailable as fault:
        return Daily({}, status=Status.FAILED, reason=fault.reason)
    if found.status != "ok" or found.error:
        return Daily(
            {}, status=Status.FAILED, reason=redact(found.error or "")[:200] or "the query failed"
        )
    values: dict[float, float] = {}
    first, last = span[0].timestamp() - DAY, span[1].timestamp()
    for series in found.series:
        for milliseconds, value in series.pointlist:
            at = milliseconds / 1000
            if first <= at <= last and value is not None and math.isfinite(value):
                values[at] = values.get(at, 0.0) + value
    units = [unit.name for series in found.series for unit in (series.unit or ()) if unit]
    if not values:
        return Daily({}, status=Status.NO_SAMPLES, reason="the query gave no value")
    return Daily(values, unit=units[0] if units else "")


def _silent(hits: Daily, queries: Queries) -> dict[str, Signal]:
    status = hits.status if hits.status is Status.FAILED else Status.NO_SAMPLES
    reason = hits.reason if hits.status is Status.FAILED else "no request in the window"
    gone = Signal(status=status, reason=reason, query=queries.requests, url=queries.url)
    return dict.fromkeys(
        ("availability", "error_ratio", "request_rate", "latency_p95_ms", "latency_p99_ms"), gone
    )


def _ratios(hits: Daily, errors: Daily, queries: Queries) -> dict[str, Signal]:
    """Failures over requests, and the rest of one; a missing count of failures is zero only where
    the tracer counts them.
    """
    none = errors.status is Status.NO_SAMPLES and queries.traced
    if errors.status is not Status.VALUE and not none:
        reason = f"failures are not known: {errors.reason}"
        gone = Signal(status=errors.status, reason=reason, query=queries.errors, url=queries.url)
        return {"availability": gone, "error_ratio": gone}
    total = sum(hits.values.values())
    failed = min(total, sum(errors.values.values()))
    low, high = wilson(failed, total)
    query = f"{queries.errors} / {queries.requests}"
    days = {
        at: min(1.0, errors.values.get(at, 0.0) / value)
        for at, value in hits.values.items()
        if value
    }
    ratio = Signal(
        status=Status.VALUE, value=failed / total, unit="ratio", low=low, high=high, n=total,
        meaning="failed requests over requests", query=query, url=queries.url,
        trend=tuple(sorted(days.items())),
    )  # fmt: skip
    up = ratio.model_copy(update={
        "value": 1 - failed / total, "low": 1 - high, "high": 1 - low, "query": f"1 - {query}",
        "meaning": "requests that did not fail", "trend": tuple((at, 1 - v) for at, v in ratio.trend),
    })  # fmt: skip
    return {"availability": up, "error_ratio": ratio}


def _percentile(found: Daily, hits: Daily, query: str, queries: Queries) -> Signal:
    """The mean of the days' percentiles by their requests; the whole lies between the best and the
    worst day, whatever the days hold.
    """
    unit = found.unit or ("second" if queries.traced else "")
    if found.status is not Status.VALUE:
        return Signal(status=found.status, reason=found.reason, query=query, url=queries.url)
    if unit not in MILLISECONDS:
        reason = f"its unit is {unit!r}, not one of time" if unit else "its unit is not told"
        return Signal(status=Status.FAILED, reason=reason, query=query, url=queries.url)
    factor = MILLISECONDS[unit]
    days = {at: value * factor for at, value in found.values.items()}
    weights = {at: hits.values.get(at, 0.0) for at in days}
    total = sum(weights.values())
    mean = (
        sum(days[at] * weights[at] for at in days) / total
        if total
        else sum(days.values()) / len(days)
    )
    return Signal(
        status=Status.VALUE, value=mean, unit="ms", low=min(days.values()), high=max(days.values()),
        n=sum(hits.values.values()), query=query, url=queries.url, trend=tuple(sorted(days.items())),
        meaning="mean of the days' percentiles by requests, between the best and the worst day",
    )  # fmt: skip


def _signal(value: float, unit: str, query: str, queries: Queries, found: Daily) -> Signal:
    return Signal(
        status=Status.VALUE, value=value, unit=unit, n=sum(found.values.values()), query=query,
        url=queries.url, trend=tuple((at, v / DAY) for at, v in sorted(found.values.items())),
    )  # fmt: skip
