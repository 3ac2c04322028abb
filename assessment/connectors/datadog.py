"""Reads from Datadog one service's numbers, monitors and objectives, with GET alone.

Options: ``service`` and ``env`` (its tags), ``operation`` (the traced operation that answers
requests; found out where it can be), or ``requests``, ``errors`` and ``latency`` as queries of
one's own; and the objectives. The entry of the operator's list is
``host=api.datadoghq.com headers:DD-API-KEY: …|DD-APPLICATION-KEY: …``.
"""

import re
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from assessment import objectives
from assessment.connectors.apm import rules
from assessment.connectors.apm.answers import Monitor, Names, Objective
from assessment.connectors.apm.numbers import Numbers, Queries, numbers
from assessment.connectors.rest import Reach, Rest, several
from assessment.connectors.runtime.capacity_evidence import Capacity
from assessment.connectors.runtime.evidence import RuntimeEvidence, Signal, Status
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.objectives import length, stated
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "datadog"
SCHEMES = ("http", "https")
TITLE = "Datadog"
ICON = "pets"
GROUP = "platform"
ADDRESS_HELP = (
    "The address of your site, such as https://app.datadoghq.eu; host=api.datadoghq.eu "
    "headers:DD-API-KEY: …|DD-APPLICATION-KEY: … is how the operator lists its two keys."
)
EVIDENCE = RuntimeEvidence
OPTIONS = (
    Option(name="service", label="Service", help="The value of its tag service."),
    Option(name="env", label="Environment", help="The value of its tag env, such as prod; may be empty."),
    Option(
        name="operation", label="Traced operation",
        help="Such as fastapi.request; empty: found out from the service's metrics.",
    ),
    Option(name="requests", label="Query that counts requests", help="Instead of traces."),
    Option(name="errors", label="Query that counts failures", help="Instead of traces."),
    Option(name="latency", label="Query of the 95th percentile", help="Instead of traces."),
    *objectives.options(KIND),
)  # fmt: skip

PACE_SECONDS = 0.3
NAMES = "/api/v1/metrics"
TAG = re.compile(r"[\w./:-]{1,200}")
SERVING = (
    "fastapi", "starlette", "asgi", "flask", "django", "tornado", "aiohttp", "sanic", "falcon",
    "bottle", "pyramid", "wsgi", "web", "express", "rack", "rails", "servlet", "spring", "grpc.server",
    "aspnet_core", "http.server", "rpc.server", "ray.serve", "bentoml", "triton",
)  # fmt: skip
"""What the tracers call the operation in which a server answers; clients have names of their own."""


