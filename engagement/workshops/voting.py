"""Votes: one row a round and participant. A retry is harmless, a later one takes the place."""

from typing import Any

from pydantic import ValidationError

from assessment.model import AnswerKind, Grade
from assessment.workshop.model import Round, Vote
from engagement.faults import SENTENCES, Refused, fitting, refusal
from engagement.outside import clock
from engagement.store import Store, Transaction, workshop_votes, workshops
from engagement.workshops.tokens import holder

LONGEST_REASON = 500


def vote(
    store: Store, *, token: str, round_id: str, level: int | None, vote_key: str,
    grade: Grade | str = Grade.STATEMENT, confidence: int | None = None, reason: str = "",
    not_applicable: bool = False,
) -> Vote:  # fmt: skip
    """Keep a vote and give back the one that counts.

    ``level`` is 1 to 5; ``None`` is *don't know*, or *not applicable* with a reason. The same
    ``vote_key`` again changes nothing, nor does one that sorts before the key of the vote that
    counts: it was chosen earlier and arrived late. After the round was closed it is refused.
    """
    fitting(SENTENCES, reason=reason)
    kind = AnswerKind.NOT_APPLICABLE if not_applicable else AnswerKind.DONT_KNOW
    kind = AnswerKind.LEVEL if level is not None else kind
    made = _checked(
        kind=kind, level=level, grade=grade, confidence=confidence,
        reason=reason.strip()[:LONGEST_REASON], vote_key=vote_key, at=clock.now(),
    )  # fmt: skip
    with store.writing() as tx:
        place, person = holder(tx, token)
        workshops.held(tx, place.id)
        return _kept(tx, place.id, _round(tx, place.id, round_id), person.id, made)


def _kept(tx: Transaction, workshop_id: str, at: Round, person_id: str, made: Vote) -> Vote:
    before = workshop_votes.vote(tx, at.id, person_id)
    # A retry whose first try was kept is no late vote, however long its answer was on the way.
    if before is not None and workshop_votes.sent(tx, at.id, person_id, made.vote_key):
        return before
    if at.closed_at is not None:
        raise Refused("This vote was closed before yours arrived; it is not counted.")
    workshop_votes.send(tx, at.id, person_id, made)
    if before is not None and made.vote_key < before.vote_key:
        return before
    workshop_votes.put(tx, at.id, person_id, made)
    workshops.touch(tx, workshop_id)
    return made


def _round(tx: Transaction, workshop_id: str, round_id: str) -> Round:
    found = workshop_votes.round_of(tx, workshop_id, round_id)
    if found is None:
        raise Refused("This vote is not of this workshop; load the page again.")
    return found


def _checked(**fields: Any) -> Vote:
    try:
        return Vote(**fields)
    except ValidationError as error:
        raise refusal(error) from None
