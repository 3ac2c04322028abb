"""Rows that are only ever added: a person's newest one on a matter supersedes the one before.

A table of this kind has ``number``, ``id``, ``assessment_id``, ``respondent``, ``kind`` and
``supersedes``, and a column that names the matter: a capability, a question.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, SQLModel, col, select

WITHDRAWN = "withdrawn"
"""The kind of a row that takes an answer back; it is no answer."""


def add(
    tx: Session, table: type[SQLModel], assessment_id: str, plain: dict[str, Any], matter: str
) -> None:
    """Add a row of the given columns; it supersedes the person's newest one on the same matter."""
    rows: Any = table
    before = select(rows.id).where(
        rows.assessment_id == assessment_id,
        getattr(rows, matter) == plain[matter],
        rows.respondent == plain["respondent"],
    )
    last = tx.exec(before.order_by(col(rows.number).desc()).limit(1)).first()
    tx.add(table(**plain, assessment_id=assessment_id, supersedes=last))
    tx.flush()


def current(tx: Session, table: type[SQLModel], assessment_ids: Sequence[str]) -> list[Any]:
    """The rows that nothing supersedes and that take nothing back, oldest first."""
    rows: Any = table
    here = col(rows.assessment_id).in_(assessment_ids)
    newer = select(rows.supersedes).where(here, col(rows.supersedes).is_not(None))
    query = select(rows).where(here, col(rows.id).not_in(newer), rows.kind != WITHDRAWN)
    return list(tx.exec(query.order_by(col(rows.number))))


def history(tx: Session, table: type[SQLModel], assessment_id: str, about: Any) -> list[Any]:
    """Every row that ``about`` (a condition) holds for, oldest first; what takes back is left out."""
    rows: Any = table
    query = select(rows).where(rows.assessment_id == assessment_id, about, rows.kind != WITHDRAWN)
    return list(tx.exec(query.order_by(col(rows.number))))


def heard(
    tx: Session, table: type[SQLModel], assessment_id: str, matter: str
) -> frozenset[tuple[str, str]]:
    """(Person, matter) of everything that was ever said or taken back in an assessment."""
    rows: Any = table
    query = select(rows.respondent, getattr(rows, matter)).where(
        rows.assessment_id == assessment_id
    )
    return frozenset((person, about) for person, about in tx.exec(query))
