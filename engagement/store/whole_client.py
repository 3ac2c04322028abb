"""Everything of one client, table by table: read whole, put in whole, taken out whole.

Numbers that this database gave are told as ranks (1, 2, …) and given anew where they are put in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import String, Table, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from engagement.store import belonging
from engagement.store.belonging import owned, shared
from engagement.store.columns import bytewise
from engagement.store.plain_rows import Plain, Unfit, back, missing, plain


class Clashing(Exception):
    """A row to be put in is here already, as another client's."""


Tables = dict[str, list[Plain]]
"""Table name -> its rows; bytes are bytes."""


def read(tx: Session, client_id: str) -> Tables:
    """The client's rows, and the shared ones that they point at; each table in a steady order."""
    found: Tables = {}
    ranks: dict[str, dict[int, int]] = {}
    for name, item in owned().items():
        if name not in belonging.STAYS:
            rows = _rows(tx, item.table, item.of(client_id))
            found[name] = _ranked(item.table, rows, ranks)
    for name, table in shared().items():
        found[name] = _pointed_at(tx, table, found)
    return found


def in_order(table: Table) -> list[Any]:
    """What rows are sorted by: their primary key, in the same order on every server."""
    return [
        bytewise(column) if isinstance(column.type, String) else column
        for column in table.primary_key
    ]


def _rows(tx: Session, table: Table, condition: Any) -> list[Plain]:
    query = select(table).where(condition).order_by(*in_order(table))
    return [
        {column.name: plain(value) for column, value in zip(table.c, row, strict=True)}
        for row in tx.execute(query)
    ]


def _ranked(table: Table, rows: list[Plain], ranks: dict[str, dict[int, int]]) -> list[Plain]:
    own = belonging.numbered(table)
    if own:
        ranks[table.name] = {row[own]: rank for rank, row in enumerate(rows, start=1)}
    for column, above in _numbered_columns(table).items():
        for row in rows:
            row[column] = ranks[above].get(row[column])
    return rows


def _numbered_columns(table: Table) -> dict[str, str]:
    """Columns that hold numbers of the database's own -> the table that they number."""
    columns = {
        key.parent.name: key.column.table.name
        for key in table.foreign_keys
        if belonging.numbered(key.column.table) == key.column.name
    }
    own = belonging.numbered(table)
    return columns | ({own: table.name} if own else {})


def _pointed_at(tx: Session, table: Table, found: Tables) -> list[Plain]:
    """Rows of a shared table that rows found so far point at, or that say more of such a row."""
    key = next(iter(table.primary_key))
    wanted = _named(table.name, key.name, found)
    for link in key.foreign_keys:  # said beside a shared row: taken along with it
        above = found.get(link.column.table.name, [])
        wanted |= {row[link.column.name] for row in above}
    return _rows(tx, table, key.in_(sorted(wanted)))


def _named(name: str, key: str, found: Tables) -> set[str]:
    pointing = [
        (other.name, column)
        for other, column, here in belonging.pointing_at(owned_or_shared(name))
        if here == key
    ]
    if name in belonging.BY_DIGEST:
        pointing.append(belonging.BY_DIGEST[name][1:])
    return {
        row[column]
        for table, column in pointing
        for row in found.get(table, [])
        if row[column] is not None
    }


def owned_or_shared(name: str) -> Table:
    """The table of this name; ``KeyError`` where it is neither a client's nor shared."""
    return owned()[name].table if name in owned() else shared()[name]


def put(tx: Session, client_id: str, tables: Mapping[str, Sequence[Plain]]) -> None:
    """Keep all rows; numbers are given anew. Raises :class:`Unfit` for what cannot be kept.

    The rows were checked by :func:`checked`; shared rows that are here already are left alone.
    :class:`Clashing` where a row of another client has the place of one.
    """
    try:
        _put_all(tx, tables)
    except IntegrityError:
        raise Clashing from None
    _all_there(tx, client_id, tables)


def _put_all(tx: Session, tables: Mapping[str, Sequence[Plain]]) -> None:
    for name, table in shared().items():
        key = next(iter(table.primary_key))
        for row in tables.get(name, ()):
            if tx.execute(select(key).where(key == row[key.name])).first() is None:
                tx.execute(insert(table).values(row))
    given: dict[str, dict[int, int]] = defaultdict(dict)
    for name, item in owned().items():
        _put(tx, item.table, tables.get(name, ()), given)


def _put(
    tx: Session, table: Table, rows: Sequence[Plain], given: dict[str, dict[int, int]]
) -> None:
    own = belonging.numbered(table)
    named = bool(own) and any(here == own for _, _, here in belonging.pointing_at(table))
    ready = []
    for row in parents_first(table, rows):
        fresh = dict(row)
        rank = fresh.pop(own) if own else None
        for column, above in _numbered_columns(table).items():
            if column in fresh and fresh[column] is not None:
                fresh[column] = given[above][fresh[column]]
        if named and rank is not None:
            given[table.name][rank] = _same_event(tx, table, fresh) or _added(tx, table, fresh)
        else:
            ready.append(fresh)
    if ready:
        tx.execute(insert(table), ready)


