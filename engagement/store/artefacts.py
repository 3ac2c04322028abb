"""What people attach: content by digest, what it is attached to, and who accepted it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ForeignKeyConstraint, LargeBinary
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Artefact
from engagement.store.columns import moment

AttachedTo = tuple[str, str, str]
"""Assessment, respondent and capability."""


class ArtefactRow(SQLModel, table=True):
    """One file of one client; the same file of another client is another row."""

    __tablename__ = "artefact"

    client_id: str = Field(foreign_key="client.id", primary_key=True)
    digest: str = Field(primary_key=True)
    filename: str
    size: int
    owner: str
    added_at: datetime = moment()
    valid_until: datetime = moment()


class ArtefactContentRow(SQLModel, table=True):
    """The bytes, apart, so that listing artefacts does not load them."""

    __tablename__ = "artefact_content"

    digest: str = Field(primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AttachmentRow(SQLModel, table=True):
    """An artefact attached to one person's answers to one capability."""

    __tablename__ = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "digest"], ["artefact.client_id", "artefact.digest"]),
    )

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True)
    respondent: str = Field(foreign_key="respondent.id", primary_key=True)
    capability: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    client_id: str
    at: datetime = moment()


class AcceptanceRow(SQLModel, table=True):
    """A reviewer read an artefact and accepted it for a capability."""

    __tablename__ = "acceptance"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    capability: str
    digest: str
    reviewer: str
    at: datetime = moment()
    level: int | None = None
    """The highest level that those who attached it claimed then: what was accepted."""


def keep(tx: Session, client_id: str, artefact: Artefact, content: bytes) -> None:
    """Keep a file of a client once; a second time changes nothing."""
    if tx.get(ArtefactContentRow, artefact.digest) is None:
        tx.add(ArtefactContentRow(digest=artefact.digest, content=content))
    if tx.get(ArtefactRow, (client_id, artefact.digest)) is None:
        plain = artefact.model_dump(exclude={"accepted_by", "accepted_at"})
        tx.add(ArtefactRow(**plain, client_id=client_id))
    tx.flush()


def attach(tx: Session, to: AttachedTo, client_id: str, digest: str, now: datetime) -> None:
    """Attach a kept file; attaching it again changes nothing."""
    if tx.get(AttachmentRow, (*to, digest)) is None:
        tx.add(
            AttachmentRow(
                assessment_id=to[0], respondent=to[1], capability=to[2],
                digest=digest, client_id=client_id, at=now,
            )
        )  # fmt: skip
        tx.flush()


def accept(
    tx: Session, assessment_id: str, *, capability: str, digest: str, level: int,
    reviewer: str, now: datetime,
) -> None:  # fmt: skip
    """Write down that a reviewer accepted an artefact as proof of a level of a capability."""
    tx.add(
        AcceptanceRow(
            assessment_id=assessment_id, capability=capability, digest=digest,
            reviewer=reviewer, at=now, level=level,
        )
    )  # fmt: skip
    tx.flush()


def accepted_levels(tx: Session, assessment_ids: Sequence[str]) -> dict[tuple[str, str, str], int]:
    """(Assessment, capability, digest) -> the level up to which the artefact was accepted."""
    query = select(AcceptanceRow).where(col(AcceptanceRow.assessment_id).in_(assessment_ids))
    return {
        (row.assessment_id, row.capability, row.digest): row.level
        for row in tx.exec(query.order_by(col(AcceptanceRow.number)))
        if row.level is not None
    }


def get(tx: Session, client_id: str, digest: str) -> Artefact | None:
    """A client's artefact, without its acceptances."""
    row = tx.get(ArtefactRow, (client_id, digest))
    return _artefact(row) if row else None


def owners(tx: Session, digest: str) -> tuple[str, ...]:
    """Ids of the clients that hold a file with this digest."""
    return tuple(tx.exec(select(ArtefactRow.client_id).where(ArtefactRow.digest == digest)))


def content(tx: Session, digest: str) -> bytes:
    """The bytes of a kept file."""
    return tx.get_one(ArtefactContentRow, digest).content


def attached(tx: Session, assessment_ids: Sequence[str]) -> dict[AttachedTo, tuple[Artefact, ...]]:
    """Artefacts of several assessments by what they are attached to, each with its acceptance."""
    accepted = _acceptances(tx, assessment_ids)
    query = (
        select(AttachmentRow, ArtefactRow)
        .where(
            AttachmentRow.client_id == ArtefactRow.client_id,
            AttachmentRow.digest == ArtefactRow.digest,
            col(AttachmentRow.assessment_id).in_(assessment_ids),
        )
        .order_by(col(AttachmentRow.at), col(AttachmentRow.digest))
    )
    found: dict[AttachedTo, tuple[Artefact, ...]] = defaultdict(tuple)
    for at, row in tx.exec(query):
        who = accepted.get((at.assessment_id, at.capability, at.digest), {})
        found[at.assessment_id, at.respondent, at.capability] += (_artefact(row, who),)
    return dict(found)


def _acceptances(
    tx: Session, assessment_ids: Sequence[str]
) -> dict[tuple[str, str, str], dict[str, object]]:
    query = select(AcceptanceRow).where(col(AcceptanceRow.assessment_id).in_(assessment_ids))
    return {
        (row.assessment_id, row.capability, row.digest): {
            "accepted_by": row.reviewer, "accepted_at": row.at,
        }
        for row in tx.exec(query.order_by(col(AcceptanceRow.number)))
    }  # fmt: skip


def _artefact(row: ArtefactRow, acceptance: dict[str, object] | None = None) -> Artefact:
    plain = row.model_dump(exclude={"client_id"})
    return Artefact.model_validate(plain | (acceptance or {}))
