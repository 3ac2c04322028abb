"""The hours of a service's past: load, requests at work, instances and cost, in one request."""

import numpy as np
from numpy.typing import NDArray

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.answers import Answers
from assessment.connectors.runtime.capacity_evidence import CostGrowth, Load, ScalingLaw
from assessment.connectors.runtime.catalogue import TO_MS, Series, System
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.cost_growth import growth
from assessment.connectors.runtime.prometheus_api import Failed, Point
from assessment.connectors.runtime.questions import Questions, buckets
from assessment.connectors.runtime.scalability import fit

Numbers = NDArray[np.float64]
Course = Answers[tuple[Point, ...]]

HOUR, DAY = 3600, 86400
LONGEST = 60 * DAY
"""Eight weeks of hours and a few days: what the growth of cost is judged over at most."""

RATE, BUSY, SLOW, REPLICAS, COST, HOURLY = "rate", "busy", "p95", "replicas", "cost", "hourly"
TREND_POINTS = 60


def load_queries(service: Service, system: System, place: tuple[str, str]) -> dict[str, str]:
    """The expressions of the course, each of one series."""
    labels, moment = service.request_labels, _moment(service)
    asked = {
        RATE: promql.rate(system.requests, labels, moment),
        HOURLY: promql.rate(system.requests, labels, HOUR),
        REPLICAS: f"count(count by (instance) ({promql.selector(system.requests[0], labels)}))",
    }
    latency = Questions(service, system).latency
    if latency:
        share = promql.quantile(0.95, buckets(latency), labels, moment)
        asked[SLOW] = f"{TO_MS[latency.unit]:g} * {share}"
        total = promql.selector(
            Series(metric=f"{latency.histogram}_sum", where=latency.where), labels
        )
        asked[BUSY] = f"{TO_MS[latency.unit] / 1000:g} * sum(rate({total}[{moment}s]))"
    if place[0]:
        asked[COST] = cost_query(*place)
    return asked


def cost_query(namespace: str, workload: str) -> str:
    """Cost an hour of a namespace or workload at list price, as OpenCost's exporter meters it."""
    pods = f",pod=~{promql.quoted(f'{workload}-.+')}" if workload else ""
    where = f"{{namespace={promql.quoted(namespace)}{pods}}}"
    price = "* on (node) group_left () avg by (node) "
    parts = [
        f"container_cpu_allocation{where} {price}(node_cpu_hourly_cost)",
        f"container_memory_allocation_bytes{where} / 1073741824 {price}(node_ram_hourly_cost)",
        f"container_gpu_allocation{where} {price}(node_gpu_hourly_cost)",
    ]
    named = [
        f'label_replace(sum({part}), "kind", "{number}", "", "")'
        for number, part in enumerate(parts)
    ]
    return f"avg_over_time(sum({' or '.join(named)})[1h:10m])"


def course_span(service: Service) -> tuple[float, float, float]:
    """Start, end and step of the course: every hour of at most sixty days."""
    return service.now - min(service.span, LONGEST) + HOUR, service.now, HOUR


def aligned(course: Course, names: tuple[str, ...]) -> dict[str, Numbers]:
    """The values of several courses at the times that all of them have."""
    found = {name: dict(_points(course, name)) for name in names}
    times = sorted(set.intersection(*(set(points) for points in found.values())))
    return {name: np.array([points[at] for at in times]) for name, points in found.items()}


def load(course: Course, within_ms: float | None, query: str, url: str) -> Load | None:
    """How the load varied and what one instance carried; ``None`` without any load."""
    points = [point for point in _points(course, RATE) if point[1] > 0]
    if not points:
        return None
    rates = np.array([value for _, value in points])
    low, peak = np.percentile(rates, [1, 99])
    replicas, carried = _carried(course, within_ms)
    every = max(1, len(points) // TREND_POINTS)
    return Load(
        moments=len(points), low=float(low), peak=float(peak), replicas=replicas, carried=carried,
        within_ms=within_ms, query=query, url=url, trend=tuple(points[::every]),
    )  # fmt: skip


def mean_seconds(course: Course) -> float | None:
    """Mean time of one request by Little's law, over all moments."""
    found = aligned(course, (RATE, BUSY))
    total = float(found[RATE].sum())
    return float(found[BUSY].sum()) / total if total > 0 else None


def law(course: Course, least_range: float) -> tuple[ScalingLaw | None, str]:
    """The scaling law of one instance, or why it cannot be fitted."""
    found = aligned(course, (RATE, BUSY, REPLICAS))
    kept = (found[RATE] > 0) & (found[BUSY] > 0) & (found[REPLICAS] > 0)
    rates, busy = (found[name][kept] / found[REPLICAS][kept] for name in (RATE, BUSY))
    if len(rates) < DAY / HOUR:
        return (
            None,
            "requests at work were not seen for a day (a histogram of durations shows them)",
        )
    low, high = np.percentile(rates, [1, 99])
    if high / low < least_range:
        told = f"the load of one instance varied {high / low:.1f} times"
        return None, f"{told}; {least_range:g} are needed to see a curve"
    return fit(busy, rates), ""


def cost(course: Course, price: float | None) -> CostGrowth | None:
    """How cost followed load: metered, or instances times a stated price an hour."""
    metered = aligned(course, (HOURLY, COST))
    if len(metered[COST]):
        return growth(metered[HOURLY], metered[COST])
    if price is None:
        return None
    counted = aligned(course, (HOURLY, REPLICAS))
    return growth(counted[HOURLY], price * counted[REPLICAS], estimated=True)


def _carried(course: Course, within_ms: float | None) -> tuple[float | None, float | None]:
    """Median instances, and the 95th percentile of the load of one within the objective."""
    names = (RATE, REPLICAS) if within_ms is None else (RATE, REPLICAS, SLOW)
    found = aligned(course, names)
    if not len(found[RATE]):
        return None, None
    each = found[RATE] / found[REPLICAS]
    if within_ms is not None:
        each = each[found[SLOW] <= within_ms]
    carried = float(np.percentile(each, 95)) if len(each) else None
    return float(np.median(found[REPLICAS])), carried


def _points(course: Course, name: str) -> tuple[Point, ...]:
    try:
        return course.get(name)
    except Failed:
        return ()


def _moment(service: Service) -> int:
    """Seconds over which a moment is averaged: short, so that load and work are of one time."""
    return int(max(300, 4 * service.interval))
