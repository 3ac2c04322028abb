"""Who said what: people and their answers. An answer is kept the moment it is given."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from assessment.model import (
    ROOM_ROLE,
    Answer,
    AnswerKind,
    Grade,
    Respondent,
    Tally,
)
from content import applicability
from engagement.answers.answer_races import must_still_stand
from engagement.artefacts.attaching import (
    artefact_file,
    attach,
    attach_kept,
    attach_link,
    new_version,
    openable,
)
from engagement.artefacts.reviewing import accept
from engagement.faults import NAME, SENTENCES, Refused, fitting, refusal
from engagement.identity import new_id, same_person
from engagement.in_force.answers_in_force import answers_in_force, as_it_counts, carried_from
from engagement.in_force.respondents import respondent_in
from engagement.model import Workspace
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, answers, artefacts, assessments, packs
from engagement.workspaces import asked_in, assessment_in, record_in, roles_in, workspace_in

__all__ = [
    "accept", "add_respondent", "add_respondent_in", "answer", "answer_in", "artefact_file",
    "attach", "attach_kept", "attach_link", "carried", "current_answers",
    "history", "new_version", "progress", "respondents", "withdraw",
]  # fmt: skip


def respondents(store: Store, assessment_id: str) -> tuple[Respondent, ...]:
    """The client's people: whoever answered for one use case can answer for the next."""
    with store.reading() as tx:
        return assessments.respondents(tx, assessment_in(tx, assessment_id).client_id)


def add_respondent(store: Store, *, assessment_id: str, name: str, role: str) -> Respondent:
    """Add a person by name or pseudonym; one whom the client has already is returned."""
    with store.writing() as tx:
        return add_respondent_in(tx, assessment_id, name, role)


def add_respondent_in(tx: Transaction, assessment_id: str, name: str, role: str) -> Respondent:
    """:func:`add_respondent` inside a transaction that is open."""
    assessment = assessment_in(tx, assessment_id)
    person = Respondent(id=new_id(), name=name.strip(), role=role)
    roles = [item.id for item in roles_in(tx, assessment)]
    if not same_person(person.name):
        raise Refused("Give a name or a pseudonym, so that later answers find the same person.")
    fitting(NAME, name=person.name)
    if role not in (*roles, ROOM_ROLE):
        raise Refused(f"No role is called {role}; there are {', '.join(roles)}.")
    for other in assessments.respondents(tx, assessment.client_id):
        if (same_person(other.name), other.role) == (same_person(person.name), role):
            return other
    assessments.add_respondent(tx, person, assessment.client_id, clock.now())
    record_in(tx, assessment_id, "person added", respondent=person.id)
    return person


def answer(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str,
    kind: AnswerKind | str, level: int | None = None, tally: Tally | None = None,
    grade: Grade | str = Grade.STATEMENT, confidence: int | None = None, comment: str = "",
    reason: str = "", link: str = "", entered_by: str = "", now: datetime | None = None,
    instead_of: str | None = None, over: bool = False,
) -> Answer:  # fmt: skip
    """Keep an answer; it supersedes the person's earlier one, which stays in the history.

    Where ``instead_of`` says which answer was on the screen (its id, empty for none) and another one
    stands by now, :class:`engagement.races.Overtaken`, but for ``over``.

    Grade E2 needs a link or something attached. E3 comes from :func:`accept` alone: given with
    something attached it is kept as E2, and counts as E3 as far as that was accepted.
    """
    with store.writing() as tx:
        before = _current(tx, assessment_id, respondent_id, capability)
        said = answer_in(
            tx, assessment_id=assessment_id, respondent_id=respondent_id, capability=capability,
            kind=kind, level=level, tally=tally, grade=grade, confidence=confidence,
            comment=comment, reason=reason, link=link, entered_by=entered_by, now=now,
        )  # fmt: skip
        must_still_stand(before, instead_of, said, over)
        follow_in(tx, assessment_id, clock.now())
        return as_it_counts(tx, assessment_id, said)


def answer_in(
    tx: Transaction, *, assessment_id: str, respondent_id: str, capability: str,
    kind: AnswerKind | str, level: int | None = None, tally: Tally | None = None,
    grade: Grade | str = Grade.STATEMENT, confidence: int | None = None, comment: str = "",
    reason: str = "", link: str = "", entered_by: str = "", now: datetime | None = None,
) -> Answer:  # fmt: skip
    """:func:`answer` inside a transaction that is open; whoever opened it follows the conflicts."""
    fitting(SENTENCES, reason=reason, comment=comment, link=link)
    openable(link.strip())
    person = respondent_in(tx, assessment_id, respondent_id)
    _askable(tx, assessment_id, capability)
    said = _said(
        id=new_id(), capability=capability, respondent=person.id, role=person.role,
        kind=kind, level=level, tally=tally, grade=grade, confidence=confidence,
        comment=comment, reason=reason, link=link.strip(), entered_by=entered_by,
        at=now or clock.now(),
    )  # fmt: skip
    if said.kind is AnswerKind.TALLY and person.role != ROOM_ROLE:
        raise Refused("A count of votes belongs to a room; choose the room as who answers.")
    said = _supported(tx, assessment_id, said)
    answers.add(tx, assessment_id, said)
    _record(tx, assessment_id, "answer given", said, entered_by)
    return said


