"""Reads from PagerDuty whether a service has somebody on call, and how its pages were answered.

Options: ``service`` (its name; left out, the only one there is), ``hours`` and ``zone`` (when
somebody is promised), and the objectives. A read-only REST key is enough; the entry of the
operator's list is ``host=api.pagerduty.com header:Authorization: Token token=…``. People are
counted by their id and never named.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from assessment import objectives
from assessment.connectors.rest import Reach, Rest, part, several
from assessment.connectors.rota import covering
from assessment.connectors.rota.covering import Shift
from assessment.connectors.rota.evidence import Cover, OnCallEvidence, Page
from assessment.connectors.rota.pagerduty_answers import (
    Incident,
    Incidents,
    LogEntries,
    OnCalls,
    PolicyAnswer,
    Service,
    Services,
)
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

KIND = "pagerduty"
SCHEMES = ("http", "https")
TITLE = "PagerDuty"
ICON = "call"
GROUP = "people"
ADDRESS_HELP = (
    "The address of your account, such as https://acme.pagerduty.com; the operator lists its key as "
    "host=api.pagerduty.com header:Authorization: Token token=KEY."
)
EVIDENCE = OnCallEvidence
OPTIONS = (
    Option(name="service", label="Service", help="Empty where there is one only."),
    *covering.OPTIONS,
    *objectives.options(KIND),
)  # fmt: skip

PACE_SECONDS = 0.2
PAGES, LIMIT, LOOKED_INTO = 4, 100, 25
ALWAYS_AGO = timedelta(days=3650)


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    covering.promised(source)
    base = _api(source)
    rows = (
        ("/services", "which services there are"),
        ("/escalation_policies/ID", "who is told next where nobody answers"),
        ("/oncalls", "which hours ahead somebody is on call"),
        ("/incidents", "which urgent pages there were"),
        ("/incidents/ID/log_entries", "when a page was acknowledged and resolved"),
    )
    return tuple(Request(verb="GET", what=base + path, why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> OnCallEvidence:
    """One service's rota and pages; a part that is refused costs its own findings alone."""
    held, hours = stated(source.options), covering.promised(source)
    now = circumstances.now()
    with Channel(_at_the_api(source), circumstances, pace=PACE_SECONDS) as channel:
        rest = Rest(channel, "PagerDuty")
        service = _chosen(_services(rest), str(source.options.get("service", "")).strip())
        circumstances.progress("who is on call")
        policy = service.escalation_policy.id
        levels, escalating = part(lambda: _levels(rest, policy), 0)
        end = now + length(held, "rota_days")
        stretches = covering.wanted(now, end, *hours)
        cover, rota = part(
            lambda: covering.cover(_shifts(rest, policy, now, end), stretches), Cover()
        )
        circumstances.progress("how pages were answered")
        since = now - length(held, "page_days")
        incidents, listing = several(lambda: _incidents(rest, service.id, since, now))
        pages, paging = _pages(rest, incidents)
    return OnCallEvidence(
        server="PagerDuty", read_at=now, reader=_reader(source, service), service=service.name[:200],
        promised=hours[0], days=held.rota_days, cover=cover, levels=levels, pages=pages,
        page_count=len(incidents), since=since, rota=rota, escalating=escalating,
        paging=paging if listing.read else listing, objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The services, to choose from."""
    with Channel(_at_the_api(source), circumstances, pace=PACE_SECONDS) as channel:
        found = _services(Rest(channel, "PagerDuty"))
    choices = tuple(Choice(value=item.name, label=item.name) for item in found)
    many = f"{len(found)} service{'' if len(found) == 1 else 's'}"
    return Survey(
        told=f"PagerDuty, {many}",
        warning="" if found else "it has no service, or none that this key may see",
        choices={"service": choices} if choices else {},
    )


def _api(source: Source) -> str:
    """Accounts answer at the API of their region; any other host is asked itself."""
    parts = urlsplit(source.address.strip())
    host = (parts.hostname or "").lower()
    if host == "pagerduty.com" or host.endswith(".pagerduty.com"):
        europe = host.endswith(".eu.pagerduty.com") or host == "api.eu.pagerduty.com"
        return "https://api.eu.pagerduty.com" if europe else "https://api.pagerduty.com"
    return f"{parts.scheme}://{parts.netloc}"


def _at_the_api(source: Source) -> Source:
    return source.model_copy(update={"address": _api(source)})


def _reader(source: Source, service: Service) -> str:
    base = reader_of(source)
    return f"{base}/service-directory/{quote(service.id)}" if base and "//api." not in base else ""


def _services(rest: Rest) -> tuple[Service, ...]:
    found: list[Service] = []
    for place in range(PAGES):
        asked = {"limit": str(LIMIT), "offset": str(place * LIMIT)}
        page = rest.read(Services, "/services", "which services there are", asked)
        found.extend(page.services)
        if not page.more:
            break
    return tuple(sorted(found, key=lambda item: item.name))


def _chosen(found: tuple[Service, ...], wanted: str) -> Service:
    mine = [item for item in found if wanted in (item.name, item.id)] if wanted else list(found)
    if len(mine) == 1:
        return mine[0]
    known = ", ".join(item.name for item in found[:12]) or "none"
    missing = f"there is no service {wanted!r}" if wanted else f"there are {len(found)} services"
    raise SourceUnavailable(
        f"{missing}; this account has: {known}", "Choose the service of this use case."
    )


def _levels(rest: Rest, policy: str) -> int:
    """Steps of escalation that have anybody to tell."""
    path = f"/escalation_policies/{quote(policy, safe='')}"
    found = rest.read(PolicyAnswer, path, "who is told next where nobody answers")
    return sum(bool(step.targets) for step in found.escalation_policy.escalation_rules)


def _shifts(rest: Rest, policy: str, start: datetime, end: datetime) -> list[Shift]:
    """Who is called first between two times; somebody without an end is there always."""
    found: list[Shift] = []
    for place in range(PAGES * 2):
        asked: dict[str, str | list[str]] = {
            "escalation_policy_ids[]": [policy], "since": start.isoformat(), "until": end.isoformat(),
            "limit": str(LIMIT), "offset": str(place * LIMIT),
        }  # fmt: skip
        page = rest.read(OnCalls, "/oncalls", "which hours ahead somebody is on call", asked)
        found.extend(
            Shift(item.start or start - ALWAYS_AGO, item.end or end + ALWAYS_AGO, item.user.id)
            for item in page.oncalls if item.escalation_level == 1
        )  # fmt: skip
        if not page.more:
            return found
    raise SourceUnavailable(
        "the rota of this service is too long to be read whole",
        "State fewer days ahead (rota_days).",
    )


def _incidents(rest: Rest, service: str, since: datetime, until: datetime) -> tuple[Incident, ...]:
    found: list[Incident] = []
    for place in range(PAGES):
        asked: dict[str, str | list[str]] = {
            "service_ids[]": [service], "urgencies[]": ["high"], "since": since.isoformat(),
            "until": until.isoformat(), "sort_by": "created_at:desc", "limit": str(LIMIT),
            "offset": str(place * LIMIT),
        }  # fmt: skip
        page = rest.read(Incidents, "/incidents", "which urgent pages there were", asked)
        found.extend(page.incidents)
        if not page.more:
            break
    return tuple(sorted(found, key=lambda item: item.created_at, reverse=True))


def _pages(rest: Rest, incidents: tuple[Incident, ...]) -> tuple[tuple[Page, ...], Reach]:
    reach = Reach()
    made: list[Page] = []

    def ask() -> Iterator[Page]:
        for item in incidents[:LOOKED_INTO]:
            yield _page(rest, item)

    found = ask()
    while reach.read:
        page, reach = part(lambda: next(found, None), None)
        if page is None:
            break
        made.append(page)
    return tuple(made), reach


def _page(rest: Rest, item: Incident) -> Page:
    path = f"/incidents/{quote(item.id, safe='')}/log_entries"
    why = "when a page was acknowledged and resolved"
    log = rest.read(LogEntries, path, why, {"is_overview": "true", "limit": "100"}).log_entries
    acknowledged = [one.created_at for one in log if one.type.startswith("acknowledge")]
    solved = [one for one in log if one.type.startswith("resolve")]
    ended = max((one.created_at for one in solved), default=item.resolved_at)
    alone = bool(solved) and all(
        one.agent is not None and one.agent.type.startswith("service") for one in solved
    )
    # Whoever resolves a page has answered it as well.
    answered = acknowledged or ([] if alone or ended is None else [ended])
    first = min(answered, default=None)
    return Page(
        began_at=item.created_at, by_itself=alone,
        acknowledged_min=_since(item.created_at, first, 60), resolved_h=_since(item.created_at, ended, 3600),
    )  # fmt: skip


def _since(start: datetime, end: datetime | None, seconds: float) -> float | None:
    return None if end is None else max(0.0, (end - start).total_seconds() / seconds)
