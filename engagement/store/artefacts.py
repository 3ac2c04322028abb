"""What people attach: content by digest, what it is attached to, and who accepted it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, LargeBinary
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Artefact
from engagement.store import guarding
from engagement.store.columns import moment

AttachedTo = tuple[str, str, str]
"""Assessment, respondent and capability."""

Reviewed = tuple[str, str, str]
"""Assessment, capability and digest."""


class ArtefactRow(SQLModel, table=True):
    """One file of one client; the same file of another client is another row."""

    __tablename__ = "artefact"

    client_id: str = Field(foreign_key="client.id", primary_key=True)
    digest: str = Field(primary_key=True)
    filename: str
    size: int
    owner: str
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Who brought it, where they were signed in and brought it in their own name."""
    added_at: datetime = moment()
    valid_until: datetime = moment()
    link: str = ""
    series: str = ""
    """The digest of the first version; all versions of one artefact share it."""
    version: int = 1


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
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Who attached it, where they were signed in and did so in their own name."""
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


class ReturnRow(SQLModel, table=True):
    """A reviewer read an artefact and gave it back for a capability, with a reason."""

    __tablename__ = "artefact_return"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    capability: str
    digest: str
    reviewer: str
    at: datetime = moment()
    reason: str


def keep(
    tx: Session, client_id: str, artefact: Artefact, content: bytes, series: str = "",
    account: str | None = None,
) -> None:  # fmt: skip
    """Keep a file of a client once; a second time changes nothing.

    With ``series`` it is a version of that artefact, at the version that it says. ``account`` brought
    it, where that is known to be another than who acts.
    """
    everybodys = {guarding.WHOLE: True}
    if tx.get(ArtefactContentRow, artefact.digest, execution_options=everybodys) is None:
        tx.add(ArtefactContentRow(digest=artefact.digest, content=content))
    if tx.get(ArtefactRow, (client_id, artefact.digest)) is None:
        plain = artefact.model_dump(exclude=_REVIEWED)
        # A newer version is brought by whoever acts, a first one in the name of who answers.
        own = guarding.account(tx) if series else guarding.account_named(tx, artefact.owner)
        own = own if account is None else account
        row = ArtefactRow(
            **plain, client_id=client_id, series=series or artefact.digest, account=own
        )
        tx.add(row)
    tx.flush()


_REVIEWED = {"accepted_by", "accepted_at", "returned_by", "returned_for"}
"""What a review gives an artefact for one capability, and the row of the file does not hold."""


def versions(tx: Session, client_id: str, digest: str) -> tuple[Artefact, ...]:
    """All versions of the artefact that a digest belongs to, the first one first."""
    row = tx.get(ArtefactRow, (client_id, digest))
    return tuple(map(_artefact, _series(tx, client_id, row.series))) if row else ()


def series_of(tx: Session, client_id: str, digest: str) -> str:
    """What the versions of an artefact share; it is kept."""
    return tx.get_one(ArtefactRow, (client_id, digest)).series


def renumber(tx: Session, client_id: str, digest: str, version: int) -> None:
    """Let a version that was there before be the newest again."""
    tx.get_one(ArtefactRow, (client_id, digest)).version = version
    tx.flush()


def of_client(tx: Session, client_id: str) -> tuple[Artefact, ...]:
    """The newest version of every artefact of a client, the newest first."""
    query = select(ArtefactRow).where(ArtefactRow.client_id == client_id)
    newest: dict[str, ArtefactRow] = {}
    for row in tx.exec(query.order_by(col(ArtefactRow.version))):
        newest[row.series] = row
    ordered = sorted(newest.values(), key=lambda row: (row.added_at, row.digest), reverse=True)
    return tuple(map(_artefact, ordered))


def _series(tx: Session, client_id: str, series: str) -> list[ArtefactRow]:
    query = select(ArtefactRow).where(
        ArtefactRow.client_id == client_id, ArtefactRow.series == series
    )
    return list(tx.exec(query.order_by(col(ArtefactRow.version))))


def attach(
    tx: Session, to: AttachedTo, client_id: str, digest: str, now: datetime, account: str = ""
) -> None:
    """Attach a kept file, by an account; attaching it again changes nothing."""
    if tx.get(AttachmentRow, (*to, digest)) is None:
        tx.add(
            AttachmentRow(
                assessment_id=to[0], respondent=to[1], capability=to[2],
                digest=digest, client_id=client_id, at=now, account=account,
            )
        )  # fmt: skip
        tx.flush()


def behind(
    tx: Session, assessment_id: str, capability: str, client_id: str, digest: str
) -> dict[str, str]:
    """Respondent -> the account that attached some version of it in that name, where one was
    signed in; under the empty text, the account that brought this version.
    """
    row = tx.get_one(ArtefactRow, (client_id, digest))
    query = select(AttachmentRow).where(
        AttachmentRow.assessment_id == assessment_id, AttachmentRow.capability == capability,
        col(AttachmentRow.digest).in_([item.digest for item in _series(tx, client_id, row.series)]),
    )  # fmt: skip
    found = {item.respondent: item.account for item in tx.exec(query) if item.account}
    return found | {"": row.account}


def carry(tx: Session, last: str, here: str, respondent: str, capability: str) -> None:
    """Attach in one assessment what is attached in another, with the reviews that it has there."""
    query = select(AttachmentRow).where(
        AttachmentRow.assessment_id == last, AttachmentRow.respondent == respondent,
        AttachmentRow.capability == capability,
    )  # fmt: skip
    for row in tx.exec(query).all():
        attach(tx, (here, respondent, capability), row.client_id, row.digest, row.at, row.account)
    for table in (AcceptanceRow, ReturnRow):
        _carry_reviews(tx, table, last, here, capability)
    tx.flush()


def _carry_reviews(
    tx: Session, table: type[AcceptanceRow] | type[ReturnRow], last: str, here: str, capability: str
) -> None:
    rows: Any = table
    about = select(rows).where(rows.capability == capability)
    known = {(row.digest, row.at) for row in tx.exec(about.where(rows.assessment_id == here))}
    for row in tx.exec(about.where(rows.assessment_id == last)).all():
        if (row.digest, row.at) not in known:
            tx.add(table(**row.model_dump(exclude={"number"}) | {"assessment_id": here}))


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


def give_back(
    tx: Session, assessment_id: str, *, capability: str, digest: str, reviewer: str, reason: str,
    now: datetime,
) -> None:  # fmt: skip
    """Write down that a reviewer read an artefact and did not accept it."""
    tx.add(
        ReturnRow(
            assessment_id=assessment_id, capability=capability, digest=digest,
            reviewer=reviewer, at=now, reason=reason,
        )
    )  # fmt: skip
    tx.flush()


def accepted_levels(tx: Session, assessment_ids: Sequence[str]) -> dict[Reviewed, int]:
    """(Assessment, capability, digest) -> the level up to which the artefact is accepted."""
    return {
        key: row.level
        for key, row in _last_reviews(tx, assessment_ids).items()
        if isinstance(row, AcceptanceRow) and row.level is not None
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
    """Artefacts of several assessments by what they are attached to, each with its review.

    An older version stands for the newest one, which is what counts and has to be accepted.
    """
    reviews = _last_reviews(tx, assessment_ids)
    query = select(AttachmentRow).where(col(AttachmentRow.assessment_id).in_(assessment_ids))
    rows = tx.exec(query.order_by(col(AttachmentRow.at), col(AttachmentRow.digest))).all()
    newest = _newest(tx, {row.client_id for row in rows}, {row.digest for row in rows})
    found: dict[AttachedTo, dict[str, Artefact]] = defaultdict(dict)
    for at in rows:
        row = newest[at.client_id, at.digest]
        review = reviews.get((at.assessment_id, at.capability, row.digest))
        here = found[at.assessment_id, at.respondent, at.capability]
        here.setdefault(row.series, _artefact(row, _told(review)))
    return {key: tuple(files.values()) for key, files in found.items()}


def _newest(
    tx: Session, client_ids: Collection[str], digests: Collection[str]
) -> dict[tuple[str, str], ArtefactRow]:
    """(Client, digest) -> the newest version of the artefact that each of the digests belongs to."""
    series = select(ArtefactRow.series).where(
        col(ArtefactRow.client_id).in_(client_ids), col(ArtefactRow.digest).in_(digests)
    )
    query = select(ArtefactRow).where(
        col(ArtefactRow.client_id).in_(client_ids), col(ArtefactRow.series).in_(series)
    )
    rows = tx.exec(query.order_by(col(ArtefactRow.version))).all()
    last = {(row.client_id, row.series): row for row in rows}
    return {(row.client_id, row.digest): last[row.client_id, row.series] for row in rows}


def _last_reviews(
    tx: Session, assessment_ids: Sequence[str]
) -> dict[Reviewed, AcceptanceRow | ReturnRow]:
    """What the last reviewer of an artefact said of it, capability by capability."""
    accepted = select(AcceptanceRow).where(col(AcceptanceRow.assessment_id).in_(assessment_ids))
    returned = select(ReturnRow).where(col(ReturnRow.assessment_id).in_(assessment_ids))
    rows: list[AcceptanceRow | ReturnRow] = [
        *tx.exec(accepted.order_by(col(AcceptanceRow.number))),
        *tx.exec(returned.order_by(col(ReturnRow.number))),
    ]
    ordered = sorted(rows, key=lambda row: row.at)
    return {(row.assessment_id, row.capability, row.digest): row for row in ordered}


def _told(review: AcceptanceRow | ReturnRow | None) -> dict[str, object]:
    if review is None:
        return {}
    if isinstance(review, ReturnRow):
        return {"returned_by": review.reviewer, "returned_for": review.reason}
    return {"accepted_by": review.reviewer, "accepted_at": review.at}


def _artefact(row: ArtefactRow, review: dict[str, object] | None = None) -> Artefact:
    plain = row.model_dump(exclude={"client_id", "series", "account"})
    return Artefact.model_validate(plain | (review or {}))
