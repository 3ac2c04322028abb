"""Whose a row is: found in the tables themselves, so that a new table is taken along by itself.

A table is a *client's* where it names the client or a row that does; it is *shared* where rows of
clients point at it and it names none; every other one is of this server.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, MetaData, Table, select

Among = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""A condition on a column that holds a client's id."""

CLIENT = "client"

BY_DIGEST = {"artefact_content": ("digest", "artefact", "digest")}
"""Shared rows that are named by their digest and no foreign key: column, and who names it."""

OF_THE_SERVER: dict[str, str] = {
    "signed_in": "Who is signed in to this server.",
    "setup_code": "How the first owner of this server was set up.",
    "due_worker": "Which processes of this server carry out what is due.",
}
"""Tables of no client, each with the reason; a test names one that is neither."""

OF_ITSELF = frozenset({"due_worker"})
"""Tables of the server in which it writes without anybody's doing."""

STAYS: dict[str, str] = {
    "member": "Who may see a client is said on each server; an archive gives nobody access.",
    "due_unit": "What a server did by itself is its own; another begins anew.",
    "reminder": "One server tells what is due; a second one would tell it twice.",
}
"""A client's tables that another server has no use for, each with the reason; deleted, not exported."""


class Owned(NamedTuple):
    """A client's table: ``column`` names the client, or the row of ``owner`` that is the client's."""

    table: Table
    column: str
    owner: str
    owner_column: str

    def of(self, client_id: str) -> ColumnElement[bool]:
        """The condition that holds for the client's rows."""
        return self.meets(lambda column: column == client_id)

    def meets(self, among: Among) -> ColumnElement[bool]:
        """The condition that a row's client meets ``among``."""
        column: Column[Any] = self.table.c[self.column]
        if not self.owner:
            return among(column)
        above = owned()[self.owner]
        return column.in_(select(above.table.c[self.owner_column]).where(above.meets(among)))


def _all() -> MetaData:
    from engagement.store.tables import METADATA  # it imports every module of the store

    return METADATA


@cache
def owned() -> dict[str, Owned]:
    """Every table of clients by name, those first that others point at."""
    found: dict[str, Owned] = {}
    tables = _all().sorted_tables
    for _ in tables:  # as many rounds as the longest chain could need
        for table in tables:
            if table.name not in found and (link := _link(table, found)):
                found[table.name] = link
    return {table.name: found[table.name] for table in tables if table.name in found}


def _link(table: Table, known: dict[str, Owned]) -> Owned | None:
    if table.name == CLIENT:
        return Owned(table, "id", "", "")
    if "client_id" in table.c:
        return Owned(table, "client_id", "", "")
    keys = sorted(table.foreign_keys, key=lambda key: (bool(key.parent.nullable), key.parent.name))
    for key in keys:
        above = key.column.table.name
        if above != table.name and above in known:
            return Owned(table, key.parent.name, above, key.column.name)
    return None


@cache
def shared() -> dict[str, Table]:
    """Tables that rows of clients point at, and what is said of such a row beside it."""
    names = {
        key.column.table.name for item in owned().values() for key in item.table.foreign_keys
    } - set(owned())
    beside = {
        table.name
        for table in _all().sorted_tables
        if table.name not in owned()
        and any(
            key.column.table.name in names and key.parent.primary_key for key in table.foreign_keys
        )
    }
    wanted = names | beside | set(BY_DIGEST)
    return {table.name: table for table in _all().sorted_tables if table.name in wanted}


def unplaced() -> tuple[str, ...]:
    """Tables that nobody placed: neither a client's, nor shared, nor said to be of the server."""
    placed = {*owned(), *shared(), *OF_THE_SERVER}
    return tuple(sorted(set(_all().tables) - placed))


def numbered(table: Table) -> str | None:
    """The column of a number that the database gave and that means nothing elsewhere, if any."""
    key = list(table.primary_key)
    given = len(key) == 1 and key[0].type.python_type is int and not key[0].foreign_keys
    return key[0].name if given else None


def pointing_at(table: Table) -> list[tuple[Table, str, str]]:
    """(table, column, column here) of every foreign key to this table."""
    return [
        (other, key.parent.name, key.column.name)
        for other in _all().sorted_tables
        for key in other.foreign_keys
        if key.column.table.name == table.name
    ]
