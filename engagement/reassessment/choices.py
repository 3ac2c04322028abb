"""Answers to a questionnaire of choices, taken over from the last assessment."""

from datetime import datetime, timedelta

from assessment.choices import ChoiceKind
from content.differences import asked_otherwise
from content.loading import FIRST_PACK, load_shipped
from engagement.identity import new_id
from engagement.model import Assessment
from engagement.store import Transaction, choice_answers, packs


def carry_in(tx: Transaction, last: Assessment, here: Assessment, now: datetime) -> int:
    """Copy what still holds and has a place in what is asked now; how many answers that was.

    A questionnaire has no say in how long an answer holds; it is what the first pack says.
    """
    before, after = (packs.questionnaire(tx, item.pack.digest) for item in (last, here))
    asked = {item.id for item in after.questions}
    days = load_shipped(FIRST_PACK).judgements.thresholds.answer_validity_days
    heard = choice_answers.heard(tx, here.id)
    count = 0
    for said in choice_answers.current(tx, last.id):
        open_here = said.question in asked and (said.respondent, said.question) not in heard
        holds = said.kind is not ChoiceKind.DONT_KNOW and now - said.at <= timedelta(days=days)
        if open_here and holds and not asked_otherwise(before, after, said.question):
            choice_answers.add(tx, here.id, said.model_copy(update={"id": new_id()}))
            count += 1
    return count
