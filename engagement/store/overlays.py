"""A client's changes to a pack, version by version, and the moves of assessments between packs."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.model import OverlayVersion, PackMove
from engagement.store import packs
from engagement.store.assessments import AssessmentRow
from engagement.store.columns import flat, moment, nested, value_of


class OverlayRow(SQLModel, table=True):
    """One version of a client's changes to one pack, with the pack that they make; never changed."""

    __tablename__ = "overlay_version"

    number: int | None = Field(default=None, primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    pack_id: str
    version: int
    base_digest: str = Field(foreign_key="pack_version.digest")
    digest: str = Field(foreign_key="pack_version.digest", index=True)
    changes: list[Any] = nested()
    by: str
    at: datetime = moment()


class PackMoveRow(SQLModel, table=True):
    """An assessment went from one version of its pack to another; an undo is a move of its own."""

    __tablename__ = "pack_move"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    before_digest: str = Field(foreign_key="pack_version.digest")
    after_digest: str = Field(foreign_key="pack_version.digest")
    by: str
    at: datetime = moment()
    undoes: bool


def add(tx: Session, overlay: OverlayVersion) -> None:
    """Keep a version; both packs that it names must be kept already."""
    tx.add(OverlayRow(**flat(overlay, "changes")))
    tx.flush()


def newest(tx: Session, client_id: str, pack_id: str) -> OverlayVersion | None:
    """A client's changes to a pack as they stand; ``None`` where there never were any."""
    found = versions(tx, client_id, pack_id)
    return found[-1] if found else None


def versions(tx: Session, client_id: str, pack_id: str) -> tuple[OverlayVersion, ...]:
    """Every version of a client's changes to a pack, oldest first."""
    query = select(OverlayRow).where(
        OverlayRow.client_id == client_id, OverlayRow.pack_id == pack_id
    )
    rows = tx.exec(query.order_by(col(OverlayRow.number)))
    return tuple(value_of(OverlayVersion, row) for row in rows)


def behind(tx: Session, client_id: str, digest: str) -> OverlayVersion | None:
    """The newest of a client's versions that make the pack of this digest."""
    query = select(OverlayRow).where(OverlayRow.client_id == client_id, OverlayRow.digest == digest)
    row = tx.exec(query.order_by(col(OverlayRow.number).desc()).limit(1)).first()
    return value_of(OverlayVersion, row) if row else None


def move(
    tx: Session, assessment_id: str, digest: str, by: str, now: datetime, undoes: bool
) -> None:
    """Let an assessment use another kept version of its pack, and write the move down."""
    row = tx.get_one(AssessmentRow, assessment_id)
    tx.add(
        PackMoveRow(
            assessment_id=assessment_id, before_digest=row.pack_digest, after_digest=digest,
            by=by, at=now, undoes=undoes,
        )
    )  # fmt: skip
    row.pack_digest = digest
    tx.flush()


def moves(tx: Session, assessment_id: str) -> tuple[PackMove, ...]:
    """Every move of an assessment from one version to another, oldest first."""
    query = select(PackMoveRow).where(PackMoveRow.assessment_id == assessment_id)
    return tuple(
        PackMove(
            before=packs.stamp(tx, row.before_digest), after=packs.stamp(tx, row.after_digest),
            by=row.by, at=row.at, undoes=row.undoes,
        )
        for row in tx.exec(query.order_by(col(PackMoveRow.number)))
    )  # fmt: skip
