"""How much of a window a Prometheus server really holds."""

from itertools import pairwise

from assessment.connectors.runtime.prometheus_api import POINTS, Point
from assessment.connectors.runtime.service import Service


def held(service: Service, trend: tuple[Point, ...]) -> float:
    """Seconds of the window with samples: the time since the first one, less the holes in it."""
    grid = max(1.0, service.span / POINTS)
    times = [at for at, _ in trend] + ([service.now] if trend else [])
    gaps = [later - earlier for earlier, later in pairwise(times)]
    holes = sum(gap - grid for gap in gaps if gap > 2 * grid)
    return max(0.0, service.span - holes)
