"""Reads a service's own metrics endpoint twice, where no Prometheus watches it.

Options: ``interval`` (seconds between the two scrapes, 10), ``window`` (such as ``30d``: how old
counters may be to be used whole), ``labels`` and ``request_labels`` (narrow the series),
``system``, ``requests_metric`` and ``latency_metric`` as for Prometheus, and the objectives of
``assessment.objectives``.

Where the process says when it started, and that is within the window, ratios and percentiles cover
its whole life; otherwise the time between the scrapes. The rate always covers the latter.
"""

import time

from assessment import objectives
from assessment.connectors.redaction import redact
from assessment.connectors.runtime import recognition
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.chosen_service import (
    check,
    system,
    texts,
    window_seconds,
    with_stated_latency,
)
from assessment.connectors.runtime.endpoint_signals import EndpointSignals
from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.connectors.runtime.exposition import Counted, Scrape, parsed
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.objectives import stated
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Stopped,
    Survey,
)

KIND = "metrics_endpoint"
SCHEMES = ("http", "https")
TITLE = "Metrics endpoint"
ICON = "speed"
GROUP = "platform"
ADDRESS_HELP = (
    "The full address of the service's metrics, such as https://scoring.example.org/metrics."
)
EVIDENCE = RuntimeEvidence
OPTIONS = (
    Option(
        name="interval", label="Seconds between the two scrapes", form="number", help="Empty: 10.",
    ),
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
    *objectives.options(KIND),
)  # fmt: skip

NO_RULES = "a bare metrics endpoint has no rules; they live in the monitoring that scrapes it"
NAMES_KEPT = 2000
PARTS_LISTED = 50


def requests(source: Source) -> tuple[Request, ...]:
    """The two scrapes."""
    check(source.options)
    where, seconds = redact(source.address), _interval(source)
    return (
        Request(verb="GET", what=where, why="what the service counts about itself"),
        Request(verb="GET", what=where, why=f"how much that grew within {seconds:g} seconds"),
    )


def read(source: Source, circumstances: Circumstances) -> RuntimeEvidence:
    """Two scrapes and what they tell; :class:`SourceUnavailable` where they cannot be had."""
    objectives, window = stated(source.options), window_seconds(source.options)
    first, second = _scrapes(source, circumstances)
    now = circumstances.now()
    _same_process(first, second, now.timestamp())
    life = _lifetime(first, second, now.timestamp(), window)
    seen = _signals(source, first, second, life)
    return RuntimeEvidence(
        server=TITLE,
        service=source.name,
        system=seen.system.id if seen.system else "",
        system_title=seen.system.title if seen.system else "",
        read_at=now,
        window_seconds=window,
        history_seconds=life or (second.at - first.at),
        reader=reader_of(source),
        signals=seen.all(),
        rules_reason=NO_RULES,
        metrics=second.names[:NAMES_KEPT],
        outputs=seen.outputs(),
        versions=seen.versions(),
        objectives=objectives,
    )


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """How much one scrape shows, of which serving system, and what its requests are told apart by."""
    with Channel(source, circumstances) as channel:
        scrape = _scrape(channel, "what the service counts about itself")
    found = recognition.recognised(scrape.names)
    told = f"{len(scrape.names):,} metrics in {len(scrape.samples):,} series"
    parts = _parts(scrape, found[0]) if found else ()
    return Survey(
        told=", ".join((told, found[0].title if found else "no known serving system")),
        warning=_warning(scrape, bool(found or source.options.get("requests_metric"))),
        choices={"request_labels": parts} if parts else {},
    )


def _warning(scrape: Scrape, known: bool) -> str:
    if not scrape.samples:
        return "it exposes no series"
    return (
        ""
        if known
        else "it holds no series of a known serving system (requests_metric can name a counter)"
    )


def _parts(scrape: Scrape, system: System) -> tuple[Choice, ...]:
    counted = Counted(scrape, scrape, {})
    rows = [row for series in system.requests for row in counted.labelled(series)]
    found = {f"{name}={row[name]}" for row in rows for name in system.parts if row.get(name)}
    listed = sorted(text for text in found if "," not in text)[:PARTS_LISTED]
    return tuple(Choice(value=text, label=f"{text} ({system.title})") for text in listed)


def _scrapes(source: Source, circumstances: Circumstances) -> tuple[Scrape, Scrape]:
    interval = _interval(source)
    with Channel(source, circumstances) as channel:
        circumstances.progress("first scrape")
        first = _scrape(channel, "what the service counts about itself")
        circumstances.progress(f"waiting {interval:g} seconds")
        _wait(interval, circumstances)
        return first, _scrape(channel, f"how much that grew within {interval:g} seconds")


def _interval(source: Source) -> float:
    given = source.options.get("interval", 10.0)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0.5 <= given <= 60:
        raise SourceUnavailable(
            "the interval between the scrapes is not a number of seconds from 0.5 to 60",
            "Give interval in seconds, for example 10.",
        )
    return float(given)


def _scrape(channel: Channel, why: str) -> Scrape:
    reply = channel.get("", why)
    at = time.monotonic()
    if reply.status >= 400:
        raise SourceUnavailable(
            f"the endpoint answered with status {reply.status}",
            "Check the address, and choose a secret from the operator's list if it needs one.",
        )
    return parsed(reply.body, reply.headers.get("content-type", ""), at)


def _wait(seconds: float, circumstances: Circumstances) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if circumstances.stopped():
            raise Stopped
        time.sleep(min(0.1, left))


def _same_process(first: Scrape, second: Scrape, now: float) -> None:
    """Refuse two answers of different processes: their difference means nothing.

    A start between the two scrapes is a restart, whose counters begin at 0.
    """
    if first.started is None or second.started is None or first.started == second.started:
        return
    if second.started < now - (second.at - first.at) - 5:
        raise SourceUnavailable(
            "two different processes answered the two scrapes",
            "Give the address of one instance, or a Prometheus that sees all of them.",
        )


def _lifetime(first: Scrape, second: Scrape, now: float, window: float) -> float | None:
    """Age of the process in seconds, where it is within the window and longer than the interval."""
    started = second.started
    if started is None or first.started != started:
        return None
    age = now - started
    return age if second.at - first.at <= age <= window else None


def _signals(source: Source, first: Scrape, second: Scrape, life: float | None) -> EndpointSignals:
    labels = texts(source.options, "labels") | texts(source.options, "request_labels")
    narrowed = Counted(first, second, labels)
    found = system(second.names, source.options)
    if found:
        known = {
            name
            for counter in recognition.bound(found, second.names).requests
            for row in narrowed.labelled(counter)
            for name in row
        }
        found = with_stated_latency(recognition.bound(found, second.names, known), source.options)
    whole = Counted(first, second, labels, lifetime=life is not None)
    seconds = second.at - first.at
    basis = f"since the start {span(life)} ago" if life else f"growth in {seconds:.1f} s"
    return EndpointSignals(found, whole, narrowed, basis, reader_of(source))
