"""How full a service's resources are: from its own metrics, its pods', and a stated limit."""

from dataclasses import dataclass

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.catalogue import PodSaturation, Saturation, System, common
from assessment.connectors.runtime.chosen_service import Service

POD_LOOK_SECONDS = 3600
"""Seconds between two looks at pods: each look joins all those of a namespace."""


@dataclass(frozen=True)
class Fullness:
    """How full a resource is at one moment, at its highest, and over time, with what it means.

    ``course`` is empty and ``apart`` holds for what costs a server more than all the rest: it is asked
    alone, and only at its highest.
    """

    expression: str
    peak: str
    course: str
    meaning: str
    apart: bool = False


def fullness(
    service: Service, system: System, counter: str, over_limit: str
) -> dict[str, Fullness]:
    """Every resource whose use is known, by the name of its question; the fullest is the scarcest.

    ``counter`` selects the series that the service's pods are known by; ``over_limit`` is what is
    in progress over a stated limit, empty without one.
    """
    found = {
        f"saturation {item.metric}": _own(service, item)
        for item in (*system.saturation, *common().saturation)
        if _exposed(service, item)
    }
    for pod in _pods(service):
        expression = promql.pod_saturation(pod, counter, service.labels["namespace"], service.every)
        every = max(POD_LOOK_SECONDS, service.every)
        peak = promql.highest(expression, service.span, every)
        found[f"saturation {pod.metric}"] = Fullness(expression, peak, "", pod.meaning, apart=True)
    if over_limit:
        meaning = "requests in progress over the stated limit"
        found["saturation limit"] = _by_looking(service, over_limit, meaning)
    return found


def _own(service: Service, item: Saturation) -> Fullness:
    labels, every = service.labels, service.every
    return Fullness(
        expression=promql.saturation(item, labels, every),
        peak=promql.highest_saturation(item, labels, service.span, every),
        course=promql.highest_saturation(item, labels, service.step, every),
        meaning=item.meaning,
    )


def _exposed(service: Service, item: Saturation) -> bool:
    return set(service.names).issuperset(filter(None, (item.metric, item.over, item.needs)))


def _pods(service: Service) -> tuple[PodSaturation, ...]:
    """Those of the cluster, where the counter says in which pods of which namespace it runs."""
    known = {"namespace", "pod"}.issubset(service.counter_labels)
    return common().pods if known and service.labels.get("namespace") else ()


def _by_looking(service: Service, expression: str, meaning: str) -> Fullness:
    every = service.every
    peak = promql.highest(expression, service.span, every)
    course = promql.highest(expression, service.step, every)
    return Fullness(expression, peak, course, meaning)
