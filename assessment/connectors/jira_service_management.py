"""Reads from Jira Service Management's operations who is on call, and how alerts were answered.

Options: ``schedule`` (its name; left out, the only one there is), ``query`` (which alerts are the
service's, in the product's own search language), ``hours`` and ``zone`` (when somebody is
promised), and the objectives. The entry of the operator's list is
``host=api.atlassian.com basic:E-MAIL:API-TOKEN``. People are counted by their id and never named.
"""

from datetime import datetime
from urllib.parse import quote

from assessment import objectives
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Reach, Rest, part, several
from assessment.connectors.rota import covering
from assessment.connectors.rota.covering import Shift
from assessment.connectors.rota.evidence import Cover, OnCallEvidence, Page
from assessment.connectors.rota.jira_answers import (
    Alert,
    Alerts,
    Escalations,
    Period,
    Responder,
    Schedule,
    Schedules,
    Timeline,
)
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

KIND = "jira_service_management"
SCHEMES = ("http", "https")
TITLE = "Jira Service Management on-call"
ICON = "support_agent"
GROUP = "people"
ADDRESS_HELP = (
    "The operations API of your site, https://api.atlassian.com/jsm/ops/api/CLOUD-ID; the id stands "
    "at /_edge/tenant_info of your site. The operator lists host=api.atlassian.com basic:E-MAIL:TOKEN."
)
EVIDENCE = OnCallEvidence
OPTIONS = (
    Option(name="schedule", label="Schedule", help="Empty where there is one only."),
    Option(
        name="query", label="Which alerts are the service's",
        help="Such as tag:scoring AND priority:P1; empty: priority P1 and P2.",
    ),
    *covering.OPTIONS,
    *objectives.options(KIND),
)  # fmt: skip

