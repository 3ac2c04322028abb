"""What people decided about the advice of a questionnaire: who does it, how far, by when."""

from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.store.columns import bytewise, flat, value_of
from scoring.advised import AdviceItem


class AdviceItemRow(SQLModel, table=True):
    """One piece of advice of one assessment; ``advice`` is ``question/choice``."""

    __tablename__ = "advice_item"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    advice: str = Field(primary_key=True)
    owner: str
    status: str
    due: date | None
    note: str


def items(tx: Session, assessment_id: str) -> tuple[AdviceItem, ...]:
    """What was decided, in order of the advice's id."""
    query = select(AdviceItemRow).where(AdviceItemRow.assessment_id == assessment_id)
    return tuple(
        value_of(AdviceItem, row)
        for row in tx.exec(query.order_by(bytewise(col(AdviceItemRow.advice))))
    )


def save(tx: Session, assessment_id: str, item: AdviceItem) -> None:
    """Replace what was decided about one piece of advice."""
    tx.merge(AdviceItemRow(**flat(item, "status"), assessment_id=assessment_id))
    tx.flush()
