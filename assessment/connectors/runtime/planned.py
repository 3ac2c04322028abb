"""The requests that reading a Prometheus-compatible server will make, before any is made."""

from assessment.connectors.redaction import redact
from assessment.connectors.runtime import catalogue
from assessment.connectors.runtime.promql import selector
from assessment.connectors.runtime.service import everything, texts
from assessment.sources import Request, Source

FIRST = (
    ("status/buildinfo", "", "which server and version answers"),
    ("query", "time()", "what time it is on the server"),
)
LAST = (
    ("rules", "", "which alerts and objectives are defined"),
    ("targets", "", "which instances are scraped, and how well"),
)


def planned(source: Source) -> tuple[Request, ...]:
    """Every kind of request, with the expressions of the catalogue's systems in words."""
    labels = texts(source.options, "labels")
    chosen = everything(labels) if labels else "{the only service with a known serving system}"
    base = redact(source.address).rstrip("/")
    first = [_request(base, path, query, why) for path, query, why in FIRST]
    rows = (
        []
        if labels
        else [("query", "count by (job, __name__) (known names)", "which services are there")]
    )
    rows += [
        ("query", f"count({chosen})", "how many series there are"),
        ("label/__name__/values", chosen, "which metrics the service has"),
        ("labels", f"the request counter {chosen}", "which labels the request counter has"),
        (
            "query_range",
            f"count(the request counter {chosen})",
            "since when this service is watched",
        ),
        *_numbers(source),
    ]
    middle = [_request(base, path, query, why) for path, query, why in rows]
    last = [_request(base, path, query, why) for path, query, why in LAST]
    return (*first, *middle, *last)


def _numbers(source: Source) -> list[tuple[str, str, str]]:
    system = next(
        (item for item in catalogue.systems() if item.id == source.options.get("system")), None
    )
    labels = texts(source.options, "labels") | texts(source.options, "request_labels")
    counters = [selector(item, labels) for item in system.requests] if system else []
    counter = " + ".join(counters) or "the request counter of the system found"
    histogram = system.latency[0].histogram if system and system.latency else "its histogram"
    return [
        ("query", f"sum(increase({counter}[window]))", "how many requests there were"),
        ("query", f"sum(increase({counter}, errors only[window]))", "how many requests failed"),
        ("query_range", f"sum(rate({counter}[step]))", "requests a second over time"),
        ("query_range", "1 - errors / requests", "availability over time"),
        ("query", f"sum by (le) (increase({histogram}_bucket[window]))", "how long requests took"),
        ("query_range", f"histogram_quantile(0.95, {histogram})", "the 95th percentile over time"),
        ("query", "max_over_time(requests in progress)", "most requests in progress at once"),
        ("query", "max_over_time(use of the scarcest resource)", "how full the service is"),
        ("query_range", "use of the scarcest resource", "how full the service is, over time"),
        ("query", f"time() - max(timestamp({counter}))", "how old the newest sample is"),
        ("query", "histograms of scores", "how the model's outputs are distributed"),
        ("query", "metrics or labels of the version", "which model version is served"),
    ]


def _request(base: str, path: str, query: str, why: str) -> Request:
    asked = f"?{'match[]' if 'label' in path else 'query'}={query}" if query else ""
    return Request(verb="GET", what=f"{base}/api/v1/{path}{asked}", why=why)
