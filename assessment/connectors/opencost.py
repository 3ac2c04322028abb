"""Reads from OpenCost what a service costs by day, what of it carries a tag, and how much is used.

Options: ``namespace`` (where the service runs), ``workload`` (its deployment; left out, everything
in the namespace), ``tag`` (the label by which cost is told apart, such as *use_case*), and
``requests_a_day`` (for the cost of a thousand). Prices are list prices and no invoice.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from assessment import objectives
from assessment.connectors.metering.answers import OWN, UNALLOCATED, Allocation, Reply
from assessment.connectors.metering.evidence import CostEvidence, Day
from assessment.connectors.quoting import it_says
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "opencost"
SCHEMES = ("http", "https")
TITLE = "OpenCost"
ICON = "payments"
GROUP = "platform"
ADDRESS_HELP = "The address of OpenCost's API, such as https://opencost.example.org."
EVIDENCE = CostEvidence
OPTIONS = (
    Option(name="namespace", label="Kubernetes namespace", help="Where the service runs."),
    Option(name="workload", label="Kubernetes workload", help="Empty: the whole namespace."),
    Option(
        name="tag", label="Label that tells cost apart", help="Such as use_case or cost_centre.",
    ),
    Option(
        name="requests_a_day", label="Requests a day", form="number",
        help="For the cost of a thousand requests.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

PATH = "/allocation"
DAYS, CHOICES = 7, 60
WHY = "what each workload cost on each of the last seven days"


def requests(source: Source) -> tuple[Request, ...]:
    """The one request that reading this source makes."""
    what = f"{redact(source.address).rstrip('/')}{PATH}?{urlencode(_asked(source))}"
    return (Request(verb="GET", what=what, why=WHY),)


def read(source: Source, circumstances: Circumstances) -> CostEvidence:
    """Cost by day of a namespace or workload; :class:`SourceUnavailable` where it is not metered."""
    held = objectives.stated(source.options)
    namespace, workload = _option(source, "namespace"), _option(source, "workload")
    if not namespace:
        raise SourceUnavailable(
            "no namespace is named", "Give the Kubernetes namespace in which the service runs."
        )
    circumstances.progress("cost of the last seven days")
    sets = _sets(source, circumstances, _asked(source))
    mine = [_mine(one, namespace, workload) for one in sets]
    if not any(mine):
        raise SourceUnavailable(
            f"no cost is metered for {namespace}{f'/{workload}' if workload else ''}",
            "Check the names; the try of the connection lists the namespaces that are metered.",
        )
    return CostEvidence(
        read_at=circumstances.now(), reader=reader_of(source), namespace=namespace,
        workload=workload, tag=_option(source, "tag"), window_days=DAYS,
        days=tuple(_days(mine, tagged=bool(_option(source, "tag")))),
        efficiency=_efficiency(item for one in mine for item in one.values()),
        cluster_cost=_total(sets), idle_cost=_total(sets, OWN),
        requests_a_day=_number(source, "requests_a_day"),
        query=f"GET {PATH}?{urlencode(_asked(source))}", objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """What is metered in all, and the namespaces to choose from, the dearest first."""
    asked = {"window": f"{DAYS}d", "aggregate": "namespace", "accumulate": "true"}
    totals: dict[str, float] = {}
    for one in _sets(source, circumstances, asked):
        for name, item in one.items():
            if not name.startswith("__"):
                totals[name] = totals.get(name, 0.0) + item.cost
    names = sorted(totals, key=lambda name: -totals[name])[:CHOICES]
    choices = tuple(Choice(value=name, label=f"{name} ({totals[name]:.2f})") for name in names)
    told = f"OpenCost, {len(totals)} namespaces, {sum(totals.values()):.2f} in {DAYS} days"
    warning = "" if totals else f"it metered nothing in {DAYS} days"
    return Survey(told=told, warning=warning, choices={"namespace": choices} if choices else {})


def _sets(
    source: Source, circumstances: Circumstances, asked: Mapping[str, str]
) -> tuple[dict[str, Allocation], ...]:
    with Channel(source, circumstances) as channel:
        reply = Rest(channel, "OpenCost").read(Reply, PATH, WHY, asked)
    if reply.code != 200:
        raise SourceUnavailable(
            f"OpenCost could not work out what was metered{it_says(reply.message or reply.code)}",
            "Check that OpenCost is well and has its Prometheus, and look again.",
        )
    return reply.sets


def _asked(source: Source) -> dict[str, str]:
    tag = _option(source, "tag")
    groups = ["namespace", "controller", *([f"label:{tag}"] if tag else [])]
    return {
        "window": f"{DAYS}d", "step": "1d", "aggregate": ",".join(groups), "includeIdle": "true",
    }  # fmt: skip


def _option(source: Source, name: str) -> str:
    return str(source.options.get(name, "")).strip()


def _number(source: Source, name: str) -> float | None:
    value = source.options.get(name)
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
    return float(value) if good else None  # type: ignore[arg-type]


def _mine(one: Mapping[str, Allocation], namespace: str, workload: str) -> dict[str, Allocation]:
    """The allocations of a service: named ``namespace/kind:workload`` and, if asked, ``/tag``."""
    return {
        name: item
        for name, item in one.items()
        if name.split("/")[0] == namespace and (not workload or _controller(name) == workload)
    }


def _controller(name: str) -> str:
    parts = name.split("/")
    return parts[1].rpartition(":")[2] if len(parts) > 1 else ""


def _days(mine: Iterable[Mapping[str, Allocation]], *, tagged: bool) -> Iterator[Day]:
    for one in mine:
        if one:
            with_tag = sum(
                item.cost for name, item in one.items() if not name.endswith(f"/{UNALLOCATED}")
            )
            yield Day(
                start=min(item.start for item in one.values()),
                cost=sum(item.cost for item in one.values()),
                tagged=with_tag if tagged else None,
            )


def _efficiency(items: Iterable[Allocation]) -> float | None:
    """Mean efficiency weighted by cost, over what has one."""
    known = [(item.cost, item.total_efficiency) for item in items]
    weights = [(cost, share) for cost, share in known if share is not None and cost > 0]
    total = sum(cost for cost, _ in weights)
    return sum(cost * share for cost, share in weights) / total if total > 0 else None


def _total(sets: Iterable[Mapping[str, Allocation]], only: tuple[str, ...] = ()) -> float:
    return sum(
        item.cost
        for one in sets
        for name, item in one.items()
        if not only or name.split("/")[0] in only
    )
