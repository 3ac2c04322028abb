"""Whether dashboards as code show own metrics."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Dashboard, RepositoryEvidence
from assessment.repository.looking import Hit, holds_runtime, is_library, own
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.searching import set_to

METERS = (
    r"(?:^|\.)(?:Counter|Histogram|Gauge|Summary|Info|create_\w+|increment|distribution|gauge|"
    r"incr|timing)$"
)
SERVERS = re.compile(
    r"\bnv_inference|\bvllm:|\bts_inference|:tensorflow:serving|\bbentoml_|\bseldon_|"
    r"request_predict_seconds|\brevision_|\bte_request|\bray_serve|"
    r"\bhttp_request|\bhttp_server_request|\bstarlette_|\bflask_http|\bdjango_http|\bfastapi_|"
    r"\bgunicorn_|\bistio_request|\bmodel_infer"
)
RESOURCES = {
    "aws_cloudwatch_dashboard", "datadog_dashboard", "datadog_dashboard_json",
    "google_monitoring_dashboard", "grafana_dashboard",
    "azurerm_portal_dashboard", "newrelic_one_dashboard", "newrelic_one_dashboard_json",
}  # fmt: skip
NO_NAMES = {"", "go", "package", "app", "model", "service", "server", "frontend", "backend"}
SHORTEST = 6


def observe(evidence: RepositoryEvidence) -> Observation:
    """A dashboard joined with a metric of this service, or a dashboard resource."""
    if is_library(evidence):
        return library(evidence)
    resources = [
        Hit(block.path, block.line, ".".join(block.labels))
        for block in evidence.blocks
        if set(block.labels) & RESOURCES and role_of(block.path) == "source"
    ]
    made = _made(evidence)
    names = made | _own_names(evidence)
    kept = [item for item in evidence.dashboards if role_of(item.path) in {"source", "docs"}]
    joined = [item for item in kept if _shows(item, names)]
    if joined or resources:
        hits = [Hit(item.path, item.line, item.title or item.path) for item in joined] + resources
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if kept and not made:
        return unavailable(
            f"{kept[0].path} is a dashboard; which metrics the service makes was not seen",
            "Point Prodworthy at Grafana and at the service's metrics.",
        )
    if kept:
        hits = [Hit(item.path, item.line, item.title) for item in kept]
        return absent(
            evidence, f"{kept[0].path} shows none of the metrics that the code makes", hits
        )
    if holds_runtime(evidence):
        return absent(evidence, "configuration of a runtime is kept here, and no dashboard")
    return unavailable(
        "no configuration of a runtime is kept here, and dashboards belong beside it",
        "Point Prodworthy at Grafana, or name the repository that keeps the dashboards.",
    )


def _made(evidence: RepositoryEvidence) -> set[str]:
    """Names of metrics that own code makes, without the endings that a client library adds."""
    modules = own(evidence)
    hits = set_to(modules, "0", r"^[a-zA-Z_:][\w:.-]+$", METERS) + set_to(
        modules, "metric_name", "."
    )
    names = {
        re.sub(r"_(?:total|seconds|bucket|count|sum)$", "", hit.name.replace(".", "_"))
        for hit in hits
    }
    return {name for name in names if len(name) >= SHORTEST}


def _own_names(evidence: RepositoryEvidence) -> set[str]:
    """What the project is called: metrics are often made with its name before theirs."""
    called = {item.name for item in evidence.manifests if role_of(item.path) == "source"}
    plain = {re.sub(r"[-. ]", "_", name).lower() for name in called - NO_NAMES}
    return {f"{name}_" for name in plain if len(name) >= SHORTEST}


def _shows(dashboard: Dashboard, names: set[str]) -> bool:
    queries = " ".join(dashboard.queries)
    return any(name in queries for name in names) or bool(SERVERS.search(queries))
