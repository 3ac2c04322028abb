"""Frozen results: inputs, moment, pack digest and result; never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.model import SnapshotInfo
from engagement.store import packs
from engagement.store.columns import moment, nested
from scoring.model import Inputs, Scorecard
from scoring.roadmap_model import Roadmap


class Snapshot(Value):
    """A frozen result whole: what went in and what came out."""

    info: SnapshotInfo
    inputs: Inputs
    scorecard: Scorecard
    roadmap: Roadmap | None


class SnapshotRow(SQLModel, table=True):
    """One frozen result."""

    __tablename__ = "snapshot"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    taken_at: datetime = moment()
    verdict: str
    index_level: float | None
    pack_digest: str = Field(foreign_key="pack_version.digest")
    note: str
    inputs: dict[str, Any] = nested()
    scorecard: dict[str, Any] = nested()
    roadmap: dict[str, Any] | None = nested(nullable=True)


def add(tx: Session, snapshot: Snapshot) -> None:
    """Keep a new snapshot."""
    info = snapshot.info
    whole = snapshot.model_dump(mode="json", include={"inputs", "scorecard", "roadmap"})
    tx.add(
        SnapshotRow(
            id=info.id, assessment_id=info.assessment_id, taken_at=info.taken_at,
            verdict=str(info.verdict), index_level=info.index, pack_digest=info.pack.digest,
            note=info.note, **whole,
        )
    )  # fmt: skip
    tx.flush()


def listed(tx: Session, assessment_ids: tuple[str, ...]) -> tuple[SnapshotInfo, ...]:
    """Snapshots of several assessments, newest first, without their content."""
    query = select(
        SnapshotRow.id, SnapshotRow.assessment_id, SnapshotRow.taken_at, SnapshotRow.verdict,
    ).where(col(SnapshotRow.assessment_id).in_(assessment_ids))  # fmt: skip
    ids = [row[0] for row in tx.exec(query.order_by(col(SnapshotRow.number).desc()))]
    return tuple(_info(tx, snapshot_id) for snapshot_id in ids)


def get(tx: Session, snapshot_id: str) -> Snapshot | None:
    """A snapshot with its content."""
    row = tx.exec(select(SnapshotRow).where(SnapshotRow.id == snapshot_id)).one_or_none()
    if row is None:
        return None
    content = {"inputs": row.inputs, "scorecard": row.scorecard, "roadmap": row.roadmap}
    return Snapshot.model_validate(content | {"info": _info(tx, snapshot_id)})


def _info(tx: Session, snapshot_id: str) -> SnapshotInfo:
    names = ("id", "assessment_id", "taken_at", "verdict", "index_level", "note", "pack_digest")
    columns = [getattr(SnapshotRow, name) for name in names]
    row = tx.exec(select(*columns).where(SnapshotRow.id == snapshot_id)).one()
    kept = dict(zip(names, row, strict=True))
    pack = packs.stamp(tx, kept.pop("pack_digest"))
    index = kept.pop("index_level")
    return SnapshotInfo.model_validate(kept | {"pack": pack, "index": index})
