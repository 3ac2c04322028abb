"""What people decided about the plan: its settings, its rows, and the decisions taken."""

from datetime import date, datetime
from typing import Any

from pydantic import Field as ValueField
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.store.columns import bytewise, flat, moment, nested, value_of
from engagement.store.exit_criteria import note_status
from reports.model import Decision
from scoring.roadmap_model import CapacityChange, Duty, Freeze, ProvedOrder, Status


class PlanSettings(Value):
    """What this plan has of its own; a role without an entry is as the client has it."""

    start: date | None = None
    capacity: dict[str, float] = ValueField(default_factory=dict)
    rates: dict[str, float] = ValueField(default_factory=dict)
    currency: str | None = None
    freezes: tuple[Freeze, ...] | None = None
    value_low: float | None = None
    value_high: float | None = None
    capacity_changes: tuple[CapacityChange, ...] | None = None
    duties: tuple[Duty, ...] | None = None
    proved: ProvedOrder | None = None


class PlanItem(Value):
    """What a planner decided about one initiative.

    Efforts are person-weeks of all roles, ``done`` is a share of the work (0–1).
    """

    initiative: str
    owner: str = ""
    status: Status | None = None
    effort_mid: float | None = ValueField(default=None, gt=0)
    effort_low: float | None = ValueField(default=None, gt=0)
    effort_high: float | None = ValueField(default=None, gt=0)
    done: float | None = ValueField(default=None, ge=0, le=1)
    earliest: date | None = None
    starts_on: date | None = None
    end_by: date | None = None
    dropped: bool = False
    forced: bool = False


class PlanSettingsRow(SQLModel, table=True):
    """The settings of one assessment's plan."""

    __tablename__ = "plan_settings"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    start: date | None
    capacity: dict[str, float] = nested()
    rates: dict[str, float] = nested()
    currency: str | None
    freezes: list[Any] | None = nested(nullable=True)
    value_low: float | None
    value_high: float | None
    capacity_changes: list[Any] | None = nested(nullable=True)
    duties: list[Any] | None = nested(nullable=True)
    proved: dict[str, Any] | None = nested(nullable=True)


class PlanItemRow(SQLModel, table=True):
    """One initiative of one assessment's plan."""

    __tablename__ = "plan_item"

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    initiative: str = Field(primary_key=True)
    owner: str
    status: str | None
    effort_mid: float | None
    effort_low: float | None
    effort_high: float | None
    done: float | None
    earliest: date | None
    starts_on: date | None
    end_by: date | None
    dropped: bool
    forced: bool


class DecisionRow(SQLModel, table=True):
    """A decision that somebody took or is asked to take."""

    __tablename__ = "decision"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    title: str
    text: str
    owner: str
    due: date | None
    proposed: bool
    at: datetime = moment()


def settings(tx: Session, assessment_id: str) -> PlanSettings:
    """The plan's own settings; empty where nobody has kept any."""
    row = tx.get(PlanSettingsRow, assessment_id)
    return value_of(PlanSettings, row) if row else PlanSettings()


def save_settings(tx: Session, assessment_id: str, kept: PlanSettings) -> None:
    """Replace the plan's own settings."""
    tx.merge(
        PlanSettingsRow(
            **flat(kept, "freezes", "capacity_changes", "duties", "proved"),
            assessment_id=assessment_id,
        )
    )
    tx.flush()


def items(tx: Session, assessment_id: str) -> tuple[PlanItem, ...]:
    """What was decided about initiatives, in order of id."""
    query = select(PlanItemRow).where(PlanItemRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(bytewise(col(PlanItemRow.initiative))))
    return tuple(value_of(PlanItem, row) for row in rows)


def save_item(tx: Session, assessment_id: str, item: PlanItem) -> None:
    """Replace what was decided about one initiative; a status that is new is kept with its moment."""
    before = tx.get(PlanItemRow, (assessment_id, item.initiative))
    if (before.status if before else None) != item.status:
        note_status(tx, assessment_id, item.initiative, item.status)
    tx.merge(PlanItemRow(**flat(item, "status"), assessment_id=assessment_id))
    tx.flush()


def add_decision(
    tx: Session, assessment_id: str, decision_id: str, decision: Decision, now: datetime
) -> None:
    """Keep a decision."""
    kept = decision.model_dump()
    tx.add(DecisionRow(**kept, id=decision_id, assessment_id=assessment_id, at=now))
    tx.flush()


def decisions(tx: Session, assessment_id: str) -> tuple[Decision, ...]:
    """The decisions, in the order in which they came."""
    query = select(DecisionRow).where(DecisionRow.assessment_id == assessment_id)
    return tuple(
        value_of(Decision, row) for row in tx.exec(query.order_by(col(DecisionRow.number)))
    )


def change_decision(tx: Session, assessment_id: str, before: Decision, after: Decision) -> bool:
    """Replace the newest decision that reads exactly as ``before``, in its place; whether any."""
    query = select(DecisionRow).where(DecisionRow.assessment_id == assessment_id)
    for row in tx.exec(query.order_by(col(DecisionRow.number).desc())):
        if value_of(Decision, row) == before:
            row.sqlmodel_update(after.model_dump())
            tx.flush()
            return True
    return False


def remove_decision(tx: Session, assessment_id: str, decision: Decision) -> bool:
    """Take out the newest decision that reads exactly so; whether there was one."""
    query = select(DecisionRow).where(DecisionRow.assessment_id == assessment_id)
    for row in tx.exec(query.order_by(col(DecisionRow.number).desc())):
        if value_of(Decision, row) == decision:
            tx.delete(row)
            tx.flush()
            return True
    return False
