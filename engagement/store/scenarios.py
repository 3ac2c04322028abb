"""Plans that were tried and kept by name, to be compared."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.store.columns import bytewise, flat, moment, nested, value_of
from scoring.roadmap_model import PlanInputs


class Scenario(Value):
    """The figures of one trial plan, kept by name."""

    id: str
    name: str
    inputs: PlanInputs
    kept_by: str = ""
    kept_at: AwareDatetime


class ScenarioRow(SQLModel, table=True):
    """One scenario of one assessment's plan."""

    __tablename__ = "plan_scenario"
    __table_args__ = (UniqueConstraint("assessment_id", "name"),)

    id: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    name: str
    inputs: dict[str, Any] = nested()
    kept_by: str
    kept_at: datetime = moment()


def scenarios(tx: Session, assessment_id: str) -> tuple[Scenario, ...]:
    """The scenarios of an assessment, in order of name."""
    query = select(ScenarioRow).where(ScenarioRow.assessment_id == assessment_id)
    return tuple(
        value_of(Scenario, row) for row in tx.exec(query.order_by(bytewise(col(ScenarioRow.name))))
    )


def save_scenario(tx: Session, assessment_id: str, scenario: Scenario) -> None:
    """Keep a scenario; one with the same id is replaced."""
    tx.merge(ScenarioRow(**flat(scenario, "inputs"), assessment_id=assessment_id))
    tx.flush()


def remove_scenario(tx: Session, assessment_id: str, scenario_id: str) -> bool:
    """Take a scenario out; whether there was one."""
    row = tx.get(ScenarioRow, scenario_id)
    if row is None or row.assessment_id != assessment_id:
        return False
    tx.delete(row)
    tx.flush()
    return True
