"""What was talked over and voted on a second time, by capability."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.store.columns import bytewise, moment, value_of
from reports.disputes import Dispute


class SecondRoundRow(SQLModel, table=True):
    """A capability on which people voted again after they had talked about it."""

    __tablename__ = "second_round"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    capability: str = Field(primary_key=True)
    by: str
    at: datetime = moment()
    owner: str = ""
    due: date | None = None
    note: str = ""


def mark(
    tx: Session, assessment_id: str, capability: str, by: str, now: datetime, note: str = ""
) -> None:
    """Write down that what people say of it now is their second word; whose it is stays."""
    row = tx.get(SecondRoundRow, (assessment_id, capability))
    if row is None:
        row = SecondRoundRow(assessment_id=assessment_id, capability=capability, by=by, at=now)
    row.by, row.at, row.note = by, now, note or row.note
    tx.add(row)
    tx.flush()


def assign(tx: Session, assessment_id: str, capability: str, owner: str, due: date | None) -> bool:
    """Say who settles what is left of it and by when; whether there was a second round."""
    row = tx.get(SecondRoundRow, (assessment_id, capability))
    if row is None:
        return False
    row.owner, row.due = owner, due
    tx.flush()
    return True


def disputes(tx: Session, assessment_id: str) -> tuple[Dispute, ...]:
    """Every second round with whose it is, in alphabetical order of the capability."""
    query = select(SecondRoundRow).where(SecondRoundRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(bytewise(col(SecondRoundRow.capability))))
    return tuple(value_of(Dispute, row) for row in rows)


def unmark(tx: Session, assessment_id: str, capability: str) -> None:
    """Take the mark back."""
    row = tx.get(SecondRoundRow, (assessment_id, capability))
    if row is not None:
        tx.delete(row)
        tx.flush()


def marked(tx: Session, assessment_id: str) -> tuple[str, ...]:
    """Capability ids that were voted on twice, in alphabetical order."""
    query = select(SecondRoundRow.capability).where(SecondRoundRow.assessment_id == assessment_id)
    return tuple(sorted(tx.exec(query)))
