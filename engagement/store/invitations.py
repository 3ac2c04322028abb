"""Who was invited to answer what, and the questions that were passed on; never a link."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.invitations.model import Invitation, PassedOn
from engagement.store.columns import flat, moment, nested, value_of


class InvitationRow(SQLModel, table=True):
    """One person's invitation to one assessment; its link is signed and stands nowhere."""

    __tablename__ = "invitation"

    id: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    respondent: str = Field(foreign_key="respondent.id", index=True)
    email: str
    asked: list[Any] = nested()
    may_pass_on: bool
    issue: int
    made_by: str
    made_at: datetime = moment()
    until: datetime = moment()
    revoked_at: datetime | None = moment(nullable=True)
    opened_at: datetime | None = moment(nullable=True)
    sent_at: datetime | None = moment(nullable=True)
    reminded_at: datetime | None = moment(nullable=True)


class PassedOnRow(SQLModel, table=True):
    """One question that a person passed on to another."""

    __tablename__ = "passed_on"

    id: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    asked: str
    respondent: str = Field(foreign_key="respondent.id")
    to_name: str
    to_role: str
    to_email: str
    note: str
    state: str
    invitation: str | None = Field(default=None, foreign_key="invitation.id")
    at: datetime = moment()
    settled_by: str
    settled_at: datetime | None = moment(nullable=True)


def save(tx: Session, invitation: Invitation) -> None:
    """Keep an invitation, in place of what was kept of it."""
    tx.merge(InvitationRow(**flat(invitation, "asked")))
    tx.flush()


def get(tx: Session, invitation_id: str) -> Invitation | None:
    """The invitation with this id."""
    row = tx.get(InvitationRow, invitation_id)
    return value_of(Invitation, row) if row else None


def of_assessment(tx: Session, assessment_id: str) -> tuple[Invitation, ...]:
    """An assessment's invitations, in the order in which they were made."""
    query = select(InvitationRow).where(InvitationRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(InvitationRow.made_at), col(InvitationRow.id)))
    return tuple(value_of(Invitation, row) for row in rows)


def save_passed(tx: Session, passed: PassedOn) -> None:
    """Keep a question that was passed on, in place of what was kept of it."""
    tx.merge(PassedOnRow(**passed.model_dump()))
    tx.flush()


def one_passed(tx: Session, passed_id: str) -> PassedOn | None:
    """The passed question with this id."""
    row = tx.get(PassedOnRow, passed_id)
    return value_of(PassedOn, row) if row else None


def passed(tx: Session, assessment_id: str) -> tuple[PassedOn, ...]:
    """The questions of an assessment that were passed on, oldest first."""
    query = select(PassedOnRow).where(PassedOnRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(PassedOnRow.at), col(PassedOnRow.id)))
    return tuple(value_of(PassedOn, row) for row in rows)
