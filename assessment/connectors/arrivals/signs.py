"""What other sources show of a service under load: its autoscaler's room, and alerts that page."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from assessment.connectors.arrivals.stopping import End
from assessment.connectors.cluster import objects
from assessment.connectors.cluster.answers import Scaler
from assessment.connectors.cluster.rights import REVIEW, only_reading
from assessment.connectors.paging.answers import AlertAnswer
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest
from assessment.connectors.runtime.ceilings import NAMESPACE, WORKLOAD, of_workload
from assessment.connectors.runtime.chosen_service import texts
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.promql import quoted
from assessment.connectors.transport import Channel
from assessment.sources import Request, Source, SourceUnavailable

PAGING = ("page", "critical")
"""Values of the label ``severity`` that by wide custom wake somebody."""

ALERTS = ("/api/v2/alerts", "whether an alert that pages fires during the load")
SCALERS = "whether an autoscaler is at its maximum during the load"
EVERY_FEW_SECONDS = "every few seconds of a load test: "


class Sign(Protocol):
    """One source that is looked at again and again while load is sent."""

    def look(self) -> End | None:
        """Why the load must end; ``None`` where all is well. Raises :class:`SourceUnavailable`."""


class Metrics:
    """A Prometheus: both, from the metrics of the cluster and of the server's own alerts."""

    posts: tuple[str, ...] = ()

    def __init__(self, source: Source, channel: Channel) -> None:
        self._channel = channel
        self._labels, self._space, self._workload = _named(source)

    def look(self) -> End | None:
        """Two questions at most."""
        api = Api(self._channel)
        try:
            return self._full(api) or self._alarmed(api)
        except Failed as problem:
            raise SourceUnavailable(str(problem), "See what this server says itself.") from None

    def _full(self, api: Api) -> End | None:
        if not self._space:
            return None
        rows = api.vector(_full_query(self._space), SCALERS)
        found = {dict(labels).get("horizontalpodautoscaler", ""): n for labels, n in rows.items()}
        mine = of_workload(found, self._workload) if self._workload else found
        return next((full(name, count) for name, count in mine.items()), None)

    def _alarmed(self, api: Api) -> End | None:
        rows = api.vector(ALERTS_QUERY, ALERTS[1])
        return alarmed((dict(labels) for labels in rows), self._labels)


class Cluster:
    """A Kubernetes API: the autoscalers of the service's namespace."""

    posts = (REVIEW,)

    def __init__(self, source: Source, channel: Channel) -> None:
        self._channel, self._rest = channel, Rest(channel, "Kubernetes")
        _, self._space, self._workload = _named(source)
        self._known = False

    def look(self) -> End | None:
        """One question; before the first of them, what the token may do."""
        if not self._space:
            raise SourceUnavailable("no namespace is chosen", "Choose the service's namespace.")
        if not self._known:
            only_reading(self._channel, self._rest, self._space)
            self._known = True
        found = objects.listed(self._rest, objects.SCALER, Scaler, self._space)
        for item in found:
            now, most = item.status.current_replicas or 0, item.spec.max_replicas
            if self._workload in ("", item.spec.scale_target_ref.name) and now >= most:
                return full(item.metadata.name, now)
        return None


class Pager:
    """An Alertmanager: alerts that page and are neither silenced nor inhibited."""

    posts: tuple[str, ...] = ()

    def __init__(self, source: Source, channel: Channel) -> None:
        self._rest = Rest(channel, "Alertmanager")
        self._labels = _named(source)[0]

    def look(self) -> End | None:
        """One question."""
        found = self._rest.read(tuple[AlertAnswer, ...], *ALERTS)
        firing = (item.labels for item in found if item.status.state == "active")
        return alarmed(firing, self._labels)


KINDS: Mapping[str, type[Metrics] | type[Cluster] | type[Pager]] = {
    "prometheus": Metrics, "kubernetes": Cluster, "alertmanager": Pager,
}  # fmt: skip
"""The kinds of source that can be watched."""

ALERTS_QUERY = f'ALERTS{{alertstate="firing",severity=~"{"|".join(PAGING)}"}}'


def watching(sources: Iterable[Source]) -> tuple[Request, ...]:
    """The requests of one round of looks."""
    return tuple(
        Request(
            verb="GET", what=redact(item.address).rstrip("/") + path, why=EVERY_FEW_SECONDS + why
        )
        for item in sources
        for path, why in _asked(item)
    )


def full(name: str, replicas: float) -> End:
    """That an autoscaler can add nothing more."""
    told = f"the autoscaler {redact(name)[:100]} is at its maximum of {replicas:g} replicas"
    return "autoscaler", told


def alarmed(firing: Iterable[Mapping[str, str]], labels: Mapping[str, str]) -> End | None:
    """That an alert pages. One whose own labels say that it is of another service is passed over."""
    for alert in firing:
        ours = all(alert.get(name, value) == value for name, value in labels.items())
        if ours and alert.get("severity", "").lower() in PAGING:
            name = redact(alert.get("alertname", "without a name"))[:100]
            return "alert", f"the alert {name} fires ({alert['severity'].lower()})"
    return None


def _named(source: Source) -> tuple[dict[str, str], str, str]:
    """The labels of the service, its namespace and its workload, as far as a source names them."""
    labels = texts(source.options, "labels")

    def first(option: str, among: tuple[str, ...]) -> str:
        stated = str(source.options.get(option, "")).strip()
        return stated or next((labels[name] for name in among if name in labels), "")

    return labels, first("namespace", NAMESPACE), first("workload", WORKLOAD)


def _full_query(space: str) -> str:
    one = f"{{namespace={quoted(space)}}}"
    return (
        f"max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{one}) "
        f">= max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{one})"
    )


def _asked(source: Source) -> tuple[tuple[str, str], ...]:
    space = _named(source)[1]
    if source.kind == "kubernetes":
        return ((objects.SCALER.path(space or "NAMESPACE"), SCALERS),)
    if source.kind == "alertmanager":
        return (ALERTS,)
    query = "/api/v1/query?query="
    fullness = ((query + _full_query(space), SCALERS),) if space else ()
    return (*fullness, (query + ALERTS_QUERY, ALERTS[1]))
