"""Answers: rows are only ever added, and the newest of a person and a capability counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Answer
from engagement.store.columns import flat, moment, nested

WITHDRAWN = "withdrawn"
"""The kind of a row that takes an answer back; it is no answer."""


class AnswerRow(SQLModel, table=True):
    """What one person said, or took back, about one capability; never changed."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("supersedes", name="one_answer_supersedes_another"),)

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    capability: str
    respondent: str = Field(foreign_key="respondent.id")
    role: str
    kind: str
    level: int | None = None
    tally: dict[str, Any] | None = nested(nullable=True)
    grade: str
    confidence: int | None = None
    comment: str
    reason: str
    link: str
    entered_by: str
    at: datetime = moment()
    supersedes: str | None = Field(default=None, foreign_key="answer.id")


def add(tx: Session, assessment_id: str, answer: Answer) -> None:
    """Add an answer; it supersedes the person's current one to the same capability."""
    plain = flat(answer, "tally", "kind", "grade")
    del plain["artefacts"]
    _add(tx, assessment_id, plain)


def withdraw(
    tx: Session, assessment_id: str, answer: Answer, entered_by: str, now: datetime
) -> None:
    """Take a current answer back; ``answer`` gives person and capability, its id the new row's."""
    plain = flat(answer, "grade") | {"kind": WITHDRAWN, "level": None, "tally": None, "at": now}
    del plain["artefacts"]
    _add(tx, assessment_id, plain | {"comment": "", "reason": "", "entered_by": entered_by})


def current(tx: Session, assessment_ids: Sequence[str]) -> tuple[tuple[str, Answer], ...]:
    """(assessment id, answer) of every answer that nothing supersedes, oldest first."""
    here = col(AnswerRow.assessment_id).in_(assessment_ids)
    newer = select(AnswerRow.supersedes).where(here, col(AnswerRow.supersedes).is_not(None))
    query = select(AnswerRow).where(
        here,
        col(AnswerRow.id).not_in(newer),
        AnswerRow.kind != WITHDRAWN,
    )
    rows = tx.exec(query.order_by(col(AnswerRow.number)))
    return tuple((row.assessment_id, _answer(row)) for row in rows)


def history(tx: Session, assessment_id: str, capability: str) -> tuple[Answer, ...]:
    """Every answer ever given to a capability, oldest first; those taken back are left out."""
    query = select(AnswerRow).where(
        AnswerRow.assessment_id == assessment_id,
        AnswerRow.capability == capability,
        AnswerRow.kind != WITHDRAWN,
    )
    return tuple(_answer(row) for row in tx.exec(query.order_by(col(AnswerRow.number))))


def _add(tx: Session, assessment_id: str, plain: dict[str, Any]) -> None:
    before = select(AnswerRow.id).where(
        AnswerRow.assessment_id == assessment_id,
        AnswerRow.capability == plain["capability"],
        AnswerRow.respondent == plain["respondent"],
    )
    last = tx.exec(before.order_by(col(AnswerRow.number).desc()).limit(1)).first()
    tx.add(AnswerRow(**plain, assessment_id=assessment_id, supersedes=last))
    tx.flush()


def _answer(row: AnswerRow) -> Answer:
    names = set(Answer.model_fields) - {"artefacts"}
    return Answer.model_validate({name: getattr(row, name) for name in names})
