"""Who may see which client, in which role."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, or_, select

from engagement.access.people import Member, Person
from engagement.store import guarding
from engagement.store.columns import flat, moment, value_of


class MemberRow(SQLModel, table=True):
    """One role of one person, at a client or (without one) on the whole server."""

    __tablename__ = "member"

    id: str = Field(primary_key=True)
    who: str = Field(index=True)
    name: str
    client_id: str | None = Field(default=None, foreign_key="client.id", index=True)
    role: str
    subject: str = Field(index=True)
    added_at: datetime = moment()
    added_by: str


def add(tx: Session, member: Member) -> None:
    """Keep a new membership."""
    tx.add(MemberRow(**flat(member)))
    tx.flush()


def change(tx: Session, member: Member) -> None:
    """Replace the role and the name of a membership that is kept."""
    row = tx.get_one(MemberRow, member.id)
    row.role, row.name = member.role, member.name
    tx.flush()


def remove(tx: Session, member_id: str) -> None:
    """Forget a membership that is kept."""
    tx.delete(tx.get_one(MemberRow, member_id))
    tx.flush()


def get(tx: Session, member_id: str) -> Member | None:
    """The membership with this id."""
    row = tx.get(MemberRow, member_id)
    return value_of(Member, row) if row else None


def of_client(tx: Session, client_id: str | None) -> tuple[Member, ...]:
    """Members of a client, or of the whole server; as they came."""
    query = select(MemberRow).where(col(MemberRow.client_id).is_not_distinct_from(client_id))
    return _all(tx.exec(query.order_by(col(MemberRow.added_at), col(MemberRow.id))).all())


def of_person(tx: Session, person: Person) -> tuple[Member, ...]:
    """Every membership of a person.

    One that a subject is bound to is that subject's alone: an address that is given to somebody
    else does not carry its memberships along.
    """
    if not person.who and not person.subject:
        return ()
    unbound = (col(MemberRow.subject) == "") & (col(MemberRow.who) == person.who)
    bound = (col(MemberRow.subject) == person.subject) & (col(MemberRow.subject) != "")
    own = {guarding.WHOLE: True}  # one's own memberships are one's own to see
    return _all(tx.exec(select(MemberRow).where(or_(unbound, bound)), execution_options=own).all())


def waits_for(tx: Session, person: Person) -> bool:
    """Whether somebody has access by the person's name who was never here."""
    query = select(MemberRow.id).where(MemberRow.who == person.who, MemberRow.subject == "")
    return tx.exec(query.limit(1)).first() is not None


def is_anothers(tx: Session, person: Person) -> bool:
    """Whether memberships by the person's name are bound to another account that bears it."""
    if not person.who:
        return False
    query = select(MemberRow.id).where(
        MemberRow.who == person.who, col(MemberRow.subject).not_in(["", person.subject])
    )
    return tx.exec(query.limit(1)).first() is not None


def release(tx: Session, member_id: str) -> None:
    """Let the next account of the member's name have the membership."""
    tx.get_one(MemberRow, member_id).subject = ""
    tx.flush()


def bind(tx: Session, person: Person) -> None:
    """Give the person's memberships that nobody has used yet to the person's subject."""
    query = select(MemberRow).where(MemberRow.who == person.who, MemberRow.subject == "")
    for row in tx.exec(query):
        row.subject, row.name = person.subject, row.name or person.name
    tx.flush()


def _all(rows: Sequence[MemberRow]) -> tuple[Member, ...]:
    return tuple(value_of(Member, row) for row in rows)
