"""Whether the code is instrumented with metrics."""

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
)
ERRORS = ("sentry_sdk", "newrelic")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals in Python (import and use), or a scrape object, or another language's library."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    imported = imports(modules, PACKAGES)
    used = [hit for hit in calls(modules, USES) if hit.path in {item.path for item in imported}]
    scraped = [Hit(item.path, item.line, item.kind) for item in objects(evidence, *SCRAPES)]
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
