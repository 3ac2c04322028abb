"""Who ticked what: answers to questions with choices, kept the moment they are given."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Question
from engagement.answers.answer_races import must_still_be_chosen
from engagement.choices.choice_judging import inputs_in
from engagement.faults import SENTENCES, Refused, fitting, refusal
from engagement.identity import new_id
from engagement.in_force.respondents import respondent_in
from engagement.outside import clock
from engagement.store import Store, Transaction, choice_answers, packs
from engagement.workspaces import assessment_in, record_in


def choose(
    store: Store, *, assessment_id: str, respondent_id: str, question: str,
    kind: ChoiceKind | str = ChoiceKind.CHOSEN, choices: tuple[str, ...] = (), comment: str = "",
    reason: str = "", entered_by: str = "", now: datetime | None = None,
    instead_of: str | None = None, over: bool = False,
) -> ChoiceAnswer:  # fmt: skip
    """Keep an answer; it supersedes the person's earlier one, which stays in the history.

    ``chosen`` without choices says that none of them holds. Where ``instead_of`` says which answer
    was on the screen (its id, empty for none) and another one stands by now,
    :class:`engagement.races.Overtaken`, but for ``over``.
    """
    with store.writing() as tx:
        before = _current(tx, assessment_id, respondent_id, question)
        said = choose_in(
            tx, assessment_id=assessment_id, respondent_id=respondent_id, question=question,
            kind=kind, choices=choices, comment=comment, reason=reason, entered_by=entered_by,
            now=now,
        )  # fmt: skip
        must_still_be_chosen(before, instead_of, said, over, _asked(tx, assessment_id, question))
        return said


def _current(
    tx: Transaction, assessment_id: str, respondent_id: str, question: str
) -> ChoiceAnswer | None:
    return next(
        (
            item
            for item in choice_answers.current(tx, assessment_id)
            if (item.respondent, item.question) == (respondent_id, question)
        ),
        None,
    )


def choose_in(
    tx: Transaction, *, assessment_id: str, respondent_id: str, question: str,
    kind: ChoiceKind | str = ChoiceKind.CHOSEN, choices: tuple[str, ...] = (), comment: str = "",
    reason: str = "", entered_by: str = "", now: datetime | None = None,
) -> ChoiceAnswer:  # fmt: skip
    """:func:`choose` inside a transaction that is open."""
    fitting(SENTENCES, reason=reason, comment=comment)
    person = respondent_in(tx, assessment_id, respondent_id)
    asked = _asked(tx, assessment_id, question)
    said = _said(
        id=new_id(), question=question, respondent=person.id, role=person.role, kind=kind,
        choices=choices, comment=comment, reason=reason, entered_by=entered_by,
        at=now or clock.now(),
    )  # fmt: skip
    _fits(asked, said)
    choice_answers.add(tx, assessment_id, said)
    _record(tx, assessment_id, "answer given", said, entered_by)
    return said


def withdraw(
    store: Store, *, assessment_id: str, respondent_id: str, question: str, entered_by: str = ""
) -> None:
    """Take an answer back: the question is unanswered again, the history keeps what was said."""
    with store.writing() as tx:
        person = respondent_in(tx, assessment_id, respondent_id)
        said = _current(tx, assessment_id, person.id, question)
        if said is None:
            return
        gone = said.model_copy(update={"id": new_id(), "entered_by": entered_by, "at": clock.now()})
        choice_answers.withdraw(tx, assessment_id, gone)
        _record(tx, assessment_id, "answer withdrawn", said, entered_by)


def current_choices(store: Store, assessment_id: str) -> tuple[ChoiceAnswer, ...]:
    """Each person's newest answer to each question as it is asked now, oldest first."""
    with store.reading() as tx:
        return inputs_in(tx, assessment_id).answers


def history(store: Store, assessment_id: str, question: str) -> tuple[ChoiceAnswer, ...]:
    """Everything ever answered to a question in this assessment, oldest first."""
    with store.reading() as tx:
        return choice_answers.history(tx, assessment_in(tx, assessment_id).id, question)


def _said(**fields: Any) -> ChoiceAnswer:
    try:
        return ChoiceAnswer(**fields)
    except ValidationError as error:
        raise refusal(error) from None


def _asked(tx: Transaction, assessment_id: str, question: str) -> Question:
    pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
    found = next((item for item in pack.questions if item.id == question), None)
    if found is None:
        raise Refused(f"{pack.title} {pack.version} has no question {question}.")
    return found


def _fits(question: Question, said: ChoiceAnswer) -> None:
    if said.kind is not ChoiceKind.CHOSEN:
        return
    known = {item.id: item for item in question.choices}
    for name in said.choices:
        if name not in known:
            raise Refused(
                f"Question {question.id} has no choice {name}; there are {', '.join(known)}."
            )
    if len(set(said.choices)) < len(said.choices):
        raise Refused(f"Question {question.id} has a choice named twice; name each one once.")
    if question.answer == "one" and len(said.choices) != 1:
        raise Refused(f"Question {question.id} takes one choice; {len(said.choices)} were given.")
    refuses = [name for name in said.choices if known[name].none_of_these]
    if refuses and len(said.choices) > 1:
        title = known[refuses[0]].title
        raise Refused(f"“{title}” says that no other choice holds; take it or the others.")


def _record(tx: Transaction, assessment_id: str, action: str, said: ChoiceAnswer, by: str) -> None:
    record_in(tx, assessment_id, action, by=by, question=said.question, answer=said.id)
