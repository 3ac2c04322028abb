"""The questions of the error budget, and what their answers say."""

from collections.abc import Iterator

from assessment.connectors.rest import Reach
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.capacity_evidence import OwnObjective, Window
from assessment.connectors.runtime.chosen_service import SETTLED, Service
from assessment.connectors.runtime.error_budget import windows_asked
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.own_objectives import (
    own_objectives,
    related,
    remaining_queries,
)
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.promql import born, graph_link, increase
from assessment.connectors.runtime.saying import about_the_service

Own = tuple[OwnObjective, ...]

LEAST_BORN = 100.0
"""Requests that new counters may bring even where the old ones brought fewer."""


def own(evidence: RuntimeEvidence) -> Own:
    """The objectives that rules about this service compute."""
    return own_objectives(related(evidence.rules, about_the_service(evidence)))


def budget_queries(service: Service, evidence: RuntimeEvidence, mine: Own) -> dict[str, str]:
    """Requests and errors of every window that the history holds, and what own rules say is left."""
    left = {f"left {name}": query for name, query in remaining_queries(mine).items()}
    if service.system is None or evidence.signal("error_ratio").value is None:
        return left
    counters = (("requests", service.system.requests), ("errors", service.system.errors))
    asked = dict(left)
    for seconds in _held(service):
        for name, series in counters:
            asked[f"{name} {seconds}"] = increase(series, service.request_labels, seconds)
            asked[f"{name} born {seconds}"] = born(series, service.request_labels, seconds, SETTLED)
    return asked


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
        grown, new = _counted(found, "requests", seconds, service)
        if grown is None and new is None:
            continue
        # Counters that bring more than all others grew by are old ones under new labels.
        fresh = (new or 0.0) <= max(grown or 0.0, LEAST_BORN)
        failed, failed_new = _counted(found, "errors", seconds, service)
        errors = zero
        if failed is not None or failed_new is not None:
            errors = (failed or 0.0) + (failed_new or 0.0 if fresh else 0.0)
        requests = (grown or 0.0) + (new or 0.0 if fresh else 0.0)
        yield Window(seconds=seconds, requests=requests, errors=errors)


def _counted(
    found: Answers[Rows], name: str, seconds: int, service: Service
) -> tuple[float | None, float | None]:
    """Growth of counters that were there, and what new ones held at first (if not in it already)."""
    grown = _single(found.get(f"{name} {seconds}"))
    new = None if service.counts_new else _single(found.get(f"{name} born {seconds}"))
    return grown, new


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
