"""What a look at a source gives the next one: counts by day, never a row of the client's."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from assessment.sources import Source
from engagement.store.assessments import AssessmentRow
from engagement.store.columns import moment, nested


class KeptHistoryRow(SQLModel, table=True):
    """The newest history of one source of one assessment; each look replaces it."""

    __tablename__ = "kept_history"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    source: str = Field(unique=True)
    kind: str
    address: str
    options: dict[str, Any] = nested()
    kept_at: datetime = moment()
    value: dict[str, Any] = nested()


def keep(
    tx: Session, assessment_id: str, source: Source, value: dict[str, Any], now: datetime
) -> None:
    """Keep a history in place of the source's earlier one."""
    query = select(KeptHistoryRow).where(KeptHistoryRow.source == source.id)
    row = tx.exec(query).one_or_none()
    if row is None:
        row = KeptHistoryRow(
            assessment_id=assessment_id,
            source=source.id,
            kind=source.kind,
            address=source.address,
            options={},
        )
        tx.add(row)
    row.address, row.options = source.address, dict(source.options)
    row.kept_at, row.value = now, value
    tx.flush()


def kept(tx: Session, assessment_id: str, source: Source) -> dict[str, Any] | None:
    """The history that the last look at a source left, or ``None``.

    A source that was added anew, in a later assessment of the same use case, goes on where one of
    the same address and options was left.
    """
    use_case = select(AssessmentRow.use_case_id).where(AssessmentRow.id == assessment_id)
    query = (
        select(KeptHistoryRow)
        .join(AssessmentRow, col(KeptHistoryRow.assessment_id) == col(AssessmentRow.id))
        .where(
            AssessmentRow.use_case_id == use_case.scalar_subquery(),
            KeptHistoryRow.kind == source.kind,
            KeptHistoryRow.address == source.address,
        )
        .order_by(col(KeptHistoryRow.kept_at).desc())
    )
    rows = list(tx.exec(query))
    own = [row for row in rows if row.source == source.id]
    alike = [row for row in rows if row.options == source.options]
    return next((row.value for row in (*own, *alike)), None)
