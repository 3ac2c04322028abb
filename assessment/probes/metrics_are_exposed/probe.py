"""Whether the code is instrumented with metrics."""

import json

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    calls,
    dependencies,
    imports,
    is_library,
    objects,
    own,
)
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_code, counted, library, present, unavailable

PACKAGES = (
    "prometheus_client",
    "prometheus_fastapi_instrumentator",
    "starlette_exporter",
    "aioprometheus",
    "prometheus_flask_exporter",
    "django_prometheus",
    "opentelemetry.metrics",
    "statsd",
    "datadog",
    "opentelemetry.sdk.metrics",
    "starlette_prometheus",
    "ddtrace",
    "aws_embedded_metrics",
)
USES = (
    r"(?:Counter|Histogram|Gauge|Summary|Info)$|Instrumentator|instrument|expose|"
    r"start_http_server|make_(?:asgi|wsgi)_app|"
    r"generate_latest|PrometheusMiddleware|PrometheusMetrics|get_meter|create_(?:counter|"
    r"histogram)|StatsClient|"
    r"statsd\.|increment$|distribution$|handle_metrics|metrics_endpoint"
)
SCRAPES = ("ServiceMonitor", "PodMonitor")
OTHER = (
    "metrics-exporter-prometheus",
    "client_golang",
    "prometheus",
    "micrometer-registry-prometheus",
    "prom-client",
    "opentelemetry-prometheus",
    "prometheus-client",
    "prometheus-exporter",
    "yabeda-prometheus",
    "prometheus-net-aspnetcore",
    "opentelemetry-exporter-prometheus-aspnetcore",
    "quarkus-micrometer-registry-prometheus",
)
SENDS = "--statsd-host"
"""A server's own option to send its metrics, such as gunicorn's."""
ERRORS = ("sentry_sdk", "newrelic")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals in Python (import and use), a scrape object, a server's option, or a library."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    imported = imports(modules, PACKAGES)
    used = [hit for hit in calls(modules, USES) if hit.path in {item.path for item in imported}]
    scraped = [Hit(item.path, item.line, item.kind) for item in objects(evidence, *SCRAPES)]
    scraped += _sent(evidence)
    if (imported and used) or scraped:
        hits = [*used, *scraped]
        return present(
            evidence, f"{counted(hits, 'place')}, first {hits[0].path}: {hits[0].name}", hits
        )
    if other := dependencies(evidence, OTHER):
        return present(evidence, f"{other[0].path} depends on {other[0].name}", other)
    if imported:
        where = imported[0]
        return absent_in_code(evidence, f"{where.name} is imported in {where.path} and never used")
    return _nothing(evidence)


def _sent(evidence: RepositoryEvidence) -> list[Hit]:
    """Where a compose service, a manifest or an image starts its server with metrics sent away."""
    found = [
        Hit(item.path, item.line, f"a server with {SENDS}")
        for item in evidence.documents
        if role_of(item.path) == "source" and SENDS in json.dumps(item.body)
    ]
    return found + [
        Hit(file.path, row.line, f"a server with {SENDS}")
        for file in evidence.containers
        for row in file.instructions
        if row.keyword in {"CMD", "ENTRYPOINT"} and SENDS in row.value
    ]


def _nothing(evidence: RepositoryEvidence) -> Observation:
    built_in = [
        item for item in evidence.documents if item.kind in {"InferenceService", "SeldonDeployment"}
    ]
    if built_in:
        return unavailable(
            "the model server here has metrics of its own, seen only when it runs",
            "Point Prodworthy at the server's metrics address or at Prometheus.",
        )
    errors = imports(own(evidence), ERRORS)
    seen = "no metrics library is used"
    return absent_in_code(evidence, f"{seen}; errors go to {errors[0].name}" if errors else seen)
