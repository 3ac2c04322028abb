"""Asks a server for a service's error budget, its own objectives, and how its outputs moved."""

from collections.abc import Iterable, Mapping

from assessment.connectors.rest import Reach
from assessment.connectors.runtime import together
from assessment.connectors.runtime.capacity_evidence import Capacity, OwnObjective, Window
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.error_budget import windows_asked
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.own_objectives import (
    own_objectives,
    related,
    remaining_queries,
)
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import graph_link, grown
from assessment.connectors.runtime.saying import about_the_service
from assessment.connectors.runtime.service import SETTLED, Service
from assessment.connectors.runtime.together import Labels

Found = Mapping[str, Mapping[Labels, float]]
WHY = "how fast the error budget goes, and what is left of the service's own objectives"


def capacity(api: Api, service: Service, evidence: RuntimeEvidence) -> Capacity:
    """What ``evidence`` (signals, rules) does not say yet, in one request where the query is short."""
    own = _own(evidence)
    counts = _counts(service, evidence)
    found, reach = _asked(api, {**counts, **_prefixed("left", remaining_queries(own))}, service.now)
    counted = _no_errors(evidence) if reach.read and not counts else reach
    return Capacity(
        windows=_windows(found, service) if counts else (),
        counted=counted,
        own=tuple(_with_remaining(item, found, evidence.reader, service.now) for item in own),
    )


def _own(evidence: RuntimeEvidence) -> tuple[OwnObjective, ...]:
    return own_objectives(related(evidence.rules, about_the_service(evidence)))


def _asked(api: Api, parts: Mapping[str, str], at: float) -> tuple[Found, Reach]:
    try:
        return (together.vectors(api, parts, WHY, at) if parts else {}), Reach()
    except Failed as problem:
        remedy = "See why the query failed, and run the probe again."
        return {}, Reach(read=False, reason=str(problem), remedy=remedy)


def _counts(service: Service, evidence: RuntimeEvidence) -> dict[str, str]:
    """Requests and errors of every window that the history holds; none where errors are unknown."""
    system = service.system
    if system is None or evidence.signal("error_ratio").value is None:
        return {}
    return {
        f"{name} {seconds}": grown(series, service.request_labels, seconds, SETTLED)
        for seconds in _held(service)
        for name, series in (("requests", system.requests), ("errors", system.errors))
    }


def _held(service: Service) -> Iterable[int]:
    return (seconds for seconds in windows_asked() if seconds <= service.span)


def _windows(found: Found, service: Service) -> tuple[Window, ...]:
    return tuple(
        Window(seconds=seconds, requests=requests, errors=_errors(found, seconds, service.system))
        for seconds in _held(service)
        if (requests := _number(found, f"requests {seconds}")) is not None
    )


def _errors(found: Found, seconds: int, system: System | None) -> float | None:
    """No series is no error only where one is born with the first error."""
    errors = _number(found, f"errors {seconds}")
    return 0.0 if errors is None and system and system.absent_errors_mean_zero else errors


def _no_errors(evidence: RuntimeEvidence) -> Reach:
    signal = evidence.signal("error_ratio")
    return Reach(read=False, reason=signal.reason or "failed requests are not counted")


def _with_remaining(item: OwnObjective, found: Found, reader: str, at: float) -> OwnObjective:
    days = item.window_days or 30
    return item.model_copy(
        update={
            "remaining": _number(found, f"left {item.name}"),
            "url": graph_link(reader, item.query, at, days * 86400),
        }
    )


def _prefixed(prefix: str, parts: Mapping[str, str]) -> dict[str, str]:
    return {f"{prefix} {name}": expression for name, expression in parts.items()}


def _number(found: Found, name: str) -> float | None:
    values = list(found.get(name, {}).values())
    return values[0] if len(values) == 1 else None
