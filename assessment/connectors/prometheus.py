"""Reads one service's numbers, rules and targets from a server that speaks Prometheus' HTTP API.

Options: ``labels`` (label and value, such as job and the service's name; left out, the only
service there is), ``request_labels`` (narrow requests and durations further, such as a handler),
``window`` (such as ``30d``), ``system`` (a name of the catalogue), ``requests_metric`` and
``latency_metric`` (for names that no pattern finds), ``concurrency_limit`` (requests that the
service can work on at once), ``namespace`` and ``workload`` (where it runs), ``limits`` (name and
requests a second), ``replica_price`` (what one instance costs an hour), and the objectives of
``assessment.objectives``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from assessment import objectives
from assessment.connectors.runtime.capacity import Asking, capacity
from assessment.connectors.runtime.chosen_service import Service, texts, window_seconds
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status, Target, span
from assessment.connectors.runtime.finding import find
from assessment.connectors.runtime.links import reader_of, rules_page
from assessment.connectors.runtime.listing import listed
from assessment.connectors.runtime.planned import planned
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.runtime.prometheus_signals import asked
from assessment.connectors.runtime.promql import everything
from assessment.connectors.runtime.rules import parsed_rules, parsed_targets, scrape_interval
from assessment.connectors.transport import Channel
from assessment.objectives import stated
from assessment.sources import Circumstances, Option, Request, Source, SourceUnavailable, Survey

KIND = "prometheus"
SCHEMES = ("http", "https")
TITLE = "Prometheus"
ICON = "monitoring"
GROUP = "platform"
ADDRESS_HELP = (
    "The address of a Prometheus-compatible server, such as https://prometheus.example.org; where it "
    "is closed, of a Grafana with /api/datasources/proxy/uid/ and the uid of its data source."
)
EVIDENCE = RuntimeEvidence
OPTIONS = (
    Option(
        name="labels", label="Labels of the service", form="pairs",
        help="Such as job=scoring; empty where there is one only.",
    ),
    Option(
        name="request_labels", label="Labels of its requests", form="pairs",
        help="Such as model_name=fraud or handler=/score; empty for all requests.",
    ),
    Option(name="window", label="Window", help="How far back is asked, such as 30d."),
    Option(name="system", shown=False),
    Option(name="requests_metric", shown=False),
    Option(name="latency_metric", shown=False),
    Option(
        name="concurrency_limit", label="Requests it can work on at once", form="number",
        help="For saturation.",
    ),
    Option(
        name="namespace", label="Kubernetes namespace",
        help="For the autoscaler's ceiling and the metered cost; empty where a label says it.",
    ),
    Option(name="workload", label="Kubernetes workload", help="The deployment's name."),
    Option(
        name="limits", label="Known limits, requests a second", form="pairs",
        help="Such as gateway=2000, supplier=500: what ten times the load would meet.",
    ),
    Option(
        name="replica_price", label="Cost of one instance an hour", form="number",
        help="Where no OpenCost is scraped; the cost is then an estimate.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

CLOCK_SECONDS = 60.0
NAMES_KEPT = 2000
PAST = (
    "the numbers are as of the moment of this look, out of the server's history; its rules and "
    "targets are today's"
)
SCRAPERS = ("prometheus_replica", "__replica__", "thanos_replica")
"""Labels that tell the copies of one series apart."""
T = TypeVar("T")


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make; expressions of the system found later on
    stand for those of the catalogue."""
    return planned(source)


