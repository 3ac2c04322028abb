"""Answers: rows are only ever added, and the newest of a person and a capability counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Answer
from engagement.store import appended, guarding
from engagement.store.assessments import AssessmentRow, RespondentRow
from engagement.store.columns import flat, moment, nested
from engagement.store.packs import PackVersionRow


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
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Who gave the link, where they were signed in and answered in their own name."""
    entered_by: str
    at: datetime = moment()
    supersedes: str | None = Field(default=None, foreign_key="answer.id")


def add(tx: Session, assessment_id: str, answer: Answer, *, before: str = "") -> None:
    """Add an answer; it supersedes the person's current one to the same capability.

    ``before`` is the id of the answer that this one repeats: its link is of the same account.
    """
    plain = flat(answer, "tally", "kind", "grade")
    del plain["artefacts"]
    plain["account"] = account(tx, before) if before else _gives_link(tx, answer)
    appended.add(tx, AnswerRow, assessment_id, plain, "capability")


def account(tx: Session, answer_id: str) -> str:
    """The account that gave the link of an answer; empty where nobody signed in gave it themselves."""
    return tx.exec(select(AnswerRow.account).where(AnswerRow.id == answer_id)).one()


def _gives_link(tx: Session, answer: Answer) -> str:
    if not answer.link:
        return ""
    return guarding.account_named(tx, tx.get_one(RespondentRow, answer.respondent).name)


def withdraw(
    tx: Session, assessment_id: str, answer: Answer, entered_by: str, now: datetime
) -> None:
    """Take a current answer back; ``answer`` gives person and capability, its id the new row's."""
    plain = flat(answer, "grade") | {
        "kind": appended.WITHDRAWN,
        "level": None,
        "tally": None,
        "at": now,
    }
    del plain["artefacts"]
    plain |= {"comment": "", "reason": "", "entered_by": entered_by}
    appended.add(tx, AnswerRow, assessment_id, plain, "capability")


def current(tx: Session, assessment_ids: Sequence[str]) -> tuple[tuple[str, Answer], ...]:
    """(assessment id, answer) of every answer that nothing supersedes, oldest first."""
    rows = appended.current(tx, AnswerRow, assessment_ids)
    return tuple((row.assessment_id, _answer(row)) for row in rows)


def newest(tx: Session) -> str:
    """Id of the row that was added last, of whichever assessment; empty before the first.

    Rows are only ever added, so that nothing was said or taken back while it stays the same.
    """
    return (
        tx.exec(select(AnswerRow.id).order_by(col(AnswerRow.number).desc()).limit(1)).first() or ""
    )


def last_of_client(tx: Session, client_id: str, pack_id: str) -> dict[str, str]:
    """Capability -> the client's assessment with a pack of this id that answered it last."""
    rows = select(AnswerRow.capability, AnswerRow.assessment_id).where(
        col(AnswerRow.assessment_id).in_(_assessments(client_id, pack_id)),
        col(AnswerRow.id).not_in(_superseded(client_id, pack_id)),
        AnswerRow.kind != appended.WITHDRAWN,
    )
    return dict(tx.exec(rows.order_by(col(AnswerRow.number))).all())


def _assessments(client_id: str, pack_id: str) -> Any:
    return (
        select(AssessmentRow.id)
        .join(PackVersionRow, col(PackVersionRow.digest) == AssessmentRow.pack_digest)
        .where(AssessmentRow.client_id == client_id, PackVersionRow.pack_id == pack_id)
    )


def _superseded(client_id: str, pack_id: str) -> Any:
    return select(AnswerRow.supersedes).where(
        col(AnswerRow.assessment_id).in_(_assessments(client_id, pack_id)),
        col(AnswerRow.supersedes).is_not(None),
    )


def heard(tx: Session, assessment_id: str) -> frozenset[tuple[str, str]]:
    """(Person, capability) of everything that was ever said or taken back here."""
    return appended.heard(tx, AnswerRow, assessment_id, "capability")


def history(tx: Session, assessment_id: str, capability: str) -> tuple[Answer, ...]:
    """Every answer ever given to a capability, oldest first; those taken back are left out."""
    about = AnswerRow.capability == capability
    return tuple(_answer(row) for row in appended.history(tx, AnswerRow, assessment_id, about))


def _answer(row: AnswerRow) -> Answer:
    names = set(Answer.model_fields) - {"artefacts"}
    return Answer.model_validate({name: getattr(row, name) for name in names})
