"""The way from a row of any table to the client that it belongs to, by its columns and keys."""

from collections.abc import Callable
from functools import cache

from sqlalchemy import ColumnElement, Connection, Table, literal, select
from sqlmodel import SQLModel

Among = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""A condition on a column that holds a client's id."""

HELD_BY_DIGEST = {"artefact_content": "artefact"}
"""Content that several clients may hold, and the table of those that hold it."""


def belongs(table: Table, among: Among) -> ColumnElement[bool] | None:
    """The condition that a row's client meets ``among``; ``None`` for a table of no client."""
    if table.name == "client":
        return among(table.c.id)
    if "client_id" in table.c:
        return among(table.c.client_id)
    if table.name in HELD_BY_DIGEST:
        holding = SQLModel.metadata.tables[HELD_BY_DIGEST[table.name]]
        return table.c.digest.in_(select(holding.c.digest).where(among(holding.c.client_id)))
    link = _link(table)
    if link is None:
        return None
    column, target = link
    above = belongs(target.table, among)
    assert above is not None  # noqa: S101  _link() gives only keys that lead to a client
    return table.c[column].in_(select(target).where(above))


def client_of(connection: Connection, table: Table, row: dict[str, object]) -> str | None:
    """The id of the client that a row (by column) belongs to; ``None`` where it has none."""
    if table.name == "client":
        return str(row["id"])
    if "client_id" in table.c:
        found = row.get("client_id")
        return None if found is None else str(found)
    link = _link(table)
    if link is None:
        return None
    column, target = link
    above = connection.execute(select(target.table).where(target == literal(row.get(column))))
    first = above.mappings().first()
    return client_of(connection, target.table, dict(first)) if first else None


def leads_to_a_client(table: Table) -> bool:
    """Whether every row of a table belongs to a client."""
    return table.name == "client" or "client_id" in table.c or _link(table) is not None


@cache
def _link(table: Table) -> tuple[str, ColumnElement[str]] | None:
    """A column of the table and the key of another table that it holds, on the way to a client."""
    ordered = sorted(table.foreign_keys, key=lambda key: key.parent.name != "assessment_id")
    for key in ordered:
        if key.column.table is not table and leads_to_a_client(key.column.table):
            return key.parent.name, key.column
    return None


def table_named(name: str) -> Table | None:
    """One of our tables."""
    return SQLModel.metadata.tables.get(name)
