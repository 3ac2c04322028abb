"""The requests that reading a Prometheus-compatible server will make, before any is made."""

from assessment.connectors.redaction import redact
from assessment.connectors.runtime import catalogue, together
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.chosen_service import Service, check, texts, window_seconds
from assessment.connectors.runtime.promql import everything, selector
from assessment.connectors.runtime.questions import Questions
from assessment.sources import Request, Source

NUMBERS, COURSES = "the service's numbers, in one request", "their course over time, in one request"


def planned(source: Source) -> tuple[Request, ...]:
    """Every kind of request, with the expressions of the catalogue's systems in words."""
    check(source.options)
    labels = texts(source.options, "labels")
    chosen = everything(labels) if labels else "{the only service with a known serving system}"
    base = redact(source.address).rstrip("/")
    rows = [
        ("status/buildinfo", "", "which server and version answers"),
        ("query", "time()", "what time it is on the server"),
        *([] if labels else _which()),
        ("query", f"count({chosen})", "how many series there are"),
        ("label/__name__/values", chosen, "which metrics the service has"),
        *_numbers(source, chosen),
        ("targets", "", "which instances are scraped, and how well"),
        ("rules", "", "which alerts and objectives are defined"),
    ]
    return tuple(_request(base, *row) for row in rows)


def _which() -> list[tuple[str, str, str]]:
    return [
        ("label/__name__/values", "", "which metrics there are"),
        (
            "query",
            "topk(200, count by (job, …) (known request counters))",
            "which services are there",
        ),
    ]


def _numbers(source: Source, chosen: str) -> list[tuple[str, str, str]]:
    system = next(
        (item for item in catalogue.systems() if item.id == source.options.get("system")), None
    )
    counter = f"the request counter {chosen}"
    if system and system.requests:
        counter = selector(system.requests[0], texts(source.options, "labels"))
    return [
        ("labels", counter, "which labels the request counter has"),
        ("query_range", f"count({counter})", "since when this service is watched"),
        *_expressions(source, system),
        (
            "query",
            "requests and failures of 5 minutes to 3 days, what the service's own rules say is left, "
            "output buckets now and a week ago, the autoscaler's ceiling",
            "error budget, shift of the outputs and ceilings, in one request",
        ),
        (
            "query_range",
            "requests a second, requests at work, 95th percentile, instances and cost of every hour",
            "how load and cost went, in one request",
        ),
    ]


def _expressions(source: Source, system: System | None) -> list[tuple[str, str, str]]:
    if system is None or not system.requests:
        numbers = "growth of requests, failed requests, duration buckets and model outputs over the window"
        gauges = (
            "highest requests in progress and use of the scarcest resource, newest sample, version"
        )
        courses = "requests a second, availability, 95th percentile, use of the scarcest resource"
        return [("query", f"{numbers}; {gauges}", NUMBERS), ("query_range", courses, COURSES)]
    questions = Questions(_imagined(source, system), system)
    return [
        *(
            ("query", query, NUMBERS)
            for group in questions.groups()
            for query in together.queries(group)
        ),
        *(("query_range", query, COURSES) for query in together.queries(questions.courses())),
    ]


def _imagined(source: Source, system: System) -> Service:
    """A service of this system that exposes all that it can, watched for the whole window."""
    labels = texts(source.options, "labels")
    window = window_seconds(source.options)
    return Service(
        now=0.0, window=window, labels=labels, span=int(window),
        request_labels=labels | texts(source.options, "request_labels"),
        names=catalogue.names(system), system=system, counter_labels=("namespace", "pod"),
    )  # fmt: skip


def _request(base: str, path: str, query: str, why: str) -> Request:
    asked = f"?{'match[]' if 'label' in path else 'query'}={query}" if query else ""
    return Request(verb="GET", what=f"{base}/api/v1/{path}{asked}", why=why)
