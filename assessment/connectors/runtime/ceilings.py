"""What stands above a service: the limits that ten times the load would meet, by name."""

from collections.abc import Iterator, Mapping

from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.capacity_evidence import Ceiling
from assessment.connectors.runtime.chosen_service import Service, texts
from assessment.connectors.runtime.prometheus_api import Failed
from assessment.connectors.runtime.promql import quoted
from assessment.sources import Options, SourceUnavailable

NAMESPACE = (
    "namespace", "exported_namespace", "kubernetes_namespace", "k8s_namespace_name",
    "destination_workload_namespace", "namespace_name",
)  # fmt: skip
WORKLOAD = ("deployment", "destination_workload", "workload", "k8s_deployment_name")

AUTOSCALER = "ceiling autoscaler"
PODS = "ceiling pods"


def placed(service: Service, options: Options) -> tuple[str, str]:
    """The namespace and workload of the options or, failing them, of the service's labels."""
    labels = service.request_labels

    def first(name: str, among: tuple[str, ...]) -> str:
        stated = str(options.get(name, "")).strip()
        return stated or next((labels[item] for item in among if item in labels), "")

    return first("namespace", NAMESPACE), first("workload", WORKLOAD)


def ceiling_queries(namespace: str) -> dict[str, str]:
    """What kube-state-metrics says of the namespace; nothing where it is not known."""
    if not namespace:
        return {}
    one = f"namespace={quoted(namespace)}"
    return {
        AUTOSCALER: "max by (horizontalpodautoscaler) "
        f"(kube_horizontalpodautoscaler_spec_max_replicas{{{one}}})",
        PODS: f'min by (resourcequota) (kube_resourcequota{{{one},resource="pods",type="hard"}})',
    }


def ceilings(
    found: Answers[Rows], queries: Mapping[str, str], workload: str, options: Options
) -> tuple[Ceiling, ...]:
    """Every limit that is known, those of the cluster first."""
    return (*_cluster(found, queries, workload), *stated_limits(options))


def stated_limits(options: Options) -> tuple[Ceiling, ...]:
    """The option ``limits``: name and requests a second; refuses what is no positive number."""
    found = []
    for name, text in texts(options, "limits").items():
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if not 0 < value < float("inf"):
            raise SourceUnavailable(
                f"the limit {name} is not a number of requests a second",
                "Give limits as name and requests a second, for example gateway=2000.",
            )
        found.append(Ceiling(name=name, value=value, unit="requests/s", where="as stated"))
    return tuple(found)


def by_concurrency(limit: float | None, seconds: float | None) -> tuple[Ceiling, ...]:
    """What a limit on requests at work allows, by Little's law: limit over mean seconds of one."""
    if not limit or not seconds or seconds <= 0:
        return ()
    where = f"{limit:g} at once, {1000 * seconds:.3g} ms each"
    return (Ceiling(name="concurrency", value=limit / seconds, unit="requests/s", where=where),)


def _cluster(found: Answers[Rows], queries: Mapping[str, str], workload: str) -> Iterator[Ceiling]:
    for name, label, said in (
        (AUTOSCALER, "horizontalpodautoscaler", "autoscaler"),
        (PODS, "resourcequota", "quota of pods"),
    ):
        if name in queries:
            rows = _named(found, name, label)
            only = rows if name == PODS else of_workload(rows, workload)
            for one, value in only.items():
                yield Ceiling(
                    name=f"{said} {one}", value=value, unit="replicas", where=queries[name]
                )


def _named(found: Answers[Rows], name: str, label: str) -> dict[str, float]:
    try:
        rows = found.get(name)
    except Failed:
        return {}
    return {dict(labels).get(label, ""): value for labels, value in rows.items()}


def of_workload(rows: Mapping[str, float], workload: str) -> dict[str, float]:
    """The autoscaler of a workload by its name; without a workload, the only one there is."""
    if not workload:
        return dict(rows) if len(rows) == 1 else {}
    return {name: value for name, value in rows.items() if _belongs(name, workload)}


def _belongs(name: str, workload: str) -> bool:
    return name == workload or name in (
        f"{workload}-hpa",
        f"keda-hpa-{workload}",
        f"hpa-{workload}",
    )
