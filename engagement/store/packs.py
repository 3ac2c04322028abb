"""Every version of a pack that was ever used, by the digest of its content."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from sqlmodel import Field, Session, SQLModel, select

from content.digests import AnyPack, canonical, from_canonical
from content.model import Pack
from content.questionnaire import Questionnaire
from engagement.faults import Refused
from engagement.store.columns import moment
from engagement.store.remembering import once
from scoring.model import PackStamp


class PackVersionRow(SQLModel, table=True):
    """The canonical content of one version; never changed."""

    __tablename__ = "pack_version"

    digest: str = Field(primary_key=True)
    pack_id: str
    version: str
    content: str
    stored_at: datetime = moment()


def keep(tx: Session, pack: AnyPack, now: datetime) -> None:
    """Keep a version before its first use; one that is kept already is left alone."""
    if tx.get(PackVersionRow, pack.digest) is None:
        tx.add(
            PackVersionRow(
                digest=pack.digest, pack_id=pack.id, version=pack.version,
                content=canonical(pack), stored_at=now,
            )
        )  # fmt: skip
        tx.flush()


def stamp(tx: Session, digest: str) -> PackStamp:
    """Id and version of a kept content, without loading the content."""
    return once(tx, ("stamp", digest), lambda: _stamp(tx, digest))


def _stamp(tx: Session, digest: str) -> PackStamp:
    query = select(PackVersionRow.pack_id, PackVersionRow.version)
    pack_id, version = tx.exec(query.where(PackVersionRow.digest == digest)).one()
    return PackStamp(id=pack_id, version=version, digest=digest)


def get(tx: Session, digest: str) -> Pack:
    """A kept version with an evidence grid; :class:`Refused` where it is a questionnaire."""
    found = either(tx, digest)
    if isinstance(found, Questionnaire):
        raise Refused(
            f"{found.title} is a questionnaire: it is answered with choices and has no levels, "
            "gate or roadmap."
        )
    return found


def questionnaire(tx: Session, digest: str) -> Questionnaire:
    """A kept questionnaire; :class:`Refused` where the version has an evidence grid."""
    found = either(tx, digest)
    if isinstance(found, Pack):
        raise Refused(f"{found.title} is answered with levels, not with choices.")
    return found


def either(tx: Session, digest: str) -> AnyPack:
    """A kept version whole; ``ValueError`` where its content is no longer what its digest says."""
    return once(
        tx, ("pack", digest), lambda: _parsed(tx.get_one(PackVersionRow, digest).content, digest)
    )


def true_content(content: str, digest: str) -> None:
    """``ValueError`` where a content is not what its digest says, or no pack."""
    _parsed(content, digest)


@lru_cache(maxsize=16)
def _parsed(content: str, digest: str) -> AnyPack:
    """The pack of a kept content; remembered, since parsing it takes longer than a page may.

    The text itself is checked, not the pack made from it: a later version of the program may read
    the same text with more fields than it had then.
    """
    if sha256(content.encode()).hexdigest() != digest:
        raise ValueError(f"the kept content of pack version {digest} was changed")
    return from_canonical(content, digest)
