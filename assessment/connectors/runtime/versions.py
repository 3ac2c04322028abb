"""Which model version a service names in its own metrics."""

from collections.abc import Iterable, Mapping

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.catalogue import Series, common, version_metrics
from assessment.connectors.runtime.evidence import ServedVersion
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.service import Service

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


def asked_for(api: Api, service: Service) -> tuple[ServedVersion, ...]:
    """The versions that a service names to a server: in a metric of their own, or in a label."""
    named = version_metrics(service.names)
    if named:
        series = Series(metric=named[0])
        query = promql.selector(series, service.labels)
    elif service.version_label and service.system:
        series = service.system.requests[0]
        one = promql.selector(series, service.labels)
        query = f"count by ({service.version_label}) ({one})"
    else:
        return ()
    try:
        found = api.vector(query, "which model version is served", service.now)
    except Failed:
        return ()
    return served(series.metric, (dict(labels) for labels in found))
