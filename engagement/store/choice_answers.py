"""Answers to questions with choices: rows are only ever added, and a person's newest one counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.choices import ChoiceAnswer
from engagement.store.columns import flat, moment, nested

WITHDRAWN = "withdrawn"
"""The kind of a row that takes an answer back; it is no answer."""


class ChoiceAnswerRow(SQLModel, table=True):
    """What one person ticked, or took back, at one question; never changed."""

    __tablename__ = "choice_answer"
    __table_args__ = (UniqueConstraint("supersedes", name="one_choice_answer_supersedes_another"),)

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    question: str
    respondent: str = Field(foreign_key="respondent.id")
    role: str
    kind: str
    choices: list[str] = nested()
    comment: str
    reason: str
    entered_by: str
    at: datetime = moment()
    supersedes: str | None = Field(default=None, foreign_key="choice_answer.id")


def add(tx: Session, assessment_id: str, answer: ChoiceAnswer) -> None:
    """Add an answer; it supersedes the person's current one to the same question."""
    _add(tx, assessment_id, flat(answer, "choices", "kind"))


def withdraw(tx: Session, assessment_id: str, answer: ChoiceAnswer) -> None:
    """Take a current answer back; ``answer`` gives person, question and time, its id the row's."""
    plain = flat(answer, "choices", "kind")
    _add(tx, assessment_id, plain | {"kind": WITHDRAWN, "choices": [], "comment": "", "reason": ""})


def current(tx: Session, assessment_id: str) -> tuple[ChoiceAnswer, ...]:
    """Every answer that nothing supersedes, oldest first."""
    here = ChoiceAnswerRow.assessment_id == assessment_id
    newer = select(ChoiceAnswerRow.supersedes).where(
        here, col(ChoiceAnswerRow.supersedes).is_not(None)
    )
    query = select(ChoiceAnswerRow).where(
        here, col(ChoiceAnswerRow.id).not_in(newer), ChoiceAnswerRow.kind != WITHDRAWN
    )
    return tuple(_answer(row) for row in tx.exec(query.order_by(col(ChoiceAnswerRow.number))))


def history(tx: Session, assessment_id: str, question: str) -> tuple[ChoiceAnswer, ...]:
    """Every answer ever given to a question, oldest first; those taken back are left out."""
    query = select(ChoiceAnswerRow).where(
        ChoiceAnswerRow.assessment_id == assessment_id,
        ChoiceAnswerRow.question == question,
        ChoiceAnswerRow.kind != WITHDRAWN,
    )
    return tuple(_answer(row) for row in tx.exec(query.order_by(col(ChoiceAnswerRow.number))))


def _add(tx: Session, assessment_id: str, plain: dict[str, Any]) -> None:
    before = select(ChoiceAnswerRow.id).where(
        ChoiceAnswerRow.assessment_id == assessment_id,
        ChoiceAnswerRow.question == plain["question"],
        ChoiceAnswerRow.respondent == plain["respondent"],
    )
    last = tx.exec(before.order_by(col(ChoiceAnswerRow.number).desc()).limit(1)).first()
    tx.add(ChoiceAnswerRow(**plain, assessment_id=assessment_id, supersedes=last))
    tx.flush()


def _answer(row: ChoiceAnswerRow) -> ChoiceAnswer:
    return ChoiceAnswer.model_validate(
        {name: getattr(row, name) for name in ChoiceAnswer.model_fields}
    )
