"""Services whose thirty days are known: what they exposed, and what is true of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.backfilled_prometheus import (
    DAY,
    DAYS,
    STEP,
    History,
    Labels,
    Values,
    lognormal,
    quantile,
)

SPREAD = 0.6
Rate = Callable[[float], float]


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a service did in the window: requests, failures, and the 95th percentile in ms."""

    labels: Labels
    requests: float
    failures: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0

    @property
    def availability(self) -> float:
        return 1 - self.failures / self.requests


def daily(day: float) -> float:
    """Ten requests a second on average, more by day than by night."""
    return 10 + 6 * math.sin(2 * math.pi * day)


def counted(
    history: History, rate: Rate, *, reset: float | None = None, born: float | None = None,
    died: float | None = None, before: float = 5e6,
) -> Values:  # fmt: skip
    """A counter that grows by ``rate`` (of the day, per second); the rest are days.

    One that is ``born`` appears with its first five minutes in it; the others held ``before``.
    """
    value, found = (0.0 if born is not None else before), Values()
    for at in history.grid:
        day = history.day(at)
        if (born is not None and day < born) or (died is not None and day > died):
            found.append(None)
            continue
        if reset is not None and reset <= day < reset + STEP / DAY:
            value = 0.0
        value += rate(day) * STEP
        found.append(value)
    return found


def total(history: History, rate: Rate, since: float = 0.0, until: float = DAYS) -> float:
    """What such a counter counted in the window."""
    days = [history.day(at) for at in history.grid]
    return sum(rate(day) * STEP for day in days if since < day <= until)


def histogram(
    history: History, name: str, labels: Labels, counts: Values, bounds: tuple[float, ...],
    median: float,
) -> None:  # fmt: skip
    """Cumulative buckets of lognormal durations; ``bounds`` and ``median`` in the metric's unit."""
    for bound in (*bounds, math.inf):
        share = 1.0 if math.isinf(bound) else lognormal(median, SPREAD, bound)
        text = "+Inf" if math.isinf(bound) else f"{bound:g}"
        values: Values = [None if value is None else value * share for value in counts]
        history.add(f"{name}_bucket", {**labels, "le": text}, values)


def percentile_ms(median_ms: float, share: float) -> float:
    """The true percentile of the durations above."""
    return quantile(median_ms, SPREAD, share)


def steady(history: History, value: float) -> Values:
    """A gauge that stays."""
    return [value for _ in history.grid]


def plain(
    history: History, name: str, labels: Labels, rate: Rate, good: Labels, bad: Labels, share: float,
    **life: float,
) -> Truth:  # fmt: skip
    """A counter of requests by status, of which a share fails; ``life`` as for :func:`counted`."""
    history.add(
        name, {**labels, **good}, counted(history, lambda day: rate(day) * (1 - share), **life)
    )
    if share:
        bad_life = life | {"before": 5e6 * share}
        history.add(
            name, {**labels, **bad}, counted(history, lambda day: rate(day) * share, **bad_life)
        )
    until = life.get("died", DAYS)
    requests = total(history, rate, life.get("born", 0.0) - STEP / DAY, until)
    return Truth(labels=labels, requests=requests, failures=requests * share)


def incident(day: float) -> float:
    """Failures a second: half of the requests for six hours of the fifteenth day."""
    return daily(day) / 2 if 15 <= day < 15.25 else 0.0
