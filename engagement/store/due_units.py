"""Units of work that come round: who has one until when, and how it went last; and who works.

A unit is claimed in one short transaction. On PostgreSQL a row that another worker is about to claim
is skipped, on SQLite the transaction has the database for itself: the same query is right on both.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from engagement.schedule.model import Unit, Worker
from engagement.store.columns import moment, value_of

GONE = timedelta(days=2)
"""A worker that was not seen for so long is forgotten."""


class DueUnitRow(SQLModel, table=True):
    """One unit: its lease, and how it went; what is due follows from the data and stands nowhere."""

    __tablename__ = "due_unit"

    key: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    assessment_id: str | None = Field(default=None, foreign_key="assessment.id", index=True)
    kind: str
    lease_by: str = ""
    lease_until: datetime | None = moment(nullable=True)
    started_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    done_for: datetime | None = moment(nullable=True)
    done_at: datetime | None = moment(nullable=True)
    outcome: str | None = None
    told: str = ""
    times: int = 0
    failures: int = 0
    not_before: datetime | None = moment(nullable=True)


class DueWorkerRow(SQLModel, table=True):
    """A process that carries out what is due."""

    __tablename__ = "due_worker"

    process: str = Field(primary_key=True)
    way: str
    seen_at: datetime = moment()
    next_at: datetime | None = moment(nullable=True)


def units(tx: Session, keys: Collection[str]) -> dict[str, Unit]:
    """What is kept of these units, by key."""
    found: dict[str, Unit] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):  # a statement takes a bounded number of values
        query = select(DueUnitRow).where(col(DueUnitRow.key).in_(wanted[start : start + 500]))
        found |= {row.key: value_of(Unit, row) for row in tx.exec(query)}
    return found


def unit(tx: Session, key: str) -> Unit | None:
    """What is kept of a unit; ``None`` where it was never claimed."""
    row = tx.get(DueUnitRow, key)
    return value_of(Unit, row) if row else None


def of_assessment(tx: Session, assessment_id: str) -> dict[str, Unit]:
    """Every unit of an assessment that was ever claimed, by key."""
    query = select(DueUnitRow).where(DueUnitRow.assessment_id == assessment_id)
    return {row.key: value_of(Unit, row) for row in tx.exec(query)}


def of_client(tx: Session, client_id: str) -> tuple[Unit, ...]:
    """Every unit of a client that was ever claimed, the one that began last first."""
    query = select(DueUnitRow).where(DueUnitRow.client_id == client_id)
    rows = tx.exec(query.order_by(col(DueUnitRow.started_at).desc(), DueUnitRow.key))
    return tuple(value_of(Unit, row) for row in rows)


def claim(
    tx: Session, wanted: Unit, at: datetime, *, by: str, now: datetime, until: datetime
) -> Unit | None:
    """Take a unit for the moment ``at`` until the lease ends; ``None`` where somebody else has it.

    ``None`` also where it was done for that moment, or waits after a failure.
    """
    _make(tx, wanted)
    query = select(DueUnitRow).where(DueUnitRow.key == wanted.key)
    row = tx.exec(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None or not value_of(Unit, row).may_run(at, now):
        return None
    row.lease_by, row.lease_until, row.started_at = by, until, now
    tx.flush()
    return value_of(Unit, row)


def renew(tx: Session, key: str, by: str, until: datetime) -> bool:
    """Have a claimed unit for longer; false where another worker has taken it over."""
    row = _held(tx, key, by)
    if row is not None:
        row.lease_until = until
    return row is not None


def settle(tx: Session, key: str, by: str, **fields: Any) -> bool:
    """Give a unit back with what came of it; false, and nothing is kept, where it was taken over."""
    row = _held(tx, key, by)
    if row is None:
        return False
    row.sqlmodel_update(fields | {"lease_by": "", "lease_until": None})
    return True


def _held(tx: Session, key: str, by: str) -> DueUnitRow | None:
    query = select(DueUnitRow).where(DueUnitRow.key == key, DueUnitRow.lease_by == by)
    return tx.exec(query.with_for_update()).one_or_none()


def _make(tx: Session, wanted: Unit) -> None:
    """Have a row for it; where two make one at once, the second takes the first one's."""
    if tx.get(DueUnitRow, wanted.key) is not None:
        return
    insert = sqlite.insert if tx.get_bind().dialect.name == "sqlite" else postgresql.insert
    tx.execute(insert(DueUnitRow).values(**wanted.model_dump()).on_conflict_do_nothing())
    tx.expire_all()


def saw(tx: Session, worker: Worker) -> None:
    """Note that a worker is there, and forget those that are long gone."""
    tx.merge(DueWorkerRow(**worker.model_dump()))
    for row in tx.exec(select(DueWorkerRow)):
        if worker.seen_at - row.seen_at > GONE:
            tx.delete(row)
    tx.flush()


def workers(tx: Session) -> tuple[Worker, ...]:
    """Who worked lately, the one that was seen last first."""
    rows = tx.exec(select(DueWorkerRow).order_by(col(DueWorkerRow.seen_at).desc()))
    return tuple(value_of(Worker, row) for row in rows)
