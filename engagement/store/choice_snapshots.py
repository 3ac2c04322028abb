"""Frozen results of questionnaires: what went in and what came out; never changed."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value
from engagement.store.columns import moment, nested
from scoring.advised import AdviceItem
from scoring.result_model import ChoiceInputs, Result


class ChoiceSnapshot(Value):
    """A frozen result whole; ``id`` is a digest of the content."""

    id: str
    assessment_id: str
    taken_at: AwareDatetime
    note: str = ""
    inputs: ChoiceInputs
    result: Result
    items: tuple[AdviceItem, ...] = ()


class ChoiceSnapshotRow(SQLModel, table=True):
    """One frozen result."""

    __tablename__ = "choice_snapshot"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    taken_at: datetime = moment()
    pack_digest: str = Field(foreign_key="pack_version.digest")
    note: str
    inputs: dict[str, Any] = nested()
    result: dict[str, Any] = nested()
    items: list[Any] = nested()


def add(tx: Session, snapshot: ChoiceSnapshot) -> bool:
    """Keep a new snapshot, and say so; one that is there already is left alone."""
    if is_there(tx, snapshot.id):
        return False
    whole = snapshot.model_dump(mode="json", include={"inputs", "result", "items"})
    tx.add(
        ChoiceSnapshotRow(
            id=snapshot.id, assessment_id=snapshot.assessment_id, taken_at=snapshot.taken_at,
            pack_digest=snapshot.result.pack.digest, note=snapshot.note, **whole,
        )
    )  # fmt: skip
    tx.flush()
    return True


def of_assessments(tx: Session, assessment_ids: tuple[str, ...]) -> tuple[ChoiceSnapshot, ...]:
    """Snapshots of several assessments, newest first."""
    query = select(ChoiceSnapshotRow).where(
        col(ChoiceSnapshotRow.assessment_id).in_(assessment_ids)
    )
    rows = tx.exec(query.order_by(col(ChoiceSnapshotRow.number).desc()))
    return tuple(
        ChoiceSnapshot.model_validate(
            {name: getattr(row, name) for name in ChoiceSnapshot.model_fields}
        )
        for row in rows
    )


def is_there(tx: Session, snapshot_id: str) -> bool:
    """Whether there is a snapshot of this id."""
    known = select(ChoiceSnapshotRow.id).where(ChoiceSnapshotRow.id == snapshot_id)
    return tx.exec(known).first() is not None