def parents_first(table: Table, rows: Sequence[Plain]) -> list[Plain]:
    """The rows so that each comes after the one of the same table that it points at."""
    links = [
        (key.parent.name, key.column.name)
        for key in table.foreign_keys
        if key.column.table.name == table.name
    ]
    left, placed = list(rows), list[Plain]()
    there: dict[str, set[Any]] = {above: {None} for _, above in links}
    while left:
        waiting = []
        for row in left:
            if all(row[column] in there[above] for column, above in links):
                placed.append(row)
                for _, above in links:
                    there[above].add(row[above])
            else:
                waiting.append(row)
        if len(waiting) == len(left):
            raise Unfit(f"rows of {table.name} point at each other")
        left = waiting
    return placed


def _added(tx: Session, table: Table, row: Plain) -> int:
    own = table.c[str(belonging.numbered(table))]
    return int(tx.execute(insert(table).values(row).returning(own)).scalar_one())


def _same_event(tx: Session, table: Table, row: Plain) -> int | None:
    """The entry that a client left in the log when it was deleted here: it gets its words back."""
    if table.name != "audit_event":
        return None
    words = owned()["audit_words"].table
    bare = table.c.number.not_in(select(words.c.event))
    same = [table.c[name] == value for name, value in row.items()]
    return tx.execute(select(table.c.number).where(bare, *same).limit(1)).scalar_one_or_none()


def _all_there(tx: Session, client_id: str, tables: Mapping[str, Sequence[Plain]]) -> None:
    """Every row is found again as the client's: none was put under another client."""
    for name, item in owned().items():
        query = select(func.count()).select_from(item.table).where(item.of(client_id))
        if name != "audit_event" and tx.execute(query).scalar_one() != len(tables.get(name, ())):
            raise Unfit(f"a row of {name} is not the client's")


def checked(client_id: str, tables: Mapping[str, Sequence[Plain]]) -> Tables:
    """The rows with values of their columns' kinds; :class:`Unfit` names the first that is not.

    No row may point at anything that is not among the rows, or name another client.
    """
    unknown = set(tables) - set(owned()) - set(shared())
    if unknown:
        raise Unfit(f"there is no table {min(unknown)}")
    ready = {
        name: [fit(owned_or_shared(name), row) for row in rows] for name, rows in tables.items()
    }
    for name, rows in ready.items():
        _points_inside(client_id, owned_or_shared(name), rows, ready)
    if [row["id"] for row in ready.get(belonging.CLIENT, ())] != [client_id]:
        raise Unfit("it is not of one client")
    return ready


def fit(table: Table, row: Plain) -> Plain:
    """The row with values of its columns' kinds; what an older schema lacked is filled in."""
    if extra := set(row) - set(table.c.keys()):
        raise Unfit(f"{table.name} has no column {min(extra)}")
    return {
        column.name: back(column, row[column.name]) if column.name in row else missing(column)
        for column in table.c
    }


def _points_inside(client_id: str, table: Table, rows: list[Plain], ready: Tables) -> None:
    for key in table.foreign_keys:
        there = {row[key.column.name] for row in ready.get(key.column.table.name, ())}
        for row in rows:
            if row[key.parent.name] is not None and row[key.parent.name] not in there:
                raise Unfit(f"{table.name}.{key.parent.name} points outside the archive")
    places = {row["id"] for row in ready.get("assessment", ())}
    for row in rows:
        if table.name in owned() and row.get("client_id", client_id) not in (client_id, None):
            raise Unfit(f"{table.name} names another client")
        if row.get("assessment_id") is not None and row["assessment_id"] not in places:
            raise Unfit(f"{table.name} names another assessment")


def remove(tx: Session, client_id: str) -> dict[str, int]:
    """Take out every row of the client and every shared one that nobody else points at.

    Returns table -> how many rows went. The audit log keeps that something was done and when.
    """
    before = read(tx, client_id)
    gone: dict[str, int] = {}
    words = "audit_words"
    for name, item in reversed(owned().items()):
        if name not in ("audit_event", words):
            gone[name] = _removed(tx, item.table, item.of(client_id))
    gone[words] = _removed(tx, owned()[words].table, owned()[words].of(client_id))
    for name, table in reversed(shared().items()):
        key = next(iter(table.primary_key))
        left = {row[key.name] for row in before[name]} - _still_named(tx, table, key.name)
        gone[name] = _removed(tx, table, key.in_(sorted(left)))
    return {name: count for name, count in gone.items() if count}


def _removed(tx: Session, table: Table, condition: Any) -> int:
    return int(tx.execute(delete(table).where(condition)).rowcount)  # type: ignore[attr-defined]


def _still_named(tx: Session, table: Table, key: str) -> set[str]:
    """Keys of the rows that some row still points at; one that is said more of stays as well."""
    pointing = [
        select(other.c[column])
        for other, column, here in belonging.pointing_at(table)
        if here == key
    ]
    if table.name in belonging.BY_DIGEST:
        _, owner, column = belonging.BY_DIGEST[table.name]
        pointing.append(select(owned()[owner].table.c[column]))
    if any(link for link in table.c[key].foreign_keys):
        pointing.append(select(table.c[key]))  # what stands on the shelf is everybody's
    return {row[0] for query in pointing for row in tx.execute(query) if row[0] is not None}
