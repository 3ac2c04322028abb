"""How much of a window a Prometheus server really holds."""

from assessment.connectors.runtime.past import bridged
from assessment.connectors.runtime.prometheus_api import POINTS
from assessment.connectors.runtime.told import Told


def held(told: Told) -> float:
    """Seconds of the window in which the service was watched, long holes and a late end left out.

    While nothing was scraped nothing was counted, so a long hole is no idle time.
    """
    service = told.service
    if service.held is not None:
        return service.held
    times = [at for at, _ in told.course("watched")]
    step = max(1.0, (service.span - service.step) / POINTS)
    return bridged(times, service.span, service.now, step) if times else float(service.span)