PACE_SECONDS = 0.2
PAGES, LIMIT, LOOKED_INTO = 4, 100, 25
URGENT = "(priority:P1 OR priority:P2)"
NOBODY = ("noone", "none", "")


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    covering.promised(source)
    base = redact(source.address).rstrip("/")
    rows = (
        ("/v1/schedules", "which schedules there are"),
        ("/v1/schedules/ID/timeline", "which hours ahead somebody is on call"),
        ("/v1/teams/ID/escalations", "who is told next where nobody answers"),
        ("/v1/alerts", "which urgent alerts there were"),
        ("/v1/alerts/ID", "when an alert was acknowledged and closed"),
    )
    return tuple(Request(verb="GET", what=base + path, why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> OnCallEvidence:
    """One schedule with its team's escalation, and the alerts; a refused part costs its own findings."""
    held, hours, now = stated(source.options), covering.promised(source), circumstances.now()
    since, end = now - length(held, "page_days"), now + length(held, "rota_days")
    query = str(source.options.get("query", "")).strip() or URGENT
    with Channel(source, circumstances, pace=PACE_SECONDS) as channel:
        rest = Rest(channel, "Jira Service Management")
        schedule = _chosen(_schedules(rest), str(source.options.get("schedule", "")).strip())
        circumstances.progress("who is on call")
        stretches = covering.wanted(now, end, *hours)
        cover, rota = part(lambda: _cover(rest, schedule, now, end, stretches), Cover())
        levels, escalating = part(lambda: _levels(rest, schedule), 0)
        circumstances.progress("how alerts were answered")
        alerts, listing = several(lambda: _alerts(rest, query, since))
        pages, paging = _pages(rest, alerts)
    return OnCallEvidence(
        server="Jira Service Management", read_at=now, reader=source.reader_address,
        service=schedule.name[:200], promised=hours[0], days=held.rota_days, cover=cover,
        levels=levels, pages=pages, page_count=len(alerts), since=since, rota=rota,
        escalating=escalating, paging=paging if listing.read else listing, objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The schedules, to choose from."""
    with Channel(source, circumstances, pace=PACE_SECONDS) as channel:
        found = _schedules(Rest(channel, "Jira Service Management"))
    choices = tuple(Choice(value=item.name, label=item.name) for item in found)
    many = f"{len(found)} schedule{'' if len(found) == 1 else 's'}"
    told = f"Jira Service Management, {many}"
    warning = "" if found else "it has no schedule, or none that this account may see"
    return Survey(told=told, warning=warning, choices={"schedule": choices} if choices else {})


def _schedules(rest: Rest) -> tuple[Schedule, ...]:
    found: list[Schedule] = []
    for place in range(PAGES):
        asked = {"size": str(LIMIT), "offset": str(place * LIMIT)}
        page = rest.read(Schedules, "/v1/schedules", "which schedules there are", asked)
        found.extend(page.values)
        if not page.links.next:
            break
    return tuple(sorted(found, key=lambda item: item.name))


def _chosen(found: tuple[Schedule, ...], wanted: str) -> Schedule:
    mine = [item for item in found if wanted in (item.name, item.id)] if wanted else list(found)
    if len(mine) != 1:
        known = ", ".join(item.name for item in found[:12]) or "none"
        what = f"there is no schedule {wanted!r}" if wanted else f"there are {len(found)} schedules"
        raise SourceUnavailable(
            f"{what}; this site has: {known}", "Choose the schedule of this use case."
        )
    return mine[0]


def _cover(
    rest: Rest, schedule: Schedule, start: datetime, end: datetime,
    stretches: list[tuple[datetime, datetime]],
) -> Cover:  # fmt: skip
    """The final layer over the days ahead; a schedule that is switched off calls nobody."""
    if not schedule.enabled:
        return covering.cover((), stretches)
    weeks = -(-(end - start).days // 7) + 1
    asked = {"date": start.isoformat(), "interval": str(weeks), "intervalUnit": "weeks"}
    path = f"/v1/schedules/{quote(schedule.id, safe='')}/timeline"
    found = rest.read(Timeline, path, "which hours ahead somebody is on call", asked)
    periods = [
        (period, responder)
        for rotation in found.final_timeline.rotations if not rotation.deleted
        for period in rotation.periods for responder in _there(period)
    ]  # fmt: skip
    shifts = [Shift(item.start_date, item.end_date, who.id or "") for item, who in periods]
    named = all(who.type.lower() == "user" for _, who in periods)
    return covering.cover(shifts, stretches, named=named)


def _there(period: Period) -> tuple[Responder, ...]:
    """Who is on call in a stretch; an empty place in the rotation is nobody."""
    given = period.flattened_responders or ((period.responder,) if period.responder else ())
    return tuple(who for who in given if who.id and who.type.lower() not in NOBODY)


def _levels(rest: Rest, schedule: Schedule) -> int:
    """Most steps, at different minutes, of an escalation of the schedule's team that is in force."""
    if not schedule.team_id:
        raise SourceUnavailable(
            "this schedule belongs to no team, so that its escalation is not known",
            "Give the schedule to the team that answers.",
        )
    path = f"/v1/teams/{quote(schedule.team_id, safe='')}/escalations"
    why = "who is told next where nobody answers"
    found = rest.read(Escalations, path, why, {"size": str(LIMIT)})
    steps = [
        len({str(rule.delay) for rule in item.rules if rule.recipient})
        for item in found.values if item.enabled
    ]  # fmt: skip
    return max(steps, default=0)


def _alerts(rest: Rest, query: str, since: datetime) -> tuple[Alert, ...]:
    """Alerts since then, newest first; how the time is compared is left to us, not to the search."""
    found: list[Alert] = []
    for place in range(PAGES):
        asked = {
            "query": query, "size": str(LIMIT), "offset": str(place * LIMIT), "sort": "createdAt",
            "order": "desc",
        }  # fmt: skip
        page = rest.read(Alerts, "/v1/alerts", "which urgent alerts there were", asked)
        found.extend(page.values)
        if not page.links.next or any(item.created_at < since for item in page.values):
            break
    mine = [item for item in found if item.created_at >= since]
    return tuple(sorted(mine, key=lambda item: item.created_at, reverse=True))


def _pages(rest: Rest, alerts: tuple[Alert, ...]) -> tuple[tuple[Page, ...], Reach]:
    made: list[Page] = []
    reach = Reach()
    for item in alerts[:LOOKED_INTO]:
        path = f"/v1/alerts/{quote(item.id, safe='')}"
        why = "when an alert was acknowledged and closed"
        whole, reach = part(lambda path=path, why=why: rest.read(Alert, path, why), None)  # type: ignore[misc]
        if whole is None:
            break
        made.append(_page(whole))
    return tuple(made), reach


def _page(item: Alert) -> Page:
    taken, closed = item.acknowledged_at, item.closed_at
    return Page(
        began_at=item.created_at, timed=taken is not None or not item.acknowledged,
        acknowledged_min=_since(item.created_at, taken, 60),
        resolved_h=_since(item.created_at, closed, 3600),
        by_itself=closed is not None and taken is None and not item.acknowledged,
    )  # fmt: skip


def _since(start: datetime, end: datetime | None, seconds: float) -> float | None:
    return None if end is None else max(0.0, (end - start).total_seconds() / seconds)
