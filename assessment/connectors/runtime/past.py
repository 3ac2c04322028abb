"""Since when a server watches a service: from there on is counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.connectors.runtime.catalogue import Series
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import selector
from assessment.connectors.runtime.rules import TARGET_LABELS
from assessment.connectors.runtime.service import SETTLED
from assessment.connectors.runtime.together import courses

LOOKED_AT = 240
"""Points at which the start of a history is looked for."""
LOOKS = 4
SETTLING = 0.05
"""Share of a short history after which its counting starts."""


@dataclass(frozen=True)
class Past:
    """``span``: seconds from the start that is counted from to now; 0 without any sample.

    ``settled``: a series with a sample in so many seconds up to that start is older than it.
    ``seen``: at which share of the looks there was a sample, where the whole window was looked at.
    """

    span: int = 0
    settled: int = 300
    seen: float | None = None


def history(api: Api, series: Series, labels: Mapping[str, str], now: float, window: float) -> Past:
    """How much of the window a server holds of a series.

    Looks at 240 points of the window and, where it does not begin with it, at as many around the
    first one, until the start is known to a hundredth. Where the service was not scraped before
    that, counting starts a little later, so that what old counters held when the first sample was
    taken is known to be old.
    """
    start, end = now - window, now
    for _ in range(LOOKS):
        found = _first(api, series, labels, start, end)
        if found is None:
            break
        first, step, looks = found
        if first <= now - window + 1:
            return Past(int(window), SETTLED, min(1.0, looks / LOOKED_AT))
        start, end = max(start, first - step), first
        if step <= max(1.0, 0.01 * (now - first)):
            break
    if end - start >= window:
        return Past()
    before, first = start, end
    if _watched(api, labels, before):
        return Past(int(now - before), SETTLED)
    settled = min(SETTLED, int(SETTLING * (now - first)))
    return Past(int(now - first - settled), max(1, settled + int(first - before)))


def _first(
    api: Api, series: Series, labels: Mapping[str, str], start: float, end: float
) -> tuple[float, float, int] | None:
    """The first point that has samples, the seconds between two points, and how many have some."""
    step, why = max(1.0, (end - start) / LOOKED_AT), "since when this service is watched"
    one = {"count": f"count({selector(series, labels)})"}
    points = courses(api, one, why, (start, end, step))["count"]
    return (points[0][0], step, len(points)) if points else None


def _watched(api: Api, labels: Mapping[str, str], at: float) -> bool:
    """Whether the service was scraped already at a time when it had no such series yet.

    Then the counter was born under our eyes, and all that it held at first belongs to the window.
    """
    scraped = {name: value for name, value in labels.items() if name in TARGET_LABELS}
    query = f"count({selector(Series(metric='up'), scraped)})"
    try:
        return bool(scraped and api.value(query, "whether it was scraped before that", at))
    except Failed:
        return False
