"""Conflicts by number, and every step of their lives; a step is only ever added."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from engagement.store.columns import flat, moment, nested, value_of
from scoring.conflict import Conflict, ConflictEvent, Disagreement, state_after


class ConflictRow(SQLModel, table=True):
    """One conflict of an assessment with what it was about when it was last in force."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("assessment_id", "number", name="one_number_one_conflict"),)

    id: int = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    number: int
    capability: str
    critical: bool
    claim: float
    observed_high: int
    findings: list[Any] = nested()
    eyes: list[Any] = nested()
    owner: str
    due: date | None


class ConflictEventRow(SQLModel, table=True):
    """One step: opened, changed, assigned, closed or reopened."""

    __tablename__ = "conflict_event"

    id: int | None = Field(default=None, primary_key=True)
    conflict: int = Field(foreign_key="conflict.id", index=True)
    at: datetime = moment()
    what: str
    how: str | None
    by: str
    second: str
    respondent: str
    finding: str
    note: str
    until: datetime | None = moment(nullable=True)
    claim: float | None
    observed_high: int | None


def conflicts(tx: Session, assessment_id: str) -> tuple[Conflict, ...]:
    """Every conflict that an assessment ever had, by number."""
    query = select(ConflictRow).where(ConflictRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(ConflictRow.number))).all()
    steps: dict[int, list[ConflictEvent]] = {row.id: [] for row in rows}
    events = select(ConflictEventRow).where(col(ConflictEventRow.conflict).in_(steps))
    for event in tx.exec(events.order_by(col(ConflictEventRow.id))):
        steps[event.conflict].append(value_of(ConflictEvent, event))
    return tuple(_conflict(row, steps[row.id]) for row in rows)


def open_one(tx: Session, assessment_id: str, now: Disagreement, event: ConflictEvent) -> int:
    """Keep a new conflict; its number is one above the highest that the assessment has."""
    query = select(ConflictRow.number).where(ConflictRow.assessment_id == assessment_id)
    number = 1 + max(tx.exec(query), default=0)
    row = ConflictRow(
        **flat(now, "findings", "eyes", "waived") | {"owner": "", "due": None},
        assessment_id=assessment_id, number=number,
    )  # fmt: skip
    tx.add(row)
    tx.flush()
    _add_event(tx, row, event)
    return number


def take_in(tx: Session, assessment_id: str, number: int, now: Disagreement) -> None:
    """Bring what a conflict is about up to date."""
    _row(tx, assessment_id, number).sqlmodel_update(
        flat(now, "findings", "eyes") | {"capability": now.capability}
    )
    tx.flush()


def assign(tx: Session, assessment_id: str, number: int, owner: str, due: date | None) -> None:
    """Say whose a conflict is and by when it has to be settled."""
    row = _row(tx, assessment_id, number)
    row.owner, row.due = owner, due
    tx.flush()


def add_event(tx: Session, assessment_id: str, number: int, event: ConflictEvent) -> None:
    """Add a step."""
    _add_event(tx, _row(tx, assessment_id, number), event)


def _add_event(tx: Session, row: ConflictRow, event: ConflictEvent) -> None:
    tx.add(ConflictEventRow(**flat(event, "how"), conflict=row.id))
    tx.flush()


def _row(tx: Session, assessment_id: str, number: int) -> ConflictRow:
    query = select(ConflictRow).where(
        ConflictRow.assessment_id == assessment_id, ConflictRow.number == number
    )
    return tx.exec(query).one()


def _conflict(row: ConflictRow, events: list[ConflictEvent]) -> Conflict:
    own = {name: getattr(row, name) for name in set(Conflict.model_fields) - {"state", "events"}}
    return Conflict.model_validate(own | {"state": state_after(events), "events": events})