def withdraw(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str, entered_by: str = ""
) -> None:
    """Take an answer back: the question is unanswered again, the history keeps what was said."""
    with store.writing() as tx:
        person = respondent_in(tx, assessment_id, respondent_id)
        said = _current(tx, assessment_id, person.id, capability)
        if said is None and capability in carried_from(tx, assessment_id):
            raise Refused("This was answered for another use case; answer here to replace it.")
        if said is None:
            return
        gone = said.model_copy(update={"id": new_id()})
        answers.withdraw(tx, assessment_id, gone, entered_by, clock.now())
        _record(tx, assessment_id, "answer withdrawn", said, entered_by)
        follow_in(tx, assessment_id, clock.now())


def current_answers(store: Store, assessment_id: str) -> tuple[Answer, ...]:
    """The answers in force; see :func:`engagement.in_force.answers_in_force.answers_in_force`."""
    with store.reading() as tx:
        return answers_in_force(tx, assessment_id)


def carried(store: Store, assessment_id: str) -> dict[str, str]:
    """Capability id -> name of the use case whose answers are used here, for those carried over."""
    with store.reading() as tx:
        found = carried_from(tx, assessment_id)
        return {
            capability: workspace_in(tx, other).use_case.name for capability, other in found.items()
        }


def history(store: Store, assessment_id: str, capability: str) -> tuple[Answer, ...]:
    """Everything ever answered to a capability in this assessment, oldest first."""
    with store.reading() as tx:
        return answers.history(tx, assessment_in(tx, assessment_id).id, capability)


def progress(
    store: Store, assessment_id: str, respondent_id: str | None = None
) -> dict[str, tuple[int, int]]:
    """Area id -> (answered, asked), of one person or (``None``) of everybody together."""
    with store.reading() as tx:
        pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
        given = {
            item.capability
            for item in answers_in_force(tx, assessment_id)
            if respondent_id in (None, item.respondent)
        }
        asked = asked_in(tx, assessment_id)
    by_area = {area.id: [item.id for item in pack.in_area(area.id)] for area in pack.areas}
    return {
        area: (sum(i in given for i in ids if i in asked), sum(i in asked for i in ids))
        for area, ids in by_area.items()
        if any(item in asked for item in ids)
    }


def _said(**fields: Any) -> Answer:
    try:
        return Answer(**fields)
    except ValidationError as error:
        raise refusal(error) from None


def _askable(tx: Transaction, assessment_id: str, capability: str) -> None:
    place: Workspace = workspace_in(tx, assessment_id)
    pack = packs.get(tx, place.assessment.pack.digest)
    if capability not in {item.id for item in pack.capabilities}:
        raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
    profile = pack.profile(place.assessment.profile)
    out = applicability.not_applicable(pack, profile, place.use_case.traits)
    if capability in out:
        raise Refused(f"{pack.capability(capability).name} does not apply here: {out[capability]}")


def _supported(tx: Transaction, assessment_id: str, said: Answer) -> Answer:
    if said.grade not in (Grade.ARTEFACT, Grade.ACCEPTED):
        return said
    to = (assessment_id, said.respondent, said.capability)
    if artefacts.attached(tx, (assessment_id,)).get(to):
        return said.model_copy(update={"grade": Grade.ARTEFACT})
    if said.grade is Grade.ACCEPTED:
        raise Refused("An artefact is accepted by a second person; attach it and have it accepted.")
    if not said.link:
        raise Refused("Attach the artefact or give a link to it, so that a reviewer can read it.")
    return said


def _current(
    tx: Transaction, assessment_id: str, respondent_id: str, capability: str
) -> Answer | None:
    """The person's own answer in this assessment; a carried one is not theirs to change here."""
    for at, item in answers.current(tx, (assessment_id,)):
        if (at, item.respondent, item.capability) == (assessment_id, respondent_id, capability):
            return item
    return None


def _record(tx: Transaction, assessment_id: str, action: str, said: Answer, by: str) -> None:
    record_in(tx, assessment_id, action, by=by, capability=said.capability, answer=said.id)
