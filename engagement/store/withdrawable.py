"""Rows that a person adds and may withdraw: a withdrawn one stays in the table and counts no more.

A table of this kind has ``number``, ``assessment_id`` and ``withdrawn_at``, and may have an ``account``.
"""

from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from engagement.store.columns import V, value_of


def add(tx: Session, table: type[SQLModel], assessment_id: str, value: V, **more: str) -> None:
    """Keep a value as a new row, with ``more`` columns that the value does not have."""
    tx.add(table(**value.model_dump(), assessment_id=assessment_id, **more))
    tx.flush()


def withdraw(
    tx: Session, table: type[SQLModel], assessment_id: str, about: Any, now: datetime
) -> bool:
    """Withdraw the standing rows that ``about`` (a condition of the query) holds for; whether any."""
    rows: Any = table
    found = tx.exec(_standing(rows, assessment_id).where(about)).all()
    for row in found:
        row.withdrawn_at = now
    tx.flush()
    return bool(found)


def standing(
    tx: Session, table: type[SQLModel], kind: type[V], assessment_id: str
) -> tuple[V, ...]:
    """What was not withdrawn, oldest first."""
    rows: Any = table
    found = tx.exec(_standing(rows, assessment_id).order_by(col(rows.number)))
    return tuple(value_of(kind, row) for row in found)


def account(tx: Session, table: type[SQLModel], assessment_id: str, about: Any) -> str:
    """The account behind the standing row that ``about`` holds for; empty for none."""
    rows: Any = table
    found = tx.exec(_standing(rows, assessment_id).where(about)).first()
    return found.account if found else ""


def _standing(rows: Any, assessment_id: str) -> Any:
    return select(rows).where(rows.assessment_id == assessment_id, col(rows.withdrawn_at).is_(None))
