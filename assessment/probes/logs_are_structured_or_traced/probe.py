"""Whether logs are structured or requests are traced."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    calls,
    commands,
    dependencies,
    imports,
    is_library,
    own,
    used,
)
from assessment.repository.saying import absent_in_code, counted, library, present
from assessment.repository.searching import keyed

PACKAGES = (
    "structlog", "pythonjsonlogger", "json_log_formatter", "ecs_logging", "aws_lambda_powertools",
    "google.cloud.logging",
    "opentelemetry.trace", "opentelemetry.sdk.trace", "opentelemetry.instrumentation",
    "opentelemetry.exporter", "ddtrace",
    "sentry_sdk", "elasticapm", "azure.monitor.opentelemetry", "opencensus", "logfire",
    "jaeger_client", "newrelic", "raven",
    "rollbar", "bugsnag", "honeycomb", "logstash_async", "logstash_formatter",
    "applicationinsights", "traceloop", "openinference",
    "aws_xray_sdk", "watchtower", "langfuse", "eliot", "asgi_correlation_id",
)  # fmt: skip
NAMED = (
    r"(?i)(?:^|[._])(?:\w*json_?(?:log_?)?formatter|setup_tracing|configure_tracing|"
    r"init_tracing|setup_telemetry|init_sentry|setup_sentry)$"
)
OTHER = (
    "zap", "zerolog", "otel", "tracing", "tracing-subscriber", "opentelemetry", "pino", "winston",
    "logstash-logback-encoder",
    "otlptrace", "tracing-opentelemetry", "sentry-go", "slog", "opentelemetry-sdk", "raven",
    "sentry",
    "serilog", "serilog-aspnetcore", "sentry-ruby", "sentry-rails", "lograge",
    "rails-semantic-logger", "govuk-app-config",
    "sentry-spring-boot-starter", "micrometer-tracing-bridge-otel",
    "opentelemetry-extensions-hosting", "jaeger-client",
)  # fmt: skip
STARTED = r"opentelemetry-instrument\b|ddtrace-run\b|newrelic-admin run-program"


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tool that is imported and called, started around the process, or a library elsewhere."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    hits = (
        used(modules, PACKAGES) + calls(modules, NAMED) + _started(evidence) + _switched(evidence)
    )
    if hits:
        return present(
            evidence, f"{counted(hits, 'place')}, first {hits[0].path}: {hits[0].name}", hits
        )
    if other := dependencies(evidence, OTHER):
        return present(evidence, f"{other[0].path} depends on {other[0].name}", other)
    if imported := imports(modules, PACKAGES):
        where = imported[0]
        return absent_in_code(
            evidence, f"{where.name} is imported in {where.path} and never called"
        )
    return absent_in_code(evidence, "no structured logger, tracing or error tracker in the code")


def _switched(evidence: RepositoryEvidence) -> list[Hit]:
    """A platform's tracing that a deployment's settings switch on."""
    return [
        Hit(document.path, document.line, key)
        for document, key, value in keyed(evidence, "appInsightsEnabled", "app_insights_enabled")
        if str(value).lower() == "true"
    ]


def _started(evidence: RepositoryEvidence) -> list[Hit]:
    found = [
        Hit(item.path, line.line, line.value[:60])
        for item in evidence.containers
        for line in item.instructions
        if line.keyword in {"CMD", "ENTRYPOINT", "RUN"}
        and any(
            word in line.value
            for word in ("opentelemetry-instrument", "ddtrace-run", "newrelic-admin")
        )
    ]
    return found + commands(evidence, STARTED)
