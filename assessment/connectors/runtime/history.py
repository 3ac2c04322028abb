"""How much of a window a Prometheus server really holds."""

from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.told import Told


def held(told: Told) -> float:
    """Seconds of the window in which the service was watched, holes and a late end left out.

    While nothing was scraped nothing was counted, so a hole is no idle time.
    """
    span = float(told.service.span)
    if told.service.seen is not None:
        return span * told.service.seen
    try:
        seen = told.number("watched")
    except Failed:
        return span
    return span if seen is None else min(span, seen * told.questions.glance)
