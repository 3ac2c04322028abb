"""How often what comes round is due: of each client, and of single sources."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.schedule.model import Schedule
from engagement.store.columns import flat, moment, nested, value_of


class ScheduleRow(SQLModel, table=True):
    """What somebody said for one client; a client without a row has what comes with the product."""

    __tablename__ = "schedule"

    client_id: str = Field(primary_key=True, foreign_key="client.id")
    runs: bool
    days: dict[str, Any] = nested()
    changed_by: str
    changed_at: datetime | None = moment(nullable=True)


class SourceCadenceRow(SQLModel, table=True):
    """How often one source is looked at, where that differs from the others."""

    __tablename__ = "source_cadence"

    source: str = Field(primary_key=True, foreign_key="source.id")
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    days: int


def keep(tx: Session, schedule: Schedule) -> None:
    """Keep a client's schedule in place of the one before."""
    tx.merge(ScheduleRow(**flat(schedule, "days")))
    tx.flush()


def of_client(tx: Session, client_id: str) -> Schedule:
    """The client's schedule; where nobody said anything, one without a cadence of its own."""
    row = tx.get(ScheduleRow, client_id)
    return value_of(Schedule, row) if row else Schedule(client_id=client_id)


def running(tx: Session) -> tuple[Schedule, ...]:
    """The schedules that the server carries out."""
    query = select(ScheduleRow).where(col(ScheduleRow.runs).is_(True))
    return tuple(value_of(Schedule, row) for row in tx.exec(query.order_by(ScheduleRow.client_id)))


def keep_source(tx: Session, assessment_id: str, source_id: str, days: int | None) -> None:
    """Keep how often a source is looked at; ``None``: as often as the others."""
    row = tx.get(SourceCadenceRow, source_id)
    if days is None:
        if row is not None:
            tx.delete(row)
    elif row is None:
        tx.add(SourceCadenceRow(source=source_id, assessment_id=assessment_id, days=days))
    else:
        row.days = days
    tx.flush()


def of_sources(tx: Session, assessment_id: str) -> dict[str, int]:
    """Days by the id of the source, where somebody said so."""
    query = select(SourceCadenceRow).where(SourceCadenceRow.assessment_id == assessment_id)
    return {row.source: row.days for row in tx.exec(query)}
