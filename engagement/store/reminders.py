"""Who is told what is due at a client, and how; a secret or a link is never in it."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.schedule.model import Reminder
from engagement.store.columns import moment, value_of


class ReminderRow(SQLModel, table=True):
    """One person or program that is told."""

    __tablename__ = "reminder"

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    way: str
    name: str
    address: str
    secret: str
    whose: str
    issue: int
    added_by: str
    added_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)


def save(tx: Session, reminder: Reminder) -> None:
    """Keep a reminder, in place of what was kept of it."""
    tx.merge(ReminderRow(**reminder.model_dump()))
    tx.flush()


def get(tx: Session, reminder_id: str) -> Reminder | None:
    """The reminder with this id, ended or not."""
    row = tx.get(ReminderRow, reminder_id)
    return value_of(Reminder, row) if row else None


def of_client(tx: Session, client_id: str) -> tuple[Reminder, ...]:
    """The client's reminders that were not ended, in the order in which they came."""
    query = select(ReminderRow).where(
        ReminderRow.client_id == client_id, col(ReminderRow.ended_at).is_(None)
    )
    rows = tx.exec(query.order_by(col(ReminderRow.added_at), ReminderRow.id))
    return tuple(value_of(Reminder, row) for row in rows)


def told(tx: Session) -> tuple[Reminder, ...]:
    """Every reminder that is sent and was not ended, of whatever client."""
    query = select(ReminderRow).where(
        col(ReminderRow.ended_at).is_(None), ReminderRow.way != "calendar"
    )
    rows = tx.exec(query.order_by(col(ReminderRow.added_at), ReminderRow.id))
    return tuple(value_of(Reminder, row) for row in rows)
