"""What people entered about a risk of a plan: who owns it and how it is met."""

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.store.columns import bytewise, flat, value_of
from reports.model import RiskEntry


class RiskEntryRow(SQLModel, table=True):
    """The entry about the risk that one capability carries."""

    __tablename__ = "risk_entry"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    capability: str = Field(primary_key=True)
    owner: str
    response: str


def entries(tx: Session, assessment_id: str) -> tuple[RiskEntry, ...]:
    """What was entered, in order of capability."""
    query = select(RiskEntryRow).where(RiskEntryRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(bytewise(col(RiskEntryRow.capability))))
    return tuple(value_of(RiskEntry, row) for row in rows)


def save(tx: Session, assessment_id: str, entry: RiskEntry) -> None:
    """Replace what was entered about one risk."""
    tx.merge(RiskEntryRow(**flat(entry), assessment_id=assessment_id))
    tx.flush()
