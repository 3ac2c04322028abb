"""How much of a window a Prometheus server really holds."""

from assessment.connectors.runtime.past import bridged
from assessment.connectors.runtime.prometheus_api import POINTS
from assessment.connectors.runtime.told import Told


def held(told: Told) -> float:
    """Seconds of the window in which the service was watched, long holes and a late end left out.

    While nothing was scraped nothing was counted, so a long hole is no idle time. Raises
    :class:`~assessment.connectors.runtime.prometheus_api.Failed` where the server did not say:
    a history with unknown holes is not a whole one.
    """
    service = told.service
    if service.held is not None:
        return service.held
    times = [at for at, _ in told.courses.get("watched")]
    step = max(1.0, (service.span - service.step) / POINTS)
    return bridged(times, service.span, service.now, step) if times else 0.0
