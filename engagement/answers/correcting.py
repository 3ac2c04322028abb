"""Correcting what was claimed, once the people who said it have seen what was found."""

from collections.abc import Mapping
from datetime import datetime

from assessment.model import Answer, AnswerKind, Grade
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.identity import new_id
from engagement.in_force.answers_in_force import answers_in_force, carried_from
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, answers
from engagement.workspaces import assessment_in, record_in


def claims(store: Store, assessment_id: str, capability: str) -> tuple[Answer, ...]:
    """The level answers in force to one capability: what there is to correct."""
    with store.reading() as tx:
        return _claims(tx, assessment_in(tx, assessment_id).id, capability)


def correct(
    store: Store, *, assessment_id: str, capability: str, levels: Mapping[str, int], by: str,
    comment: str = "",
) -> tuple[Answer, ...]:  # fmt: skip
    """Give new levels in the name of those who agreed; ``levels`` is by respondent id.

    ``by`` enters them and stands for the agreement. The earlier answers stay in the history. What
    was carried from another use case is answered here for everybody, so that nobody's voice is
    lost: those who are not named keep what they said.
    """
    fitting(NAME, name=by)
    fitting(SENTENCES, comment=comment)
    if not by.strip():
        raise Refused("Give your name: whoever enters a correction stands for the agreement to it.")
    with store.writing() as tx:
        return correct_in(tx, assessment_id, capability, levels, by.strip(), comment)


def correct_in(
    tx: Transaction, assessment_id: str, capability: str, levels: Mapping[str, int], by: str,
    comment: str,
) -> tuple[Answer, ...]:  # fmt: skip
    """:func:`correct` inside a transaction that is open."""
    said = {
        item.respondent: item
        for item in _claims(tx, assessment_in(tx, assessment_id).id, capability)
    }
    _known(levels, said)
    elsewhere = capability in carried_from(tx, assessment_id)
    moment = clock.now()
    made = tuple(
        _again(item, levels.get(person, item.level or 1), by, comment, moment)
        for person, item in said.items()
        if elsewhere or levels.get(person, item.level) != item.level
    )
    if all(said[person].level == level for person, level in levels.items()):
        raise Refused("Nothing is changed: choose another level than the one that was claimed.")
    for item in made:
        answers.add(tx, assessment_id, item, before=said[item.respondent].id)
    record_in(tx, assessment_id, "answers corrected", by=by, capability=capability)
    follow_in(tx, assessment_id, moment)
    return made


def _claims(tx: Transaction, assessment_id: str, capability: str) -> tuple[Answer, ...]:
    return tuple(
        item
        for item in answers_in_force(tx, assessment_id)
        if item.capability == capability and item.kind is AnswerKind.LEVEL
    )


def _known(levels: Mapping[str, int], said: Mapping[str, Answer]) -> None:
    if not levels:
        raise Refused("Choose whose answer is corrected.")
    if set(levels) - set(said):
        raise Refused("Only a level that somebody claimed can be corrected; choose from the list.")
    if not all(1 <= level <= 5 for level in levels.values()):
        raise Refused("A level is from 1 to 5.")


def _again(said: Answer, level: int, by: str, comment: str, moment: datetime) -> Answer:
    """The same answer at another level; what somebody accepted counts by itself, up to its level.

    What was said for the old level is not said for the new one: it stays in the history.
    """
    changed = level != said.level
    grade = Grade.ARTEFACT if said.grade is Grade.ACCEPTED else said.grade
    return said.model_copy(
        update={
            "id": new_id(), "level": level, "grade": grade, "entered_by": by, "at": moment,
            "comment": comment.strip() if changed else said.comment,
            "artefacts": (),
        }
    )  # fmt: skip
