"""Reads from an Alertmanager who is told of a service's alerts, what fires, and what is silenced.

Option ``labels``: labels that every alert of the service carries (left out, all alerts). Of the
configuration only the routes and the kinds of integration are kept: no address, nobody's name.
"""

import re
from collections.abc import Mapping

from assessment import objectives
from assessment.connectors.paging.answers import AlertAnswer, SilenceAnswer, StatusAnswer
from assessment.connectors.paging.evidence import (
    ActiveAlert,
    Destination,
    PagingEvidence,
    Silence,
)
from assessment.connectors.paging.routing import destinations, touches
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest, part, several
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.sources import Choice, Circumstances, Option, Request, Source, Survey

KIND = "alertmanager"
SCHEMES = ("http", "https")
TITLE = "Alertmanager"
ICON = "notifications_active"
GROUP = "platform"
ADDRESS_HELP = "The address of an Alertmanager, such as https://alertmanager.example.org."
EVIDENCE = PagingEvidence
OPTIONS = (
    Option(
        name="labels", label="Labels of the service's alerts", form="pairs",
        help="Such as job=scoring; empty for every alert.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

API = "/api/v2"
STATUS = (f"{API}/status", "which version answers, and who is told of an alert")
ALERTS = (f"{API}/alerts", "what fires now, and since when")
SILENCES = (f"{API}/silences", "what is kept quiet, for how long, and whether it says why")
CHOSEN_BY = ("job", "service", "app", "namespace", "model_name", "team")
CHOICES, KEPT = 40, 200
RUNBOOK = ("runbook_url", "runbook", "runbook_link", "playbook", "playbook_url")
EXPLAINED = re.compile(r"\w{2,}\W+\w{2,}|\d{2,}")
"""Two words, or the number of a ticket."""
BY_DESIGN = ("watchdog", "deadmansswitch", "deadmanssnitch", "heartbeat", "alwaysfiring")


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source makes."""
    base = redact(source.address).rstrip("/")
    return tuple(
        Request(verb="GET", what=base + path, why=why) for path, why in (STATUS, ALERTS, SILENCES)
    )


def read(source: Source, circumstances: Circumstances) -> PagingEvidence:
    """Who is told, what fires and what is quiet; each part alone may be unavailable."""
    held, labels = objectives.stated(source.options), _labels(source)
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "Alertmanager")
        circumstances.progress("who is told")
        status = _status(rest)
        nowhere: tuple[int, tuple[Destination, ...]] = (0, ())
        ends, routes = part(lambda: destinations(status.config.original, labels), nowhere)
        circumstances.progress("what fires, and what is kept quiet")
        alerts, firing = several(lambda: _alerts(rest, labels))
        silences, silencing = several(lambda: _silences(rest, labels))
    return PagingEvidence(
        server=_server(status), read_at=circumstances.now(), reader=reader_of(source),
        labels=labels, receivers=ends[0], destinations=ends[1], routes=routes,
        alerts=tuple(map(_alert, alerts[:KEPT])), firing=firing,
        silences=tuple(map(_silence, silences[:KEPT])), silencing=silencing, objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The version, how many receivers and alerts there are, and labels to choose the service by."""
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "Alertmanager")
        status = _status(rest)
        alerts = _alerts(rest, {})
    count, _ = part(lambda: destinations(status.config.original, {})[0], 0)
    told = (
        f"{_server(status)}, {_counted(count, 'receiver')}, {_counted(len(alerts), 'alert')} firing"
    )
    pairs = {
        f"{name}={item.labels[name]}"
        for item in alerts
        for name in CHOSEN_BY
        if name in item.labels
    }
    choices = tuple(Choice(value=pair, label=pair) for pair in sorted(pairs)[:CHOICES])
    return Survey(told=told, choices={"labels": choices} if choices else {})


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _labels(source: Source) -> dict[str, str]:
    given = source.options.get("labels")
    return {name: str(value) for name, value in given.items()} if isinstance(given, dict) else {}


def _status(rest: Rest) -> StatusAnswer:
    return rest.read(StatusAnswer, *STATUS)


def _server(status: StatusAnswer) -> str:
    return f"Alertmanager {status.version_info.version[:40]}".strip()


def _alerts(rest: Rest, labels: Mapping[str, str]) -> tuple[AlertAnswer, ...]:
    found = rest.read(tuple[AlertAnswer, ...], *ALERTS)
    return tuple(item for item in found if labels.items() <= item.labels.items())


def _silences(rest: Rest, labels: Mapping[str, str]) -> tuple[SilenceAnswer, ...]:
    found = rest.read(tuple[SilenceAnswer, ...], *SILENCES)
    return tuple(
        item for item in found if item.status.state == "active" and touches(item.matchers, labels)
    )


def _alert(item: AlertAnswer) -> ActiveAlert:
    name = redact(item.labels.get("alertname", "an alert without a name"))[:200]
    return ActiveAlert(
        name=name, started_at=item.starts_at, suppressed=item.status.state == "suppressed",
        runbook=any("/" in item.annotations.get(key, "") for key in RUNBOOK),
        by_design=name.lower().replace("_", "") in BY_DESIGN,
    )  # fmt: skip


def _silence(item: SilenceAnswer) -> Silence:
    length = (item.ends_at - item.starts_at).total_seconds() / 86400
    return Silence(
        id=item.id, days=max(0.0, length), ends_at=item.ends_at,
        explained=bool(EXPLAINED.search(item.comment)),
    )  # fmt: skip
