"""What was done, by whom and when: one row an action, only ever added."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.model import AuditEvent
from engagement.outside import clock
from engagement.store.columns import flat, moment, nested, value_of


class AuditEventRow(SQLModel, table=True):
    """One action that changed something."""

    __tablename__ = "audit_event"

    number: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    action: str
    by: str
    client_id: str | None = Field(default=None, index=True)
    assessment_id: str | None = Field(default=None, index=True)
    details: dict[str, str] = nested()


def record(
    tx: Session,
    action: str,
    *,
    by: str = "",
    client_id: str | None = None,
    assessment_id: str | None = None,
    **details: str,
) -> None:
    """Write down an action in its own transaction; details are names and ids, no answers."""
    event = AuditEvent(
        at=clock.now(), action=action, by=by, client_id=client_id,
        assessment_id=assessment_id, details=details,
    )  # fmt: skip
    tx.add(AuditEventRow(**flat(event, "details")))


def of_action(tx: Session, assessment_id: str, action: str) -> tuple[AuditEvent, ...]:
    """When one thing was done to an assessment, oldest first."""
    query = select(AuditEventRow).where(
        AuditEventRow.assessment_id == assessment_id, AuditEventRow.action == action
    )
    rows = tx.exec(query.order_by(col(AuditEventRow.number)))
    return tuple(value_of(AuditEvent, row) for row in rows)


def events(tx: Session, client_id: str | None = None) -> tuple[AuditEvent, ...]:
    """What was done, oldest first; of one client where one is given."""
    query = select(AuditEventRow).order_by(col(AuditEventRow.number))
    if client_id is not None:
        query = query.where(AuditEventRow.client_id == client_id)
    return tuple(value_of(AuditEvent, row) for row in tx.exec(query))