class Chosen(NamedTuple):
    """Which queries stand for the service's numbers; why there are none, if so."""

    queries: Queries | None
    names: tuple[str, ...] = ()
    title: str = ""
    reach: Reach = Reach()


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    base = _api(source)
    rows = (
        (NAMES, "which metrics the service has"),
        ("/api/v1/query", "how many requests there were, how many failed, how long they took"),
        (rules.MONITORS, "which monitors there are"),
        (rules.OBJECTIVES, "which objectives the service has"),
        (f"{rules.OBJECTIVES}/ID/history", "how much of an objective's budget is left"),
    )
    return tuple(Request(verb="GET", what=base + path, why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> RuntimeEvidence:
    """One service's numbers and rules; a part that is refused costs its own findings alone."""
    held, service, now = stated(source.options), _service(source), circumstances.now()
    since = now - length(held, "history_days")
    reader = reader_of(source)
    with Channel(_at_the_api(source), circumstances, pace=PACE_SECONDS) as channel:
        rest = Rest(channel, "Datadog")
        circumstances.progress("monitors and objectives")
        monitors, watching = several(lambda: rules.monitors(rest))
        wanted, keeping = several(lambda: rules.objectives(rest, service))
        own = rules.own(rest, wanted, now.timestamp(), reader)
        circumstances.progress("requests, failures and times")
        chosen = _chosen(rest, source, service, since)
        seen = _numbers(rest, chosen, since, now)
    return RuntimeEvidence(
        server="Datadog", service=f'service="{service}"', read_at=now, reader=reader,
        system="datadog" if chosen.queries else "", system_title=chosen.title,
        window_seconds=held.history_days * 86_400, history_seconds=seen.held, signals=seen.signals,
        rules_url=f"{reader}/monitors/manage?q=service%3A{quote(service)}" if reader else "",
        metrics=chosen.names, capacity=Capacity(own=own, kept=keeping), objectives=held,
        **_ruled(monitors, wanted, service, watching),
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """How many monitors there are, and the services that they name, to choose from."""
    with Channel(_at_the_api(source), circumstances, pace=PACE_SECONDS) as channel:
        found = rules.monitors(Rest(channel, "Datadog"))
    tags = {tag for item in found for tag in item.tags}
    choices = {
        name: tuple(Choice(value=value, label=value) for value in sorted(values)[:60])
        for name in ("service", "env")
        if (values := {tag.partition(":")[2] for tag in tags if tag.startswith(f"{name}:")} - {""})
    }
    return Survey(told=f"Datadog, {len(found)} monitors", choices=choices)


def _api(source: Source) -> str:
    """Each site answers at the API of its own host; any other host is asked itself."""
    parts = urlsplit(source.address.strip())
    host = (parts.hostname or "").lower()
    for site in ("datadoghq.com", "datadoghq.eu", "ddog-gov.com"):
        if host == site or host.endswith(f".{site}"):
            region = host.removesuffix(site).strip(".").removeprefix("app").removeprefix("api")
            region = region.strip(".")
            return f"https://api.{region + '.' if region else ''}{site}"
    return f"{parts.scheme}://{parts.netloc}"


def _at_the_api(source: Source) -> Source:
    return source.model_copy(update={"address": _api(source)})


def _service(source: Source) -> str:
    service = str(source.options.get("service", "")).strip()
    if not TAG.fullmatch(service):
        raise SourceUnavailable(
            "no service is chosen" if not service else "the service's name is not that of a tag",
            "Test the connection and choose the service, by the value of its tag.",
        )
    return service


def _chosen(rest: Rest, source: Source, service: str, since: datetime) -> Chosen:
    """Queries of one's own, or those of the operation in which the service answers."""
    given = {
        name: str(source.options.get(name, "")).strip()
        for name in ("requests", "errors", "latency")
    }
    if given["requests"]:
        queries = Queries(
            requests=given["requests"], errors=given["errors"], p95=given["latency"], traced=False
        )
        return Chosen(queries, title="queries of one's own")
    asked = {"from": f"{since.timestamp():.0f}", "tag_filter": f"service:{service}"}
    names, reach = several(
        lambda: rest.read(Names, NAMES, "which metrics the service has", asked).metrics
    )
    if not reach.read:
        return Chosen(None, reach=reach)
    names = tuple(sorted(names))[:2000]
    operation, why = _operation(names, str(source.options.get("operation", "")).strip())
    if not operation:
        return Chosen(None, names, reach=Reach(read=False, reason=why))
    url = f"{reader_of(source)}/apm/services/{quote(service)}" if reader_of(source) else ""
    scope = _scope(service, str(source.options.get("env", "")).strip())
    return Chosen(_traced(operation, scope, url), names, f"Datadog APM, {operation}")


def _scope(service: str, env: str) -> str:
    if env and not TAG.fullmatch(env):
        raise SourceUnavailable("the environment's name is not that of a tag", "Give it as prod.")
    return f"{{service:{service},env:{env}}}" if env else f"{{service:{service}}}"


def _traced(operation: str, scope: str, url: str) -> Queries:
    name = f"trace.{operation}"
    return Queries(
        requests=f"sum:{name}.hits{scope}.as_count().rollup(sum, 86400)",
        errors=f"sum:{name}.errors{scope}.as_count().rollup(sum, 86400)",
        p95=f"p95:{name}{scope}.rollup(86400)", p99=f"p99:{name}{scope}.rollup(86400)", url=url,
    )  # fmt: skip


def _operation(names: tuple[str, ...], wanted: str) -> tuple[str, str]:
    """The operation in which the service answers; else why it is not known."""
    traced = [
        name.removeprefix("trace.").removesuffix(".hits")
        for name in names if name.startswith("trace.") and name.endswith(".hits")
    ]  # fmt: skip
    if wanted:
        return (
            (wanted, "")
            if wanted in traced
            else ("", f"no trace has the operation {wanted[:60]!r}")
        )
    serving = [name for name in traced if name.startswith(SERVING)]
    if len(serving) == 1:
        return serving[0], ""
    if not traced:
        return "", "none of the service's metrics counts traced requests"
    known = ", ".join((serving or traced)[:8])
    return "", f"several operations are traced ({known}); choose the one that answers requests"


def _numbers(rest: Rest, chosen: Chosen, since: datetime, now: datetime) -> Numbers:
    if chosen.queries is not None:
        return numbers(rest, chosen.queries, since, now)
    # Metrics that were read and count nothing are an answer; metrics that could not be are none.
    silent = not any(name.startswith("trace.") for name in chosen.names)
    status = Status.NOT_EXPOSED if chosen.names and silent else Status.FAILED
    gone = Signal(status=status, reason=chosen.reach.reason)
    names = ("availability", "error_ratio", "request_rate", "latency_p95_ms", "latency_p99_ms")
    return Numbers(dict.fromkeys(names, gone), 0.0)


def _ruled(
    monitors: tuple[Monitor, ...], wanted: tuple[Objective, ...], service: str, reach: Reach
) -> dict[str, Any]:
    return {
        "rules": rules.as_rules(monitors, wanted, service),
        "rules_status": Status.VALUE if reach.read else Status.FAILED,
        "rules_reason": reach.reason,
    }
