"""Answers from a file become an assessment, as if they were typed in."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from content.loading import load_shipped
from content.traits import Traits
from engagement import workspaces
from engagement.answers import answering
from engagement.answers.answers_file import AnswersFile, GivenAnswer, GivenClient, day_of
from engagement.artefacts import attaching
from engagement.clients import client_list, opening, use_cases
from engagement.faults import Refused
from engagement.model import Client, UseCase, Workspace
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import Store
from scoring.roadmap_model import Freeze

ENTERED_BY = "from a file"


def apply(
    store: Store, given: AnswersFile, folder: Path, today: date, *, began: datetime | None = None
) -> Workspace:
    """Keep the file's content; the newest assessment of the same use case is continued.

    ``folder`` is where attached files lie. An answer that is already there word for word is not
    given again, so that applying a file twice changes nothing. Questions that do not apply are
    left out. ``began`` is when a new assessment began, where that was not now.
    """
    for answer in given.answers:  # before anything is kept: the file is taken whole or not at all
        if answer.attach:
            attaching.acceptable(answer.attach, _attached(folder, answer).read_bytes())
    client = client_of(store, given.client, today)
    use_case = _use_case(store, given, client)
    place = _assessment(store, given, use_case, began)
    keep_answers(store, given, place, folder)
    return place


def keep_answers(
    store: Store, given: AnswersFile, place: Workspace, folder: Path | None,
    entered_by: str = ENTERED_BY,
) -> int:  # fmt: skip
    """Keep the file's people and answers in one assessment; how many answers that were new.

    Without a ``folder`` nothing is attached.
    """
    people = _people(store, given, place)
    hidden = workspaces.not_applicable(store, place.assessment.id)
    current = {
        (item.respondent, item.capability): item
        for item in answering.current_answers(store, place.assessment.id)
    }
    fresh = []
    for answer in given.answers:
        said = current.get((people[answer.by], answer.capability))
        if answer.capability not in hidden and not (said and _same(answer, said.model_dump())):
            fresh.append(answer)
    _answer(store, place, people, fresh, entered_by)
    for answer in fresh:
        if answer.attach and folder:
            _attach(store, place, people[answer.by], answer, folder)
    return len(fresh)


def client_of(store: Store, wanted: GivenClient, today: date) -> Client:
    """The client that a file names, made or brought up to what the file says."""
    facts = wanted.model_dump(exclude={"freezes", "name"})
    freezes = []
    for item in wanted.freezes:
        start = day_of(item.start, today)
        freezes.append(Freeze(name=item.name, start=start, end=day_of(item.end, start)))
    facts["freezes"] = tuple(freezes)
    for known in client_list.clients(store):
        if known.name.casefold() == wanted.name.casefold():
            return client_list.update_client(store, _updated(known, wanted, facts))
    return client_list.create_client(store, name=wanted.name, **facts)


def _updated(known: Client, wanted: GivenClient, facts: dict[str, object]) -> Client:
    """Only what the file says is replaced."""
    said = {name: facts[name] for name in wanted.model_fields_set if name in facts}
    return known.model_copy(update=said)


def _use_case(store: Store, given: AnswersFile, client: Client) -> UseCase:
    wanted = given.use_case
    for known in use_cases.use_cases(store, client.id):
        if known.name.casefold() == wanted.name.casefold():
            return known
    pack = load_shipped(given.assessment.pack)
    base = pack.profile(given.assessment.profile).default_traits
    traits = Traits.model_validate(base.model_dump() | wanted.traits)
    facts = wanted.model_dump(exclude={"traits", "name"})
    return use_cases.create_use_case(
        store, client_id=client.id, name=wanted.name, traits=traits, **facts
    )


def _assessment(
    store: Store, given: AnswersFile, use_case: UseCase, began: datetime | None
) -> Workspace:
    for place in workspaces.workspaces(store):
        same = place.assessment.pack.id == given.assessment.pack
        if place.use_case.id == use_case.id and same:
            if place.assessment.profile != given.assessment.profile:
                opening.change_profile(store, place.assessment.id, given.assessment.profile)
            return opening.change_depth(store, place.assessment.id, given.assessment.depth)
    return opening.start_assessment(
        store,
        use_case_id=use_case.id,
        profile_id=given.assessment.profile,
        depth=given.assessment.depth,
        pack_id=given.assessment.pack,
        now=began,
    )


def _people(store: Store, given: AnswersFile, place: Workspace) -> dict[str, str]:
    """The file's id of each person -> the store's; somebody of the same name and role is kept."""
    return {
        person.id: answering.add_respondent(
            store, assessment_id=place.assessment.id, name=person.name, role=person.role
        ).id
        for person in given.respondents
    }


def _same(answer: GivenAnswer, said: dict[str, object]) -> bool:
    grades = ("E2", "E3") if answer.attach else (answer.grade,)
    plain = ("level", "confidence", "comment", "link")
    return (
        str(said["kind"]) == _kind(answer)
        and str(said["grade"]) in grades
        and all(said[name] == getattr(answer, name) for name in plain)
        and said["reason"] == answer.not_applicable
    )


def _kind(answer: GivenAnswer) -> str:
    if answer.dont_know:
        return "dont_know"
    return "not_applicable" if answer.not_applicable else "level"


def _answer(
    store: Store, place: Workspace, people: dict[str, str], fresh: Sequence[GivenAnswer],
    entered_by: str,
) -> None:  # fmt: skip
    """All of the answers in one transaction: what one of them makes impossible is not kept half."""
    key = place.assessment.id
    with store.writing() as tx:
        for answer in fresh:
            # An artefact raises the grade by itself once it is attached.
            grade = "E1" if answer.attach and answer.grade == "E2" else answer.grade
            try:
                answering.answer_in(
                    tx, assessment_id=key, respondent_id=people[answer.by],
                    capability=answer.capability, kind=_kind(answer), level=answer.level,
                    grade=grade, confidence=answer.confidence, comment=answer.comment,
                    reason=answer.not_applicable, link=answer.link, entered_by=entered_by,
                )  # fmt: skip
            except Refused as refused:
                raise Refused(f"{answer.by} on {answer.capability}: {refused}") from None
        follow_in(tx, key, clock.now())


def _attached(folder: Path, answer: GivenAnswer) -> Path:
    """The file that proves an answer; :class:`Refused` where there is none beside the answers."""
    file = (folder / answer.attach).resolve()
    if folder.resolve() not in file.parents or not file.is_file():
        raise Refused(f"There is no file {answer.attach} beside the answers; check its name.")
    return file


def _attach(store: Store, place: Workspace, person: str, answer: GivenAnswer, folder: Path) -> None:
    file = _attached(folder, answer)
    kept = answering.attach(
        store,
        assessment_id=place.assessment.id,
        respondent_id=person,
        capability=answer.capability,
        filename=file.name,
        content=file.read_bytes(),
    )
    if answer.accepted_by:
        answering.accept(
            store,
            digest=kept.digest,
            capability=answer.capability,
            assessment_id=place.assessment.id,
            reviewer=answer.accepted_by,
        )
