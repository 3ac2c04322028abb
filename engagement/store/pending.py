"""What waits for a second person: asked by one, decided by another; rows are never removed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Pending
from engagement.store.columns import moment, value_of


class PendingRow(SQLModel, table=True):
    """One request to set evidence of a critical capability aside."""

    __tablename__ = "pending"

    id: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    kind: str
    about: str
    capability: str
    by: str
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reason: str
    at: datetime = moment()
    until: datetime | None = moment(nullable=True)
    decided_by: str = ""
    decided_at: datetime | None = moment(nullable=True)
    outcome: str = ""
    """``agreed``, ``declined``, or ``replaced`` by a newer request; empty while it waits."""


def add(tx: Session, assessment_id: str, asked: Pending, account: str) -> None:
    """Keep a request of an account; an earlier one about the same is replaced."""
    for row in tx.exec(_open(assessment_id)):
        if (row.kind, row.about) == (asked.kind, asked.about):
            row.outcome, row.decided_by, row.decided_at = "replaced", asked.by, asked.at
    tx.add(PendingRow(**asked.model_dump(), assessment_id=assessment_id, account=account))
    tx.flush()


def waiting(tx: Session, assessment_id: str) -> tuple[Pending, ...]:
    """What nobody decided yet, oldest first."""
    return tuple(value_of(Pending, row) for row in tx.exec(_open(assessment_id)))


def place_of(tx: Session, request_id: str) -> tuple[str, Pending] | None:
    """The assessment and the request, where it still waits."""
    row = tx.get(PendingRow, request_id)
    return (row.assessment_id, value_of(Pending, row)) if row and not row.outcome else None


def accounts(tx: Session, assessment_id: str) -> dict[str, str]:
    """Id of a request that waits -> the account that asked; empty where none was signed in."""
    return {row.id: row.account for row in tx.exec(_open(assessment_id))}


def decide(tx: Session, request_id: str, outcome: str, by: str, now: datetime) -> None:
    """Write down what a second person said."""
    row = tx.get_one(PendingRow, request_id)
    row.outcome, row.decided_by, row.decided_at = outcome, by, now
    tx.flush()


def _open(assessment_id: str) -> Any:
    query = select(PendingRow).where(
        PendingRow.assessment_id == assessment_id, PendingRow.outcome == ""
    )
    return query.order_by(col(PendingRow.at), col(PendingRow.id))
