"""What a room said twice in a workshop is its last word: what single people said before gives way."""

from assessment.model import Answer, AnswerKind
from engagement.answers_in_force import answers_in_force
from engagement.store import Transaction, workshops


def heard_in(tx: Transaction, assessment_id: str, said: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers that a judgement hears.

    Where a closed workshop agreed or stayed apart on a capability, its votes are those of people
    who had heard each other's reasons and seen the findings; answers given alone before count no
    more. They stay where they were given, and one that is given after the workshop counts again.
    """
    settled = workshops.settled(tx, assessment_id)
    return tuple(
        item
        for item in said
        if item.kind is AnswerKind.TALLY
        or item.capability not in settled
        or item.at > settled[item.capability]
    )


def before_the_room_in(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    """The answers in force that a judgement does not hear, since a room settled what they are about."""
    said = answers_in_force(tx, assessment_id)
    heard = {item.id for item in heard_in(tx, assessment_id, said)}
    return tuple(item for item in said if item.id not in heard)
