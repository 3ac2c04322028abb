"""Which model version a service names in its own metrics."""

from collections.abc import Iterable, Mapping

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.catalogue import Series, common, version_metrics
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import ServedVersion

SHOWN = 20


def served(metric: str, label_sets: Iterable[Mapping[str, str]]) -> tuple[ServedVersion, ...]:
    """The versions among the labels of a metric, at most twenty."""
    known = (*common().version_labels, "tag", "digest", "revision")
    found = (
        ServedVersion(metric=metric, label=label, value=value)
        for labels in label_sets
        for label, value in labels.items()
        if label in known and value
    )
    return tuple(dict.fromkeys(found))[:SHOWN]


def version_query(service: Service) -> str:
    """What names the version: a metric of its own, or a label of the request counter."""
    series = _naming(service)
    if series is None:
        return ""
    one = promql.selector(series, service.labels)
    return one if version_metrics(service.names) else f"count by ({service.version_label}) ({one})"


def versions_among(
    service: Service, rows: Iterable[tuple[tuple[str, str], ...]]
) -> tuple[ServedVersion, ...]:
    """The versions among the label sets that :func:`version_query` gives."""
    series = _naming(service)
    return served(series.metric, map(dict, rows)) if series else ()


def _naming(service: Service) -> Series | None:
    named = version_metrics(service.names)
    if named:
        return Series(metric=named[0])
    return service.system.requests[0] if service.system and service.version_label else None
