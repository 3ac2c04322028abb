"""What an invited person does: read what they are asked, answer it, come back to it.

The token is the authority: each action asks it anew, and takes from it whose answer it is, of which
assessment. What is not on the invitation is refused, whatever the caller names.
"""

from typing import Any

from assessment.choices import ChoiceAnswer
from assessment.model import Answer, AnswerKind
from content.model import Pack
from engagement.answers import answering
from engagement.choices import choosing
from engagement.choices.choice_judging import inputs_in
from engagement.faults import Refused
from engagement.in_force.answers_in_force import own_answers
from engagement.invitations.asked import can_be_asked_in
from engagement.invitations.links import held_in
from engagement.invitations.model import Held, Invitation
from engagement.invitations.passed import of_person_in
from engagement.model import ArtefactFile
from engagement.outside import clock
from engagement.store import Store, Transaction, packs
from engagement.workspaces import workspace_in


def held(store: Store, token: str) -> Held:
    """What the link opens now; :class:`engagement.invitations.links.NotOpen` for any other link."""
    with store.reading() as tx:
        found, person = held_in(tx, token, clock.now())
        place = workspace_in(tx, found.assessment_id)
        pack = packs.either(tx, place.assessment.pack.digest)
        answers, choices = given_in(tx, found)
        sent, received = of_person_in(tx, found)
        return Held(
            invitation=found, person=person, place=place, pack=pack, asked=asked_now_in(tx, found),
            answers=answers, choices=choices, sent_on=sent, received=received,
            invited_by=found.made_by,
        )  # fmt: skip


def asked_now_in(tx: Transaction, found: Invitation) -> tuple[str, ...]:
    """What of the invitation applies now, in the pack's order."""
    wanted = set(found.asked)
    return tuple(item for item in can_be_asked_in(tx, found.assessment_id) if item in wanted)


def given_in(
    tx: Transaction, found: Invitation
) -> tuple[tuple[Answer, ...], tuple[ChoiceAnswer, ...]]:
    """The person's own answers to what they are asked: to capabilities, or to questions."""
    wanted = set(found.asked)
    place = workspace_in(tx, found.assessment_id)
    if isinstance(packs.either(tx, place.assessment.pack.digest), Pack):
        own = own_answers(tx, found.assessment_id)
        mine = (item for item in own if item.respondent == found.respondent)
        return tuple(item for item in mine if item.capability in wanted), ()
    every = inputs_in(tx, found.assessment_id).answers
    return (), tuple(
        item for item in every if item.respondent == found.respondent and item.question in wanted
    )


def answer(store: Store, token: str, *, capability: str, **said: Any) -> Answer:
    """Keep the person's answer; ``said`` is what :func:`engagement.answers.answering.answer` takes of it.

    It is the person's own: never a room's count, and entered by nobody else.
    """
    found = _asked(store, token, capability)
    if AnswerKind(said["kind"]) is AnswerKind.TALLY:
        raise Refused("A count of votes belongs to a room; answer for yourself.")
    said |= {"assessment_id": found.assessment_id, "respondent_id": found.respondent,
             "capability": capability, "entered_by": "", "now": None}  # fmt: skip
    return answering.answer(store, **said)


def choose(store: Store, token: str, *, question: str, **said: Any) -> ChoiceAnswer:
    """:func:`answer` where questions have choices."""
    found = _asked(store, token, question)
    said |= {"assessment_id": found.assessment_id, "respondent_id": found.respondent,
             "question": question, "entered_by": "", "now": None}  # fmt: skip
    return choosing.choose(store, **said)


def withdraw(store: Store, token: str, *, asked: str) -> None:
    """Take the person's own answer back."""
    found = _asked(store, token, asked)
    about = {"assessment_id": found.assessment_id, "respondent_id": found.respondent}
    with store.reading() as tx:
        digest = workspace_in(tx, found.assessment_id).assessment.pack.digest
        grid = isinstance(packs.either(tx, digest), Pack)
    if grid:
        answering.withdraw(store, **about, capability=asked)
    else:
        choosing.withdraw(store, **about, question=asked)


def attach(
    store: Store, token: str, *, capability: str, filename: str, content: bytes
) -> object:  # fmt: skip
    """Attach a file to the person's own answer."""
    found = _asked(store, token, capability)
    return answering.attach(
        store, assessment_id=found.assessment_id, respondent_id=found.respondent,
        capability=capability, filename=filename, content=content,
    )  # fmt: skip


def attach_link(store: Store, token: str, *, capability: str, link: str) -> object:
    """Attach a link to the person's own answer."""
    found = _asked(store, token, capability)
    return answering.attach_link(
        store, assessment_id=found.assessment_id, respondent_id=found.respondent,
        capability=capability, link=link,
    )  # fmt: skip


def own_file(store: Store, token: str, digest: str) -> ArtefactFile:
    """A file that the person attached to one of their answers; any other is refused."""
    mine = held(store, token)
    own = {item.digest for said in mine.answers for item in said.artefacts}
    if digest not in own:
        raise Refused("This file is not attached to one of your answers.")
    return answering.artefact_file(store, digest, mine.invitation.assessment_id)


def _asked(store: Store, token: str, asked: str) -> Invitation:
    """The invitation, where what is named is on it and applies."""
    with store.reading() as tx:
        found, _ = held_in(tx, token, clock.now())
        if asked not in asked_now_in(tx, found):
            raise Refused("This question is not among those that you are asked.")
        return found
