"""What the answers to a questionnaire come to now, and the plan that follows from its advice."""

from datetime import datetime
from hashlib import sha256

from content.questionnaire import Questionnaire
from engagement.memory import Memory
from engagement.outside import clock
from engagement.store import Store, Transaction, advice_items, choice_answers, packs
from engagement.workspaces import assessment_in
from scoring.advised import AdviceItem, AdviceRow, advice_plan
from scoring.result_model import ChoiceInputs, Result
from scoring.rules import answerable, judge_choices

REMEMBERED = 64
"""Results kept in memory: a page is redrawn far more often than anything changes."""

_MEMORY: Memory[Result] = Memory(REMEMBERED)


def choice_inputs(store: Store, assessment_id: str) -> ChoiceInputs:
    """All that the judgement reads, at one moment of the database."""
    with store.reading() as tx:
        return inputs_in(tx, assessment_id)


def result(store: Store, assessment_id: str, as_of: datetime | None = None) -> Result:
    """The result at ``as_of`` (now, where none is given); the same answers are judged once a day."""
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
    return judged(pack, given, as_of)


def judged(pack: Questionnaire, given: ChoiceInputs, as_of: datetime | None = None) -> Result:
    """:func:`result` of inputs that are at hand; remembered."""
    moment = as_of or clock.now()
    key = (digest_of(given), pack.digest, moment.date() if as_of is None else moment)
    return _MEMORY.of(key, lambda: judge_choices(pack, given, moment))


def digest_of(given: ChoiceInputs) -> str:
    """SHA-256 of the inputs in hexadecimal: equal where everything that is judged is equal."""
    return sha256(given.model_dump_json().encode()).hexdigest()


def advice(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> tuple[AdviceRow, ...]:
    """The advice of the present result in its order, with what was decided about each."""
    moment = as_of or clock.now()
    found = result(store, assessment_id, as_of)
    with store.reading() as tx:
        pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
        items = items_in(tx, assessment_id)
    return advice_plan(pack, found, items, moment.date())


def inputs_in(tx: Transaction, assessment_id: str) -> ChoiceInputs:
    """:func:`choice_inputs` inside a transaction that is open.

    Answers that the assessment's version of the questionnaire has no place for are kept, and left
    out here.
    """
    pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
    return answerable(pack, everything_in(tx, assessment_id))


def everything_in(tx: Transaction, assessment_id: str) -> ChoiceInputs:
    """Every answer in force, also what an earlier version of the questionnaire asked."""
    return ChoiceInputs(answers=choice_answers.current(tx, assessment_id))


def items_in(tx: Transaction, assessment_id: str) -> tuple[AdviceItem, ...]:
    """What was decided about the advice, inside a transaction that is open."""
    return advice_items.items(tx, assessment_id)
