"""What a room said twice in a workshop is its last word: what single people said before gives way.

What they had attached does not: a document shows what it shows, whoever is heard beside it.
"""

from statistics import median

from assessment.model import Answer, AnswerKind, Artefact, Grade
from engagement.in_force.answers_in_force import answers_in_force
from engagement.store import Transaction, workshops


def heard_in(tx: Transaction, assessment_id: str, said: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers that a judgement hears.

    Where a closed workshop agreed or stayed apart on a capability, its votes are those of people
    who had heard each other's reasons and seen the findings; answers given alone before count no
    more. They stay where they were given, and one that is given after the workshop counts again.
    An artefact attached to such an earlier answer goes on proving the level that it was given for:
    the room's answer is held up by it where that level is within one of the room's.
    """
    settled = workshops.settled(tx, assessment_id)
    heard = tuple(
        item
        for item in said
        if item.kind is AnswerKind.TALLY
        or item.capability not in settled
        or item.at > settled[item.capability]
    )
    ids = {item.id for item in heard}
    before = [item for item in said if item.id not in ids]
    return tuple(
        held_up(item, before) if item.kind is AnswerKind.TALLY and item.capability in settled
        else item for item in heard
    )  # fmt: skip


def held_up(room: Answer, before: list[Answer]) -> Answer:
    """The room's answer with what was attached behind single answers to the same capability.

    By the rule of the judgement for several people: the best grade held within one level of what
    they say together. *Accepted* was said of one level, so it reaches no higher than that one.
    """
    if room.tally is None or not sum(room.tally.levels):
        return room
    middle = median(level for level, count in enumerate(room.tally.levels, 1) for _ in range(count))
    near = [
        (_grade(item, middle), item)
        for item in before
        if item.capability == room.capability
        and item.level is not None
        and item.grade >= Grade.ARTEFACT
        and abs(item.level - middle) <= 1
    ]
    if not near:
        return room
    best = max(grade for grade, _ in near)
    files: dict[str, Artefact] = {
        file.digest: file for grade, item in near if grade is best for file in item.artefacts
    }
    links = [room.link, *(item.link for grade, item in near if grade is best)]
    return room.model_copy(
        update={
            "grade": max(room.grade, best),
            "artefacts": (*room.artefacts, *files.values()),
            "link": next(filter(None, links), ""),
        }
    )


def _grade(said: Answer, middle: float) -> Grade:
    """What the artefacts of a single answer give the room's: *accepted* only up to its level."""
    reaches = said.level is not None and middle <= said.level
    return said.grade if reaches else min(said.grade, Grade.ARTEFACT)


def before_the_room_in(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    """The answers in force that a judgement does not hear, since a room settled what they are about."""
    said = answers_in_force(tx, assessment_id)
    heard = {item.id for item in heard_in(tx, assessment_id, said)}
    return tuple(item for item in said if item.id not in heard)
