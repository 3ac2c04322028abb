"""The way from a row of any table to the client that it belongs to."""

from sqlalchemy import ColumnElement, Connection, Table, literal, select
from sqlmodel import SQLModel

from engagement.store.belonging import BY_DIGEST, Among, owned


def belongs(table: Table, among: Among) -> ColumnElement[bool] | None:
    """The condition that a row's client meets ``among``; ``None`` for a table of no client.

    Content that several clients may hold belongs to each of them.
    """
    if table.name in owned():
        return owned()[table.name].meets(among)
    if table.name in BY_DIGEST:
        column, owner, named = BY_DIGEST[table.name]
        holding = owned()[owner]
        found = select(holding.table.c[named]).where(holding.meets(among))
        return table.c[column].in_(found)
    return None


def client_of(connection: Connection, table: Table, row: dict[str, object]) -> str | None:
    """The id of the client that a row (by column) belongs to; ``None`` where it has none."""
    held = owned().get(table.name)
    if held is None:
        return None
    found = row.get(held.column)
    if not held.owner:
        return None if found is None else str(found)
    above = owned()[held.owner].table
    query = select(above).where(above.c[held.owner_column] == literal(found))
    first = connection.execute(query).mappings().first()
    return client_of(connection, above, dict(first)) if first else None


def leads_to_a_client(table: Table) -> bool:
    """Whether every row of a table belongs to a client."""
    return table.name in owned()


def table_named(name: str) -> Table | None:
    """One of our tables."""
    return SQLModel.metadata.tables.get(name)
