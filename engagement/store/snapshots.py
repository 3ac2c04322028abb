"""Frozen results: inputs, moment, pack digest and result; never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.model import SnapshotInfo
from engagement.store import packs
from engagement.store.columns import moment, nested
from scoring.model import Inputs, Scorecard
from scoring.over_time import FrozenLine
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


def lines(tx: Session, assessment_ids: tuple[str, ...] | None = None) -> tuple[FrozenLine, ...]:
    """Snapshots in a line each, oldest first: every one, or those of some assessments.

    Of the inputs and the plan nothing is read.
    """
    card = col(SnapshotRow.scorecard)
    query = select(
        SnapshotRow.id, SnapshotRow.assessment_id, SnapshotRow.taken_at, SnapshotRow.pack_digest,
        SnapshotRow.verdict, SnapshotRow.index_level, card["scoring"].as_string(),
        card["gives_verdict"].as_boolean(), card["provisional"].as_boolean(),
    )  # type: ignore[call-overload]  # fmt: skip
    if assessment_ids is not None:
        query = query.where(col(SnapshotRow.assessment_id).in_(assessment_ids))
    found = tx.exec(query.order_by(col(SnapshotRow.number))).all()
    stamps = {digest: packs.stamp(tx, digest) for digest in {row[3] for row in found}}
    return tuple(
        FrozenLine(
            id=key, assessment_id=place, at=at, pack=stamps[digest], scoring=scoring,
            verdict=verdict if gives else None, provisional=provisional, index=index,
        )
        for key, place, at, digest, verdict, index, scoring, gives, provisional in found
    )  # fmt: skip


def newest_plan(
    tx: Session, assessment_ids: tuple[str, ...]
) -> tuple[datetime, str, Roadmap] | None:
    """When, with which pack's digest, and the plan of the newest snapshot that holds one."""
    query = select(SnapshotRow.taken_at, SnapshotRow.pack_digest, SnapshotRow.roadmap).where(
        col(SnapshotRow.assessment_id).in_(assessment_ids), col(SnapshotRow.roadmap).is_not(None)
    )
    row = tx.exec(query.order_by(col(SnapshotRow.number).desc()).limit(1)).first()
    return None if row is None else (row[0], row[1], Roadmap.model_validate(row[2]))


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


def is_there(tx: Session, snapshot_id: str) -> bool:
    """Whether there is a snapshot of this id."""
    return tx.exec(select(SnapshotRow.id).where(SnapshotRow.id == snapshot_id)).first() is not None
