"""Telling it: one report value from what is kept, and every format made from that value alone."""

from datetime import date, datetime

from assessment.sources import Source
from assessment.workshop.record import WorkshopRecord
from engagement.answers.earlier_texts import earlier_texts
from engagement.answers.rounds import disputes
from engagement.clients.branding import brand_of, mark_of
from engagement.clients.use_cases import use_cases
from engagement.faults import Refused
from engagement.frozen.results import compare_with_earlier, frozen_as, snapshot
from engagement.identity import portable
from engagement.in_force.answers_in_force import carried_from
from engagement.in_force.room_last_word import before_the_room_in
from engagement.judging import expected, inputs, scorecard, turning
from engagement.looks.collecting import all_sources, requests_made
from engagement.model import Workspace
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.packs.client_changes import grid_changes
from engagement.plans.deciding import decisions
from engagement.plans.plan_facts import for_planners
from engagement.plans.planning import roadmap
from engagement.plans.scenarios import kept_beside
from engagement.portfolio.portfolio import portfolio
from engagement.settling.conflicts import conflicts
from engagement.settling.inherited_conflicts import inherited_conflicts
from engagement.settling.second_person import pending
from engagement.store import Store, assessments
from engagement.watching.attesting import attested
from engagement.watching.pace import burned_down
from engagement.workshops.recording import records_in
from engagement.workspaces import pack_of, workspace
from reports import formats
from reports.as_of import Frozen
from reports.formats import Choices
from reports.kept_scenarios import KeptScenario
from reports.model import Report, UseCaseFacts
from reports.progress import Tell, untold
from reports.scripts import faces
from scoring.model import Inputs, Scorecard
from scoring.portfolio_model import Portfolio
from scoring.roadmap_model import Roadmap


def report(
    store: Store, assessment_id: str, as_of: datetime | None = None, show_names: bool = False
) -> Report:
    """Everything that a report shows, at ``as_of`` (now, where none is given).

    All of it is read at one moment: what is answered meanwhile stands in the next report.
    """
    faces.use(settings().fonts)
    with store.standing_still():
        return _gathered(store, assessment_id, as_of, show_names=show_names)


def _gathered(
    store: Store, assessment_id: str, as_of: datetime | None, *, show_names: bool
) -> Report:
    place, given = workspace(store, assessment_id), inputs(store, assessment_id)
    judged = scorecard(store, assessment_id, as_of)
    pack = pack_of(store, place.assessment)
    with store.reading() as tx:
        people = assessments.respondents(tx, place.client.id)
        before = before_the_room_in(tx, assessment_id)
    answered = {item.respondent for item in (*given.answers, *before)}
    brand, frozen = brand_of(store, place.client.id), frozen_as(store, assessment_id)
    return Report(
        client=place.client.name, fictional=place.client.fictional, mark=mark_of(place, brand),
        brand=brand, online=address(assessment_id),
        use_case=_facts(place), assessed_from=place.assessment.started_at.date(),
        assessed_to=_last_day(place, given), made_at=as_of or clock.now(),
        snapshot=frozen,
        frozen_at=snapshot(store, frozen).info.taken_at if frozen else None, pack=pack,
        profile=pack.profile(place.assessment.profile), scorecard=judged,
        roadmap=_roadmap(store, assessment_id, judged, as_of),
        scenarios=_scenarios(store, assessment_id, judged, as_of),
        respondents=tuple(person for person in people if person.id in answered),
        answers=given.answers, answers_before=before, findings=given.findings, overrules=given.overrules,
        waivers=given.waivers, good_enough=given.good_enough,
        pending=pending(store, assessment_id), conflicts=conflicts(store, assessment_id),
        inherited_conflicts=inherited_conflicts(store, assessment_id),
        disputes=tuple(disputes(store, assessment_id).values()),
        sources=_sources(store, assessment_id, given),
        requests=tuple(made for _, made in requests_made(store, assessment_id)),
        decisions=decisions(store, assessment_id), workshops=_workshops(store, assessment_id),
        turning=turning(store, assessment_id, as_of), forecast=expected(store, assessment_id, as_of),
        previous=compare_with_earlier(store, assessment_id, as_of),
        burn_down=burned_down(store, assessment_id, as_of) if judged.gives_verdict else None,
        attestations=attested(store, assessment_id, as_of),
        client_changes=grid_changes(store, assessment_id, as_of),
        earlier_texts=earlier_texts(store, assessment_id), show_names=show_names,
        portfolio=_together(store, place, as_of), **for_planners(store, assessment_id),
    )  # fmt: skip


