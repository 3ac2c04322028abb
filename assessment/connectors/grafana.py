"""Reads from a Grafana which dashboards and alert rules there are for one service.

Options: ``labels`` (label and value of the service, such as job and its name), ``metrics`` (names of
its metrics, one a line), ``dashboards`` (uids: only these are read, and all their panels count where
neither labels nor metrics are given), ``business`` (words in the title or query of the panel with the
business metric). A token of a service account with the role Viewer is enough for most of it; what it
may not read is left out alone.
"""

from collections import Counter
from collections.abc import Iterable

from assessment import objectives
from assessment.connectors.dashboards import alerting, marking, reading
from assessment.connectors.dashboards.answers import (
    Found,
    HealthAnswer,
    SourceAnswer,
    panels_of,
)
from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.meaning import SERVICE_LABELS, Meant, labels_in, variables_of
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Reach, Rest, part, several
from assessment.connectors.runtime.chosen_service import texts
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.runtime.promql import everything
from assessment.connectors.transport import Channel
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Options,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "grafana"
SCHEMES = ("http", "https")
TITLE = "Grafana"
ICON = "dashboard"
GROUP = "platform"
ADDRESS_HELP = "The address of a Grafana, such as https://grafana.example.org."
EVIDENCE = DashboardEvidence
OPTIONS = (
    Option(
        name="labels", label="Labels of the service", form="pairs",
        help="Such as job=scoring; conditions on panels and rules are held against them.",
    ),
    Option(
        name="metrics", label="Names of its metrics, one a line", form="lines",
        help="For panels that name no label, or leave it to a variable.",
    ),
    Option(
        name="dashboards", label="Its dashboards", form="lines",
        help="Empty: every dashboard that can be seen, those first that are called like it.",
    ),
    Option(
        name="business", label="Words of the business metric", form="lines",
        help="Such as refunds_prevented; found in a panel's title or query.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

HEALTH = ("/api/health", "which version answers")
SOURCES = ("/api/datasources", "which data sources panels read")
PROXY = "/api/datasources/proxy/uid/"
SURVEYED, CHOICES = 8, 60


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    base = redact(source.address).rstrip("/")
    most = f"/api/dashboards/uid/…, at most {reading.READ}"
    rows = (
        HEALTH, reading.SEARCH, SOURCES, (most, reading.NUMBERS),
        ("/apis/dashboard.grafana.app/v2…, where one is kept there", reading.NUMBERS), alerting.RULES,
        alerting.POLICIES, alerting.POINTS, marking.MARKS,
    )  # fmt: skip
    return tuple(Request(verb="GET", what=base + path, why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> DashboardEvidence:
    """Everything about one service; :class:`SourceUnavailable` where nothing can be read."""
    meant, chosen, business = _meant(source.options)
    held, now, reader = objectives.stated(source.options), circumstances.now(), reader_of(source)
    since = now - objectives.length(held, "delivery_days")
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "Grafana")
        circumstances.progress("version and dashboards")
        server = _server(rest)
        found, searched = _found(rest, chosen)
        sources, sourced = several(lambda: _sources(rest))
        words = (*meant.labels.values(), *meant.metrics)
        circumstances.progress("panels of the service")
        # Old dashboards name their data source, newer ones give its uid.
        known = {key for item in sources for key in (item.uid, item.name)} if sourced.read else None
        seen = reading.seen(
            rest, reading.ordered(found, words), meant if words else None, business, known, reader
        )
        circumstances.progress("alert rules, and whom they tell")
        groups, ruled = several(lambda: alerting.groups(rest))
        way, routed = alerting.routes(rest)
        circumstances.progress("marks of deployments")
        pages = [item.uid for item in seen.shown if item.uid]
        marks, marked = part(lambda: marking.markers(rest, meant, pages, since, now), None)
    return DashboardEvidence(
        server=server, read_at=now, objectives=held, reader=reader, service=_told(meant),
        listed=len(found), looked=seen.looked, dashboards=seen.shown, by_choice=seen.by_choice,
        searched=_worst(searched, seen), sources_read=sourced,
        sources={item.uid: item.type for item in sources if item.uid},
        rules=alerting.watching(groups, meant, way if routed.read else None, reader),
        rules_listed=sum(len(item.rules) for item in groups), ruled=ruled, routes=routed,
        markers=marks, marked=marked, business=business, business_panels=seen.business,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The version, how many dashboards there are, and labels and dashboards to choose from."""
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "Grafana")
        server, found = _server(rest), reading.listed(rest)
        sources, _ = several(lambda: _sources(rest))
        pairs = _pairs(rest, found[:SURVEYED])
    many = f"{len(found)} dashboard{'' if len(found) == 1 else 's'}"
    kinds = ", ".join(
        f"{n} {kind}" for kind, n in Counter(item.type for item in sources).most_common(3)
    )
    pages = tuple(
        Choice(value=item.uid, label=redact(f"{item.folder} / {item.title}".strip(" /")))
        for item in found[:CHOICES]
    )
    choices = {"dashboards": pages, "labels": pairs}
    told = ", ".join(filter(None, (server, many, kinds and f"data sources: {kinds}")))
    if closed := next((item.uid for item in sources if item.type == "prometheus" and item.uid), ""):
        # Where Prometheus itself is closed, this is the way to it.
        told += f"; its Prometheus answers at {PROXY}{closed}"
    warning = "" if found else "it has no dashboard, or none that this account may see"
    offered = {name: rows for name, rows in choices.items() if rows}
    return Survey(told=told, warning=warning, choices=offered)


def _meant(options: Options) -> tuple[Meant, tuple[str, ...], tuple[str, ...]]:
    """The service, the dashboards chosen by hand, and the words of the business metric."""
    meant = Meant(labels=texts(options, "labels"), metrics=_lines(options, "metrics"))
    chosen = _lines(options, "dashboards")
    if not (meant.labels or meant.metrics or chosen):
        raise SourceUnavailable(
            "it is not said which service is meant",
            "Give its labels, the names of its metrics, or choose its dashboards.",
        )
    return meant, chosen, _lines(options, "business")


def _lines(options: Options, name: str) -> tuple[str, ...]:
    given = options.get(name, [])
    rows = given.splitlines() if isinstance(given, str) else given
    if not isinstance(rows, list):
        raise SourceUnavailable(f"the option {name} is not a list", f"Give {name} line by line.")
    return tuple(str(item).strip() for item in rows if str(item).strip())


def _told(meant: Meant) -> str:
    if meant.labels:
        return everything(meant.labels).strip("{}")
    return ", ".join(meant.metrics[:3]) or "the dashboards chosen"


def _server(rest: Rest) -> str:
    return f"Grafana {rest.read(HealthAnswer, *HEALTH).version[:40]}".strip()


def _found(rest: Rest, chosen: tuple[str, ...]) -> tuple[tuple[Found, ...], Reach]:
    """The dashboards to read: those chosen, or all."""
    if not chosen:
        return several(lambda: reading.listed(rest))
    every, _ = several(lambda: reading.listed(rest))
    known = {item.uid: item for item in every}
    return tuple(known.get(uid, Found(uid=uid, title=uid)) for uid in chosen), Reach()


def _worst(searched: Reach, seen: reading.Seen) -> Reach:
    """The search, or the dashboards themselves where none of them could be read."""
    return seen.trouble if searched.read and seen.trouble and not seen.looked else searched


def _sources(rest: Rest) -> tuple[SourceAnswer, ...]:
    return rest.read(tuple[SourceAnswer, ...], *SOURCES)


def _pairs(rest: Rest, found: Iterable[Found]) -> tuple[Choice, ...]:
    """Labels and values by which panels of the first dashboards choose a service."""
    pairs: set[str] = set()
    for item in found:
        answer, _ = part(lambda uid=item.uid: reading.dashboard(rest, uid), None)  # type: ignore[misc]
        if answer is None:
            continue
        variables = variables_of(answer.dashboard)
        for panel in panels_of(answer.dashboard):
            for text in panel.expressions:
                pairs |= labels_in(text, variables, SERVICE_LABELS)
    return tuple(Choice(value=pair, label=pair) for pair in sorted(pairs)[:CHOICES])
