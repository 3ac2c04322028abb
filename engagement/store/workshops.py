"""Workshops and their items. Whoever changes anything takes the workshop's row first."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.workshop.model import Item, Workshop
from assessment.workshop.phases import Phase
from engagement.store.columns import flat, moment, nested, value_of

NESTED = ("blocks", "roles", "candidates", "stage")
ITEM_NESTED = ("anchors", "why", "findings", "reasons", "phase", "left_from")


class WorkshopRow(SQLModel, table=True):
    """A workshop of an assessment; ``secret`` signs the tickets of those who joined it."""

    __tablename__ = "workshop"

    id: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    client: str
    use_case: str
    fictional: bool
    code: str = Field(index=True)
    screen_key: str
    secret: str
    agenda: str
    blocks: list[dict[str, Any]] = nested()
    roles: list[dict[str, Any]] = nested()
    candidates: list[dict[str, Any]] = nested()
    opened_at: datetime = moment()
    opened_by: str
    closed_at: datetime | None = moment(nullable=True)
    version: int
    stage: str
    revealed: bool
    block: int
    block_since: datetime = moment()
    block_extra: int
    current: int | None = None
    chosen: str
    kill_criterion: str


class WorkshopItemRow(SQLModel, table=True):
    """One question of a workshop, with the words in which it was asked."""

    __tablename__ = "workshop_item"
    __table_args__ = (UniqueConstraint("workshop_id", "capability", name="one_item_a_capability"),)

    workshop_id: str = Field(foreign_key="workshop.id", primary_key=True)
    position: int = Field(primary_key=True)
    capability: str
    name: str
    question: str
    anchors: list[str] = nested()
    why: list[str] = nested()
    conflict: bool
    phase: str
    left_from: str | None = None
    since: datetime | None = moment(nullable=True)
    extra: int
    findings: list[dict[str, Any]] = nested()
    reasons: list[dict[str, Any]] = nested()
    agreed: int | None = None
    dissent: str
    owner: str
    due: date | None = None


def add(tx: Session, made: Workshop, secret: str, items: Sequence[Item]) -> None:
    """Keep a new workshop and its items."""
    tx.add(WorkshopRow(**flat(made, *NESTED), secret=secret))
    tx.flush()
    for item in items:
        add_item(tx, made.id, item)


def add_item(tx: Session, workshop_id: str, item: Item) -> None:
    """One more item of a workshop."""
    tx.add(WorkshopItemRow(**flat(item, *ITEM_NESTED), workshop_id=workshop_id))
    tx.flush()


def get(tx: Session, workshop_id: str) -> Workshop | None:
    """The workshop with this id."""
    row = tx.get(WorkshopRow, workshop_id)
    return value_of(Workshop, row) if row else None


def held(tx: Session, workshop_id: str) -> Workshop | None:
    """The workshop, held until the transaction ends: steps and votes wait for each other."""
    query = select(WorkshopRow).where(WorkshopRow.id == workshop_id)
    row = tx.exec(query.with_for_update().execution_options(populate_existing=True)).first()
    return value_of(Workshop, row) if row else None


def secret(tx: Session, workshop_id: str) -> str:
    """What signs the workshop's tickets; empty where there is no such workshop."""
    query = select(WorkshopRow.secret).where(WorkshopRow.id == workshop_id)
    return tx.exec(query).first() or ""


def by_code(tx: Session, code: str) -> str:
    """Id of the open workshop with this code; empty where there is none, or more than one.

    A copy of a client brings the code of its workshop along: nobody may be led into the wrong room.
    """
    query = select(WorkshopRow.id).where(
        WorkshopRow.code == code, col(WorkshopRow.closed_at).is_(None)
    )
    found = tx.exec(query.limit(2)).all()
    return found[0] if len(found) == 1 else ""


def version(tx: Session, workshop_id: str) -> int:
    """How often the workshop changed; 0 where there is none."""
    query = select(WorkshopRow.version).where(WorkshopRow.id == workshop_id)
    return tx.exec(query).first() or 0


def of_assessment(tx: Session, assessment_id: str) -> tuple[Workshop, ...]:
    """An assessment's workshops, newest first."""
    query = select(WorkshopRow).where(WorkshopRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(WorkshopRow.opened_at).desc(), col(WorkshopRow.id)))
    return tuple(value_of(Workshop, row) for row in rows)


def items(tx: Session, workshop_id: str) -> tuple[Item, ...]:
    """A workshop's items in their order."""
    query = select(WorkshopItemRow).where(WorkshopItemRow.workshop_id == workshop_id)
    rows = tx.exec(query.order_by(col(WorkshopItemRow.position)))
    return tuple(value_of(Item, row) for row in rows)


def item(tx: Session, workshop_id: str, position: int) -> Item | None:
    """The item at a position, counted from 1."""
    row = tx.get(WorkshopItemRow, (workshop_id, position))
    return value_of(Item, row) if row else None


def settled(tx: Session, assessment_id: str) -> dict[str, datetime]:
    """Capability -> when the last workshop was closed that agreed on it, or stayed apart."""
    query = (
        select(WorkshopItemRow.capability, WorkshopRow.closed_at)
        .join(WorkshopRow, col(WorkshopRow.id) == WorkshopItemRow.workshop_id)
        .where(
            WorkshopRow.assessment_id == assessment_id,
            col(WorkshopRow.closed_at).is_not(None),
            col(WorkshopItemRow.phase).in_([str(Phase.AGREED), str(Phase.DISPUTED)]),
        )
        .order_by(col(WorkshopRow.closed_at))
    )
    return {name: at for name, at in tx.exec(query) if at is not None}


def change(tx: Session, changed: Workshop) -> None:
    """Keep what changed; the version grows by one whatever it was."""
    row = _row(tx, changed.id)
    for name, value in flat(changed, *NESTED).items():
        if name != "version":
            setattr(row, name, value)
    row.version += 1
    tx.flush()


def touch(tx: Session, workshop_id: str) -> None:
    """Say that something of the workshop changed."""
    _row(tx, workshop_id).version += 1
    tx.flush()


def change_item(tx: Session, workshop_id: str, changed: Item) -> None:
    """Keep what changed of an item."""
    row = tx.get_one(WorkshopItemRow, (workshop_id, changed.position))
    for name, value in flat(changed, *ITEM_NESTED).items():
        setattr(row, name, value)
    tx.flush()


def free_code(tx: Session, code: str) -> bool:
    """Whether no workshop has this code."""
    return tx.exec(select(WorkshopRow.id).where(WorkshopRow.code == code)).first() is None


def _row(tx: Session, workshop_id: str) -> WorkshopRow:
    return tx.get_one(WorkshopRow, workshop_id)
