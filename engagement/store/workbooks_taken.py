"""Which workbooks came back, from whom, and what of them was taken: rows are only ever added."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.store.columns import flat, moment, nested, value_of
from reports.round_trip.change import Change


class Taken(Value):
    """One workbook that was taken in; ``digest`` is the file's SHA-256."""

    at: AwareDatetime
    by: str
    filename: str
    digest: str
    changes: tuple[Change, ...]


class WorkbookTakenRow(SQLModel, table=True):
    """One workbook that was taken in."""

    __tablename__ = "workbook_taken"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    at: datetime = moment()
    by: str
    filename: str
    digest: str
    changes: list[Any] = nested()


def add(tx: Session, assessment_id: str, taken: Taken) -> None:
    """Write down what was taken from a workbook."""
    tx.add(WorkbookTakenRow(**flat(taken, "changes"), assessment_id=assessment_id))
    tx.flush()


def taken(tx: Session, assessment_id: str) -> tuple[Taken, ...]:
    """The workbooks that were taken in, oldest first."""
    query = select(WorkbookTakenRow).where(WorkbookTakenRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(WorkbookTakenRow.number)))
    return tuple(value_of(Taken, row) for row in rows)
