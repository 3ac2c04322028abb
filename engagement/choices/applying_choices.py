"""Answers from a file of any kind become an assessment, as if they were typed in."""

from datetime import date, datetime
from pathlib import Path

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.traits import Traits
from engagement import workspaces
from engagement.answers import answering, applying
from engagement.answers.answers_file import AnswersFile, read_answers
from engagement.answers.located import located
from engagement.choices import choosing
from engagement.choices.choices_file import (
    GivenChoice,
    GivenChoices,
    answers_choices,
    checked_choices,
)
from engagement.clients import opening, use_cases
from engagement.model import Client, UseCase, Workspace
from engagement.store import Store

AnyAnswers = AnswersFile | GivenChoices


def read_any(path: Path) -> AnyAnswers:
    """The file's answers, with levels or with choices as its pack asks for them.

    Raises :class:`engagement.faults.Refused` with one line for each mistake.
    """
    if path.is_file() and path.suffix.lower() in (".yaml", ".yml"):
        given = located(path)
        if answers_choices(given.data):
            return checked_choices(given, path.parent)
    return read_answers(path)


def apply_any(store: Store, given: AnyAnswers, folder: Path, today: date) -> Workspace:
    """Keep the file's content; the newest assessment of use case and pack is continued."""
    if isinstance(given, AnswersFile):
        return applying.apply(store, given, folder, today)
    return apply_choices(store, given, today)


def apply_choices(
    store: Store, given: GivenChoices, today: date, *, began: datetime | None = None
) -> Workspace:
    """The same for choices; an answer that is there word for word is not given again.

    ``began`` is when a new assessment began, where that was not now.
    """
    client = applying.client_of(store, given.file.client, today)
    place = _assessment(store, given, _use_case(store, given, client), began)
    key = place.assessment.id
    people = {
        person.id: answering.add_respondent(
            store, assessment_id=key, name=person.name, role=person.role
        ).id
        for person in given.file.respondents
    }
    current = {(a.respondent, a.question): a for a in choosing.current_choices(store, key)}
    for answer in given.file.answers:
        said = current.get((people[answer.by], answer.question))
        if said is None or not _same(answer, said):
            choosing.choose(
                store, assessment_id=key, respondent_id=people[answer.by],
                question=answer.question, kind=_kind(answer), choices=answer.choices,
                comment=answer.comment, reason=answer.not_applicable,
                entered_by=applying.ENTERED_BY,
            )  # fmt: skip
    return place


def _use_case(store: Store, given: GivenChoices, client: Client) -> UseCase:
    wanted = given.file.use_case
    for known in use_cases.use_cases(store, client.id):
        if known.name.casefold() == wanted.name.casefold():
            return known
    facts = wanted.model_dump(exclude={"traits", "name"})
    traits = Traits.model_validate(wanted.traits)
    return use_cases.create_use_case(
        store, client_id=client.id, name=wanted.name, traits=traits, **facts
    )


def _assessment(
    store: Store, given: GivenChoices, use_case: UseCase, began: datetime | None
) -> Workspace:
    for place in workspaces.workspaces(store):
        same = place.assessment.pack.digest == given.pack.digest
        if place.use_case.id == use_case.id and same:
            return place
    return opening.start_questionnaire(store, use_case_id=use_case.id, pack=given.pack, now=began)


def _kind(answer: GivenChoice) -> ChoiceKind:
    if answer.dont_know:
        return ChoiceKind.DONT_KNOW
    return ChoiceKind.NOT_APPLICABLE if answer.not_applicable else ChoiceKind.CHOSEN


def _same(answer: GivenChoice, said: ChoiceAnswer) -> bool:
    return (
        said.kind is _kind(answer)
        and set(said.choices) == set(answer.choices)
        and (said.comment, said.reason) == (answer.comment, answer.not_applicable)
    )
