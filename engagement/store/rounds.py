"""What was talked over and voted on a second time, by capability."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, select

from engagement.store.columns import moment


class SecondRoundRow(SQLModel, table=True):
    """A capability on which people voted again after they had talked about it."""

    __tablename__ = "second_round"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    capability: str = Field(primary_key=True)
    by: str
    at: datetime = moment()


def mark(tx: Session, assessment_id: str, capability: str, by: str, now: datetime) -> None:
    """Write down that what people say of it now is their second word."""
    tx.merge(SecondRoundRow(assessment_id=assessment_id, capability=capability, by=by, at=now))
    tx.flush()


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
