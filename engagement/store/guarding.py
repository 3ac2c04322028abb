"""Holds everything that an acting person's transaction reads and writes to what they may.

A reading is narrowed, table by table, to the clients at which the person's role may read that kind
of row: a row of another client is not found, as if it did not exist. A writing is refused unless
an action was recorded that the person may do at that very client. The store of the operator has no
such limits, and pays nothing for them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.sql import visitors
from sqlmodel import Session, SQLModel

from engagement.access.people import Person
from engagement.access.table import Kind, kind_of, of_action
from engagement.faults import Refused
from engagement.identity import same_person
from engagement.store.grounds import NOT_THERE, Grounds
from engagement.store.paths import client_of, leads_to_a_client, table_named

READ_AS: Final = "read_as"
"""Execution option: the kind of reading that a query is, where it is not its table's own."""
WHOLE: Final = "whole"
"""Execution option: look among the rows of all clients, for keeping the same content once."""

RECORDS: Final = frozenset({"audit_event", "audit_words"})
_GROUNDS, OPERATOR = "grounds", "operator"
NOBODY_NAMED = "this machine"
"""Who acts where there is no sign-in and no name was given."""


class Acting(Session):
    """The session of a store that acts for a person."""


def begin(session: Session, person: Person) -> None:
    """Let a session act for a person from now on."""
    session.info[_GROUNDS] = Grounds(session, person)


def grounds(session: AnySession) -> Grounds | None:
    """What limits a session; ``None`` for the operator's."""
    found: Grounds | None = session.info.get(_GROUNDS)
    return found


def operator(session: AnySession) -> str:
    """Whoever works with a store that acts for nobody, by name."""
    return session.info.get(OPERATOR) or NOBODY_NAMED


def account(session: AnySession) -> str:
    """The account that acts, which stays the same whatever name it shows; empty without a sign-in."""
    limits = grounds(session)
    return (limits.person.subject or limits.person.who) if limits else ""


def account_named(session: AnySession, name: str) -> str:
    """The account that acts, where it acts in this name; empty where it enters another's."""
    limits = grounds(session)
    own = limits is not None and same_person(limits.person.name) == same_person(name)
    return account(session) if own else ""


@contextmanager
def the_program(session: Session) -> Iterator[None]:
    """Inside, the program itself reads and writes: what follows from the data and nobody decides."""
    limits = grounds(session)
    if limits is None or limits.lifted:
        yield
        return
    session.flush()
    limits.lifted = True
    try:
        yield
        session.flush()
    finally:
        limits.lifted = False


def permit(session: Session, action: str, client_id: str | None) -> None:
    """Refuse an action that has no row in the table, and one that the acting person may not do."""
    of_action(action)
    limits = grounds(session)
    if limits and not limits.lifted:
        limits.permit(action, client_id)


def concern(session: Session, client_id: str) -> None:
    """Note which client a transaction works on."""
    limits = grounds(session)
    if limits:
        limits.concern(client_id)


@event.listens_for(Acting, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    """Add to a query, for each table in it, which rows may be read."""
    limits = grounds(state.session)
    if limits is None or limits.lifted or state.is_column_load or state.is_relationship_load:
        return
    if not state.is_orm_statement:
        raise RuntimeError("an acting store reads through the row classes only")
    if state.execution_options.get(WHOLE):
        return
    given: Kind | None = state.execution_options.get(READ_AS)
    for table in _tables(state.statement):
        condition = limits.condition(table, given or kind_of(table.name))
        if condition is not None:
            row = _row_class(table)
            state.statement = state.statement.options(with_loader_criteria(row, condition))


@event.listens_for(Acting, "before_flush")
def _hold(session: Session, *_: Any) -> None:
    """Note of which clients rows change; refuse one that the person does not know of."""
    limits = grounds(session)
    if limits is None or limits.lifted:
        return
    for row in _changed(session):
        if row.__tablename__ in RECORDS:  # written by audit.record() alone, which has asked
            continue
        table = table_named(row.__tablename__)
        assert table is not None  # noqa: S101  every row class is a table
        _stays(row)
        _of_their_own(limits, row, table)
        plain = {column.key: getattr(row, column.key) for column in table.columns}
        client_id = client_of(session.connection(), table, plain)
        if client_id is not None and client_id not in limits.known():
            raise Refused(NOT_THERE)
        limits.changed = True
        if leads_to_a_client(table):
            limits.touched.add(client_id)


@event.listens_for(Acting, "before_commit")
def _answer_for(session: Session) -> None:
    """Refuse to keep changes that no permitted action answers for."""
    limits = grounds(session)
    if limits is None:
        return
    session.flush()
    if limits.refused:
        raise Refused(limits.refused)
    if limits.changed and not (limits.permitted and limits.touched <= limits.permitted):
        raise RuntimeError("rows were changed and no action was recorded for them at that client")


def _changed(session: Session) -> list[Any]:
    dirty = (row for row in session.dirty if session.is_modified(row))
    return [*session.new, *dirty, *session.deleted]


def _stays(row: Any) -> None:
    """Refuse a row that goes from one client or assessment to another."""
    for name in ("client_id", "assessment_id"):
        known = inspect(row).attrs.get(name)
        if known is not None and known.history.deleted and known.history.deleted != (None,):
            raise RuntimeError("a row stays with the client that it was made for")


def _of_their_own(limits: Grounds, row: Any, table: Table) -> None:
    """A respondent writes in their own name and in their own assessment only."""
    seat = limits.person.seat
    if seat is None:
        return
    here = {"respondent": seat.respondent, "assessment_id": seat.assessment_id}
    for name, own in here.items():
        if name in table.c and getattr(row, name) != own:
            raise Refused("An invitation answers in one name only; use your own.")


def _tables(statement: Any) -> Iterable[Table]:
    """Every table that a statement names, whether as a whole or by a column."""
    found: dict[str, Table] = {}
    for part in visitors.iterate(statement):
        named = part if isinstance(part, Table) else getattr(part, "table", None)
        if isinstance(named, Table):
            found[named.name] = SQLModel.metadata.tables[named.name]
    return found.values()


def _row_class(table: Table) -> type[SQLModel]:
    from engagement.store.tables import ROWS

    return ROWS[table.name]
