"""The questions of the error budget, and what their answers say."""

from collections.abc import Iterator

from assessment.connectors.rest import Reach
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.capacity_evidence import OwnObjective, Window
from assessment.connectors.runtime.error_budget import windows_asked
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.own_objectives import (
    own_objectives,
    related,
    remaining_queries,
)
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.promql import graph_link, grown
from assessment.connectors.runtime.saying import about_the_service
from assessment.connectors.runtime.service import SETTLED, Service

Own = tuple[OwnObjective, ...]


def own(evidence: RuntimeEvidence) -> Own:
    """The objectives that rules about this service compute."""
    return own_objectives(related(evidence.rules, about_the_service(evidence)))


def budget_queries(service: Service, evidence: RuntimeEvidence, mine: Own) -> dict[str, str]:
    """Requests and errors of every window that the history holds, and what own rules say is left."""
    left = {f"left {name}": query for name, query in remaining_queries(mine).items()}
    if service.system is None or evidence.signal("error_ratio").value is None:
        return left
    counters = (("requests", service.system.requests), ("errors", service.system.errors))
    return left | {
        f"{name} {seconds}": grown(series, service.request_labels, seconds, SETTLED)
        for seconds in _held(service)
        for name, series in counters
    }


def windows(
    found: Answers[Rows], service: Service, evidence: RuntimeEvidence
) -> tuple[tuple[Window, ...], Reach]:
    """What each window held; nothing, and why, where failures are not known."""
    signal = evidence.signal("error_ratio")
    if signal.value is None:
        reason = signal.reason or "failed requests are not counted"
        return (), Reach(read=False, reason=reason)
    try:
        return tuple(_windows(found, service)), Reach()
    except Failed as problem:
        remedy = "See why the query failed, and run the probe again."
        return (), Reach(read=False, reason=str(problem), remedy=remedy)


def with_remaining(mine: Own, found: Answers[Rows], reader: str, at: float) -> Own:
    """The objectives with the share of their budget that is left, where their rules say it."""
    return tuple(
        item.model_copy(
            update={
                "remaining": _left(found, item),
                "url": graph_link(reader, item.query, at, (item.window_days or 30) * 86400),
            }
        )
        for item in mine
    )


def _windows(found: Answers[Rows], service: Service) -> Iterator[Window]:
    """No series is no error only where one is born with the first error."""
    zero = 0.0 if service.system and service.system.absent_errors_mean_zero else None
    for seconds in _held(service):
        requests = _single(found.get(f"requests {seconds}"))
        errors = _single(found.get(f"errors {seconds}"))
        if requests is not None:
            yield Window(
                seconds=seconds, requests=requests, errors=zero if errors is None else errors
            )


def _left(found: Answers[Rows], item: OwnObjective) -> float | None:
    try:
        return _single(found.get(f"left {item.name}"))
    except Failed:
        return None


def _held(service: Service) -> Iterator[int]:
    return (seconds for seconds in windows_asked() if seconds <= service.span)


def _single(rows: Rows) -> float | None:
    values = list(rows.values())
    return values[0] if len(values) == 1 else None
