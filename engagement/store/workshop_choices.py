"""Dots, places on the grid, fingers and decisions of a workshop: one row a person and matter."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, delete
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.workshop.model import Decision
from engagement.store.columns import moment, value_of


class WorkshopDotsRow(SQLModel, table=True):
    """How many dots a person put on a use case."""

    __tablename__ = "workshop_dots"

    workshop_id: str = Field(foreign_key="workshop.id", primary_key=True)
    participant_id: str = Field(foreign_key="workshop_participant.id", primary_key=True)
    use_case_id: str = Field(primary_key=True)
    dots: int


class WorkshopPlaceRow(SQLModel, table=True):
    """Where a person places a use case; both 1 to 5."""

    __tablename__ = "workshop_place"

    workshop_id: str = Field(foreign_key="workshop.id", primary_key=True)
    participant_id: str = Field(foreign_key="workshop_participant.id", primary_key=True)
    use_case_id: str = Field(primary_key=True)
    impact: int
    feasibility: int


class WorkshopFingersRow(SQLModel, table=True):
    """How many fingers a person showed at the end."""

    __tablename__ = "workshop_fingers"

    workshop_id: str = Field(foreign_key="workshop.id", primary_key=True)
    participant_id: str = Field(foreign_key="workshop_participant.id", primary_key=True)
    fingers: int


class WorkshopDecisionRow(SQLModel, table=True):
    """What was decided; ``key`` makes a double click harmless."""

    __tablename__ = "workshop_decision"
    __table_args__ = (UniqueConstraint("workshop_id", "key", name="one_decision_a_key"),)

    workshop_id: str = Field(foreign_key="workshop.id", primary_key=True)
    number: int = Field(primary_key=True)
    key: str
    text: str
    owner: str
    due: date | None = None
    at: datetime = moment()


def put_dots(tx: Session, workshop_id: str, participant_id: str, dots: Mapping[str, int]) -> None:
    """All of a person's dots, in the place of those before."""
    here = (
        col(WorkshopDotsRow.workshop_id) == workshop_id,
        col(WorkshopDotsRow.participant_id) == participant_id,
    )
    tx.exec(delete(WorkshopDotsRow).where(*here))
    for use_case_id, count in dots.items():
        if count:
            tx.add(
                WorkshopDotsRow(
                    workshop_id=workshop_id, participant_id=participant_id,
                    use_case_id=use_case_id, dots=count,
                )
            )  # fmt: skip
    tx.flush()


def dots(tx: Session, workshop_id: str) -> tuple[tuple[str, str, int], ...]:
    """(participant, use case, dots) of everybody; it leaves the engagement layer added up only."""
    query = select(WorkshopDotsRow).where(WorkshopDotsRow.workshop_id == workshop_id)
    return tuple((row.participant_id, row.use_case_id, row.dots) for row in tx.exec(query))


def put_place(
    tx: Session, workshop_id: str, participant_id: str, use_case_id: str, at: tuple[int, int]
) -> None:
    """Where a person places a use case: impact, feasibility."""
    tx.merge(
        WorkshopPlaceRow(
            workshop_id=workshop_id, participant_id=participant_id, use_case_id=use_case_id,
            impact=at[0], feasibility=at[1],
        )
    )  # fmt: skip
    tx.flush()


def places(tx: Session, workshop_id: str) -> tuple[tuple[str, str, int, int], ...]:
    """(participant, use case, impact, feasibility) of everybody."""
    query = select(WorkshopPlaceRow).where(WorkshopPlaceRow.workshop_id == workshop_id)
    return tuple(
        (row.participant_id, row.use_case_id, row.impact, row.feasibility) for row in tx.exec(query)
    )


def put_fingers(tx: Session, workshop_id: str, participant_id: str, fingers: int) -> None:
    """How many fingers a person shows, in the place of those before."""
    tx.merge(
        WorkshopFingersRow(workshop_id=workshop_id, participant_id=participant_id, fingers=fingers)
    )
    tx.flush()


def fingers(tx: Session, workshop_id: str) -> dict[str, int]:
    """Participant -> fingers."""
    query = select(WorkshopFingersRow).where(WorkshopFingersRow.workshop_id == workshop_id)
    return {row.participant_id: row.fingers for row in tx.exec(query)}


def add_decision(tx: Session, workshop_id: str, key: str, made: Decision, now: datetime) -> bool:
    """Keep a decision; whether it was a new one (its key was not there yet)."""
    query = select(WorkshopDecisionRow).where(
        WorkshopDecisionRow.workshop_id == workshop_id, WorkshopDecisionRow.key == key
    )
    if tx.exec(query).first() is not None:
        return False
    tx.add(WorkshopDecisionRow(**made.model_dump(), workshop_id=workshop_id, key=key, at=now))
    tx.flush()
    return True


def remove_decision(tx: Session, workshop_id: str, number: int) -> bool:
    """Take a decision back; whether it was there."""
    row = tx.get(WorkshopDecisionRow, (workshop_id, number))
    if row is None:
        return False
    tx.delete(row)
    tx.flush()
    return True


def decisions(tx: Session, workshop_id: str) -> tuple[Decision, ...]:
    """What was decided, in its order."""
    query = select(WorkshopDecisionRow).where(WorkshopDecisionRow.workshop_id == workshop_id)
    rows = tx.exec(query.order_by(col(WorkshopDecisionRow.number)))
    return tuple(value_of(Decision, row) for row in rows)