def read(source: Source, circumstances: Circumstances) -> RuntimeEvidence:
    """Everything about one service; :class:`SourceUnavailable` where it cannot be reached."""
    objectives = stated(source.options)
    window_seconds(source.options)
    with Channel(source, circumstances) as channel:
        api = Api(channel)
        circumstances.progress("version and clock")
        server, clock = api.build(), _clock(api)
        now = _as_of(circumstances, clock)
        circumstances.progress("which service, and since when")
        found = replace(_found(api, source, now), counts_new=server.counts_new)
        service, targets, note = _scraped(api, found)
        seen = _seen(api, service, source, circumstances)
        seen = seen.model_copy(update={"objectives": objectives})
        circumstances.progress("error budget, load and cost")
        asking = Asking(api=api, service=service, evidence=seen, options=source.options)
        seen = seen.model_copy(update={"capacity": capacity(asking)})
    skew = circumstances.now().timestamp() - now
    past = PAST if now < clock else ""
    return seen.model_copy(
        update={
            "server": server.told,
            "targets": targets,
            "notes": (
                *filter(None, (_skewed(skew), past, note, _copies(service))),
                *seen.notes,
                *api.remarks,
            ),
        }
    )


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The server, how many series it holds, and its services to choose from, in five requests."""
    labels = texts(source.options, "labels")
    with Channel(source, circumstances) as channel:
        api = Api(channel)
        server, now = api.build(), _clock(api)
        series, warning = _held(api, labels, now)
        try:
            found = listed(api, labels, now)
        except Failed as problem:
            raise _no_api(str(problem)) from None
    told = ", ".join(filter(None, (server.told, series, found.told())))
    if not warning and not found.services:
        warning = (
            "it holds no series of a known serving system (requests_metric can name a counter)"
        )
    return Survey(told=told, warning=warning, choices=found.choices())


def _held(api: Api, labels: Mapping[str, str], now: float) -> tuple[str, str]:
    """How many series there are, and a warning where there is none."""
    if not labels:
        count = api.series()
        told = "" if count is None else f"{count:,} series"
        return told, "it holds no series" if count == 0 else ""
    found, reason = _asked(
        lambda: api.value(f"count({everything(labels)})", "how many series there are", now)
    )
    told = reason or f"{found or 0:,.0f} series with these labels"
    return told, "" if found or reason else f"it holds no series with {everything(labels)}"


def _scraped(api: Api, service: Service) -> tuple[Service, tuple[Target, ...], str]:
    """The service with its scrape interval, its targets, and why they are not known if so."""
    rows, reason = _asked(api.targets)
    if rows is None:
        return service, (), f"targets: {reason}"
    interval = scrape_interval(rows, service.labels) or service.interval
    targets = parsed_targets(rows, service.labels, service.now)
    return replace(service, interval=interval), targets, ""


def _seen(
    api: Api, service: Service, source: Source, circumstances: Circumstances
) -> RuntimeEvidence:
    reader, limit = reader_of(source), source.options.get("concurrency_limit")
    stated_limit = float(limit) if isinstance(limit, (int, float)) else None
    signals = asked(api, service, reader, stated_limit, circumstances.progress)
    numbers = signals.all()
    history, no_history = _asked(signals.held)
    circumstances.progress("rules")
    rules, reason = _asked(lambda: parsed_rules(api.rules()))
    versions, no_versions = _asked(signals.versions)
    return RuntimeEvidence(
        service=everything(service.request_labels).strip("{}"),
        system=service.system.id if service.system else "",
        system_title=service.system.title if service.system else "",
        read_at=circumstances.now(),
        window_seconds=service.window,
        history_seconds=history or 0.0,
        history_reason=no_history,
        reader=reader,
        signals=numbers,
        rules=rules or (),
        rules_status=Status.FAILED if rules is None else Status.VALUE,
        rules_reason=reason,
        rules_url=rules_page(reader),
        metrics=service.names[:NAMES_KEPT],
        outputs=signals.outputs(),
        versions=versions or (),
        versions_reason=no_versions,
        notes=signals.notes,
    )


def _clock(api: Api) -> float:
    """The server's own time in unix seconds: its samples are dated by it, not by our clock."""
    try:
        return api.value("time()", "what time it is on the server") or 0.0
    except Failed as problem:
        raise _no_api(str(problem)) from None


def _as_of(circumstances: Circumstances, clock: float) -> float:
    """The moment that is read, in the server's unix seconds: now, or an earlier one that is asked for."""
    return clock if circumstances.as_of is None else min(clock, circumstances.as_of.timestamp())


def _found(api: Api, source: Source, now: float) -> Service:
    try:
        return find(api, source.options, now)
    except Failed as problem:
        raise _no_api(str(problem)) from None


def _no_api(reason: str) -> SourceUnavailable:
    return SourceUnavailable(
        reason, "Check that the address is that of a Prometheus-compatible server's HTTP API."
    )


def _asked(ask: Callable[[], T]) -> tuple[T | None, str]:
    try:
        return ask(), ""
    except Failed as problem:
        return None, str(problem)


def _copies(service: Service) -> str:
    """A note where several scrapers' copies of one counter are all there."""
    label = next((name for name in SCRAPERS if name in service.counter_labels), "")
    if not label or label in service.request_labels:
        return ""
    return (
        f"the request counter has the label {label}: where several scrapers keep a copy of it, each "
        f"request counts once for each; choose one copy by request_labels"
    )


def _skewed(seconds: float) -> str:
    if abs(seconds) <= CLOCK_SECONDS:
        return ""
    return (
        f"the server's clock is {span(abs(seconds))} {'behind' if seconds > 0 else 'ahead of'} ours"
    )
