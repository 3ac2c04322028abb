"""Answers to questions with choices: rows are only ever added, and a person's newest one counts."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel

from assessment.choices import ChoiceAnswer
from engagement.store import appended
from engagement.store.columns import flat, moment, nested


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
    plain = flat(answer, "choices", "kind")
    appended.add(tx, ChoiceAnswerRow, assessment_id, plain, "question")


def withdraw(tx: Session, assessment_id: str, answer: ChoiceAnswer) -> None:
    """Take a current answer back; ``answer`` gives person, question and time, its id the row's."""
    plain = flat(answer, "choices", "kind")
    plain |= {"kind": appended.WITHDRAWN, "choices": [], "comment": "", "reason": ""}
    appended.add(tx, ChoiceAnswerRow, assessment_id, plain, "question")


def current(tx: Session, assessment_id: str) -> tuple[ChoiceAnswer, ...]:
    """Every answer that nothing supersedes, oldest first."""
    return tuple(_answer(row) for row in appended.current(tx, ChoiceAnswerRow, [assessment_id]))


def heard(tx: Session, assessment_id: str) -> frozenset[tuple[str, str]]:
    """(Person, question) of everything that was ever said or taken back here."""
    return appended.heard(tx, ChoiceAnswerRow, assessment_id, "question")


def history(tx: Session, assessment_id: str, question: str) -> tuple[ChoiceAnswer, ...]:
    """Every answer ever given to a question, oldest first; those taken back are left out."""
    about = ChoiceAnswerRow.question == question
    rows = appended.history(tx, ChoiceAnswerRow, assessment_id, about)
    return tuple(_answer(row) for row in rows)


def _answer(row: ChoiceAnswerRow) -> ChoiceAnswer:
    return ChoiceAnswer.model_validate(
        {name: getattr(row, name) for name in ChoiceAnswer.model_fields}
    )
