"""The report of a questionnaire: one value from what is kept, every format from that value alone."""

from datetime import date, datetime

from engagement.answers.earlier_texts import earlier_texts
from engagement.answers.seen_beside import seen_beside
from engagement.choices import choice_judging
from engagement.clients.branding import brand_of, mark_of
from engagement.frozen import choices as frozen_choices
from engagement.model import Workspace
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.packs.client_changes import client_changes
from engagement.reporting import address, plain_name
from engagement.store import Store, assessments
from engagement.workspaces import questionnaire_of, workspace
from reports.client_changes import QuestionChanges
from reports.questionnaire_model import QuestionnaireReport, SeenFinding
from reports.scripts import faces
from scoring.result_model import ChoiceInputs
from scoring.rules import rule_of


def report(
    store: Store, assessment_id: str, as_of: datetime | None = None, show_names: bool = False
) -> QuestionnaireReport:
    """Everything that a report shows, at ``as_of`` (now, where none is given)."""
    faces.use(settings().fonts)
    place = workspace(store, assessment_id)
    pack = questionnaire_of(store, place.assessment)
    if pack is None:
        raise LookupError(f"assessment {assessment_id} has an evidence grid")
    given = choice_judging.choice_inputs(store, assessment_id)
    with store.reading() as tx:
        people = assessments.respondents(tx, place.client.id)
    earlier = earlier_texts(store, assessment_id)
    answered = {item.respondent for item in given.answers}
    answered |= {item.respondent for item in earlier}
    beside = seen_beside(store, assessment_id)
    told = client_changes(store, assessment_id, as_of)
    brand = brand_of(store, place.client.id)
    frozen = frozen_choices.frozen_as(store, assessment_id)
    kept = {item.id: item for item in frozen_choices.snapshots(store, assessment_id)}
    return QuestionnaireReport(
        client=place.client.name, fictional=place.client.fictional, mark=mark_of(place, brand),
        brand=brand, online=address(assessment_id),
        use_case=place.use_case.name, summary=place.use_case.summary,
        sponsor=place.use_case.sponsor, assessed_from=place.assessment.started_at.date(),
        assessed_to=_last_day(place, given), made_at=as_of or clock.now(),
        snapshot=frozen, frozen_at=kept[frozen].taken_at if frozen else None, pack=pack,
        how=rule_of(pack).HOW, result=choice_judging.result(store, assessment_id, as_of),
        plan=choice_judging.advice(store, assessment_id, as_of),
        respondents=tuple(person for person in people if person.id in answered),
        answers=given.answers,
        seen=tuple(
            SeenFinding(question=name, capability=item.capability, finding=item.finding)
            for name, items in beside.items()
            for item in items
        ),
        previous=frozen_choices.compare_with_last(store, assessment_id, as_of),
        client_changes=told if isinstance(told, QuestionChanges) else None,
        earlier_texts=earlier, show_names=show_names,
    )  # fmt: skip


def filename(made: QuestionnaireReport, suffix: str) -> str:
    """Client, use case, questionnaire and day in plain letters."""
    words = f"{made.client} {made.use_case} {made.pack.id}"
    return plain_name(words, made.made_at, suffix, made.frozen)


def _last_day(place: Workspace, given: ChoiceInputs) -> date:
    return max([place.assessment.started_at, *(item.at for item in given.answers)]).date()
