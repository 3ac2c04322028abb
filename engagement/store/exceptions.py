"""Findings set aside, conflicts and levels accepted for a time, each with a name and a reason."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel

from assessment.model import GoodEnough, Overrule, Waiver
from engagement.store import withdrawable
from engagement.store.columns import moment


class OverruleRow(SQLModel, table=True):
    """A finding set aside by a person; withdrawn ones stay in the table."""

    __tablename__ = "overrule"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    finding: str
    by: str
    second: str = Field(default="", sa_column_kwargs={"server_default": ""})
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reason: str
    at: datetime = moment()
    until: datetime | None = moment(nullable=True)
    withdrawn_at: datetime | None = moment(nullable=True)


class WaiverRow(SQLModel, table=True):
    """An open conflict accepted for a time."""

    __tablename__ = "waiver"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    capability: str
    by: str
    second: str
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reason: str
    at: datetime = moment()
    until: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)


class GoodEnoughRow(SQLModel, table=True):
    """A capability accepted below its target for one use case."""

    __tablename__ = "good_enough"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    capability: str
    level: int
    by: str
    reason: str
    at: datetime = moment()
    until: datetime | None = moment(nullable=True)
    withdrawn_at: datetime | None = moment(nullable=True)


def add_overrule(tx: Session, assessment_id: str, overrule: Overrule, account: str = "") -> None:
    """Set a finding aside; an earlier overrule of the same finding is withdrawn."""
    withdraw_overrule(tx, assessment_id, overrule.finding, overrule.at)
    withdrawable.add(tx, OverruleRow, assessment_id, overrule, account=account)


def withdraw_overrule(tx: Session, assessment_id: str, finding_id: str, now: datetime) -> bool:
    """Let a finding count again; whether it had been overruled."""
    about = OverruleRow.finding == finding_id
    return withdrawable.withdraw(tx, OverruleRow, assessment_id, about, now)


def overrules(tx: Session, assessment_id: str) -> tuple[Overrule, ...]:
    """The overrules that were not withdrawn, oldest first; expired ones too."""
    return withdrawable.standing(tx, OverruleRow, Overrule, assessment_id)


def account_of(tx: Session, assessment_id: str, made: Overrule | Waiver) -> str:
    """The account that set this aside; empty where none was signed in."""
    if isinstance(made, Overrule):
        about: Any = OverruleRow.finding == made.finding
        return withdrawable.account(tx, OverruleRow, assessment_id, about)
    about = WaiverRow.capability == made.capability
    return withdrawable.account(tx, WaiverRow, assessment_id, about)


def add_waiver(tx: Session, assessment_id: str, waiver: Waiver, account: str = "") -> None:
    """Accept a conflict for a time; an earlier waiver of the same capability is withdrawn."""
    withdraw_waiver(tx, assessment_id, waiver.capability, waiver.at)
    withdrawable.add(tx, WaiverRow, assessment_id, waiver, account=account)


def withdraw_waiver(tx: Session, assessment_id: str, capability: str, now: datetime) -> bool:
    """End a waiver early; whether there was one."""
    about = WaiverRow.capability == capability
    return withdrawable.withdraw(tx, WaiverRow, assessment_id, about, now)


def waivers(tx: Session, assessment_id: str) -> tuple[Waiver, ...]:
    """The waivers that were not withdrawn, oldest first; expired ones too."""
    return withdrawable.standing(tx, WaiverRow, Waiver, assessment_id)


def add_good_enough(tx: Session, assessment_id: str, accepted: GoodEnough) -> None:
    """Accept a level below the target; an earlier acceptance of the same capability is withdrawn."""
    withdraw_good_enough(tx, assessment_id, accepted.capability, accepted.at)
    withdrawable.add(tx, GoodEnoughRow, assessment_id, accepted)


def withdraw_good_enough(tx: Session, assessment_id: str, capability: str, now: datetime) -> bool:
    """Let the target count again; whether a lower level had been accepted."""
    about = GoodEnoughRow.capability == capability
    return withdrawable.withdraw(tx, GoodEnoughRow, assessment_id, about, now)


def good_enough(tx: Session, assessment_id: str) -> tuple[GoodEnough, ...]:
    """What was accepted below its target and not withdrawn, oldest first; expired ones too."""
    return withdrawable.standing(tx, GoodEnoughRow, GoodEnough, assessment_id)
