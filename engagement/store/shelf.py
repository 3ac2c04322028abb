"""The packs that people put on the shelf: which kept versions may be chosen, and which no longer."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.store.columns import moment
from engagement.store.packs import PackVersionRow

Origin = Literal["made", "imported"]


class Shelved(Value):
    """One kept version on the shelf; its content is found by ``digest`` and never changes.

    ``origin`` tells a pack in our own form (``made``) from one of another tool (``imported``);
    ``retired_at`` is set where it is no longer offered. What was started with it goes on.
    """

    digest: str
    pack_id: str
    version: str
    title: str
    scoring: str
    origin: Origin
    kind: str
    sections: int
    questions: int
    kept_at: AwareDatetime
    kept_by: str
    retired_at: AwareDatetime | None = None


class ShelfRow(SQLModel, table=True):
    """What is known of a kept version beside its content."""

    __tablename__ = "pack_shelf"

    digest: str = Field(primary_key=True, foreign_key="pack_version.digest")
    title: str
    scoring: str
    origin: str
    kind: str
    sections: int
    questions: int
    kept_at: datetime = moment()
    kept_by: str
    retired_at: datetime | None = moment(nullable=True)


def put(tx: Session, item: Shelved) -> None:
    """Put a version that is kept already on the shelf, or back on it."""
    row = tx.get(ShelfRow, item.digest)
    if row is None:
        tx.add(ShelfRow(**item.model_dump(exclude={"pack_id", "version"})))
    else:
        row.retired_at = None
    tx.flush()


def retire(tx: Session, digest: str, now: datetime | None) -> None:
    """Offer a version no longer from ``now`` on; with ``None``, offer it again."""
    tx.get_one(ShelfRow, digest).retired_at = now
    tx.flush()


def listed(tx: Session) -> tuple[Shelved, ...]:
    """Everything on the shelf, the retired too, newest first."""
    query = (
        select(ShelfRow, PackVersionRow.pack_id, PackVersionRow.version)
        .join(PackVersionRow, col(PackVersionRow.digest) == col(ShelfRow.digest))
        .order_by(col(ShelfRow.kept_at).desc(), col(ShelfRow.digest))
    )
    return tuple(
        Shelved.model_validate({**row.model_dump(), "pack_id": pack_id, "version": version})
        for row, pack_id, version in tx.exec(query)
    )
