"""Since when a server watches a service: from there on is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assessment.connectors.runtime.catalogue import Series
from assessment.connectors.runtime.chosen_service import SETTLED
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import selector
from assessment.connectors.runtime.rules import TARGET_LABELS
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
    ``held``: seconds of it in which the service was watched, where the whole window was looked at.
    """

    span: int = 0
    settled: int = 300
    held: float | None = None


def history(api: Api, series: Series, labels: Mapping[str, str], now: float, window: float) -> Past:
    """How much of the window a server holds of a series.

    Looks at 240 points of the window and, where it does not begin with it, at as many around the
    first one, until the start is known to a hundredth. Where the service was not scraped before
    that, counting starts a little later, so that what old counters held when the first sample was
    taken is known to be old.
    """
    start, end = now - window, now
    for _ in range(LOOKS):
        found = _seen(api, series, labels, start, end)
        if not found:
            break
        first, step = found[0], max(1.0, (end - start) / LOOKED_AT)
        if first <= now - window + 1:
            return Past(int(window), SETTLED, bridged(found, window, now, step))
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


def bridged(times: Iterable[float], span: float, end: float, step: float) -> float:
    """Seconds of a span that ends at ``end`` without the holes in these times, a ``step`` apart.

    A hole of up to a thirtieth of the span is bridged: a service that scales to nothing at night was
    there. The time after the last one counts as a hole too.
    """
    gaps = [later - earlier for earlier, later in pairwise((*times, end))]
    return max(0.0, span - sum(gap - step for gap in gaps if gap > span / 30 + step))


def _seen(
    api: Api, series: Series, labels: Mapping[str, str], start: float, end: float
) -> tuple[float, ...]:
    """When there were samples, at so many looks; the first is since when, empty is never."""
    step, why = max(1.0, (end - start) / LOOKED_AT), "since when this service is watched"
    one = {"count": f"count({selector(series, labels)})"}
    return tuple(at for at, _ in courses(api, one, why, (start, end, step))["count"])


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
