"""Who is signed in now, and the code that the first owner is set up with."""

from datetime import datetime
from hmac import compare_digest

from sqlmodel import Field, Session, SQLModel, col, select

from engagement.store.columns import moment


class SignedInRow(SQLModel, table=True):
    """One sign-in of one person, by a digest of what the provider said; kept until it expires."""

    __tablename__ = "signed_in"

    key: str = Field(primary_key=True)
    subject: str = Field(index=True)
    began_at: datetime = moment()
    until: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)


class SetupCodeRow(SQLModel, table=True):
    """The newest setup code: only its digest, for how long, and how often somebody guessed."""

    __tablename__ = "setup_code"

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    until: datetime = moment()
    wrong: int = 0
    used_at: datetime | None = moment(nullable=True)


def begin(tx: Session, key: str, subject: str, began: datetime, until: datetime) -> None:
    """Keep a sign-in that was not seen yet; those that expired are forgotten."""
    tx.add(SignedInRow(key=key, subject=subject, began_at=began, until=until))
    for row in tx.exec(select(SignedInRow).where(col(SignedInRow.until) < began)):
        tx.delete(row)
    tx.flush()


def known(tx: Session, key: str) -> bool:
    """Whether this sign-in was seen before, in force or ended."""
    return tx.get(SignedInRow, key) is not None


def end(tx: Session, key: str, now: datetime) -> None:
    """End one sign-in, in every tab."""
    row = tx.get(SignedInRow, key)
    if row is not None and row.ended_at is None:
        row.ended_at = now
        tx.flush()


def new_code(tx: Session, digest: str, until: datetime) -> None:
    """Keep a setup code's digest; every earlier code is forgotten."""
    for row in tx.exec(select(SetupCodeRow)):
        tx.delete(row)
    tx.flush()
    tx.add(SetupCodeRow(digest=digest, until=until))
    tx.flush()


def code(tx: Session) -> SetupCodeRow | None:
    """The setup code that was made last, held for this transaction."""
    return tx.exec(select(SetupCodeRow).order_by(col(SetupCodeRow.id).desc())).first()


def in_force(tx: Session, now: datetime, most: int) -> bool:
    """Whether there is a code that was neither used up, nor guessed at too often, nor is too old."""
    row = code(tx)
    return row is not None and not row.used_at and row.until >= now and row.wrong < most


def guess(tx: Session, digest: str, now: datetime, most: int) -> bool:
    """Whether a digest is that of the code in force, which it uses up; a wrong one is counted."""
    row = code(tx)
    if row is None or not in_force(tx, now, most):
        return False
    right = compare_digest(row.digest, digest)
    if right:
        row.used_at = now
    else:
        row.wrong += 1
    tx.flush()
    return right


def over_since(tx: Session, key: str, now: datetime) -> datetime | None:
    """When a sign-in that was seen was ended, or its time was over; ``None`` while it is in force."""
    row = tx.get_one(SignedInRow, key)
    if row.ended_at is not None:
        return row.ended_at
    return None if row.until >= now else row.until