def address(assessment_id: str) -> str:
    """Where the report stands in the app, for those who may sign in; empty without an address."""
    known = settings().public_address
    return f"{known}/report?a={assessment_id}" if known else ""


def made_as(
    report: Report, suffix: str, choices: Choices | None = None, tell: Tell = untold
) -> bytes:
    """The report in the format of this suffix (see :data:`reports.formats.FORMATS`)."""
    return formats.of(suffix).render(report, choices or Choices(), tell)


def filename(report: Report, suffix: str) -> str:
    """Client, use case and day in plain letters, such as ``acme-returns-2026-11-23.pdf``.

    The snapshot too, where the report was made again from one.
    """
    words = f"{report.client} {report.use_case.name}"
    return plain_name(words, report.made_at, suffix, report.frozen)


def plain_name(words: str, made_at: datetime, suffix: str, frozen: Frozen | None = None) -> str:
    """A file's name in plain letters with the day it was made, and the snapshot it was made from."""
    of = f"-snapshot-{frozen.id}" if frozen else ""
    day = made_at.date().isoformat()
    return f"{portable(words, 'report')}-{day}{of}.{suffix.lstrip('.')}"


def _sources(store: Store, assessment_id: str, given: Inputs) -> tuple[Source, ...]:
    """Its own, and those of other use cases whose findings came with a carried answer."""
    own = all_sources(store, assessment_id)
    known = {item.id for item in own}
    wanted = {item.source for item in given.findings} - known
    with store.reading() as tx:
        places = sorted(set(carried_from(tx, assessment_id).values())) if wanted else []
    others = (item for at in places for item in all_sources(store, at))
    return (*own, *(item for item in others if item.id in wanted))


def _workshops(store: Store, assessment_id: str) -> tuple[WorkshopRecord, ...]:
    with store.reading() as tx:
        return records_in(tx, assessment_id)


def _together(store: Store, place: Workspace, as_of: datetime | None) -> Portfolio | None:
    """All use cases of the client, where there is more than one to compare."""
    if len(use_cases(store, place.client.id)) < 2:
        return None
    return portfolio(store, place.client.id, as_of)


def _facts(place: Workspace) -> UseCaseFacts:
    names = set(UseCaseFacts.model_fields)
    return UseCaseFacts.model_validate(place.use_case.model_dump(include=names))


def _last_day(place: Workspace, given: Inputs) -> date:
    moments = [item.at for item in given.answers] + [item.observed_at for item in given.findings]
    return max([place.assessment.started_at, *moments]).date()


def _roadmap(
    store: Store, assessment_id: str, judged: Scorecard, as_of: datetime | None
) -> Roadmap | None:
    if not judged.gives_verdict:
        return None
    try:
        return roadmap(store, assessment_id, as_of)
    except Refused:
        # The plan's own page says why it cannot be made; the rest of the report stands without it.
        return None


def _scenarios(
    store: Store, assessment_id: str, judged: Scorecard, as_of: datetime | None
) -> tuple[KeptScenario, ...]:
    if not judged.gives_verdict:
        return ()
    try:
        return kept_beside(store, assessment_id, as_of)
    except Refused:
        return ()  # as above: without a plan there is nothing to stand beside
