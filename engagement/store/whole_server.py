"""Everything of a server, table by table: read row after row, put into an empty database."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from engagement.store import belonging
from engagement.store.plain_rows import Plain, is_file, plain
from engagement.store.whole_client import fit, in_order, parents_first

_AT_ONCE = 500


class Clashing(Exception):
    """Rows that cannot stand beside each other, or point at one that is not there."""


@cache
def _tables() -> dict[str, Table]:
    from engagement.store.tables import METADATA  # it imports every module of the store

    return {table.name: table for table in METADATA.sorted_tables}


def tables() -> tuple[str, ...]:
    """Names of all tables, those first that others point at."""
    return tuple(_tables())


def holds_bytes(name: str) -> bool:
    """Whether a column of the table holds bytes."""
    return any(is_file(column) for column in _tables()[name].c)


def rows(tx: Session, name: str) -> Iterator[Plain]:
    """Every row in a steady order, a few hundred held at a time."""
    table = _tables()[name]
    query = select(table).order_by(*in_order(table)).execution_options(yield_per=_AT_ONCE)
    for row in tx.execute(query):
        yield {column.name: plain(value) for column, value in zip(table.c, row, strict=True)}


def is_empty(tx: Session) -> bool:
    """Whether no table holds a row but those that a server writes as soon as it runs."""
    return not any(
        tx.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in _tables().items()
        if name not in belonging.OF_ITSELF
    )


def put(tx: Session, name: str, told: Iterable[Plain]) -> None:
    """Keep the rows as they are told, numbers and all.

    :class:`engagement.store.plain_rows.Unfit` for a value of another kind, :class:`Clashing` for
    rows that do not fit together.
    """
    table = _tables()[name]
    ready = (fit(table, row) for row in told)
    ordered = parents_first(table, list(ready)) if _points_at_itself(table) else ready
    try:
        for some in _batches(ordered):
            tx.execute(insert(table), some)
    except IntegrityError:
        raise Clashing from None


def go_on_counting(tx: Session) -> None:
    """Let the database give numbers after those that were put in; SQLite does so by itself."""
    if tx.get_bind().dialect.name == "sqlite":
        return
    for table in _tables().values():
        own = belonging.numbered(table)
        if own:
            last = tx.execute(select(func.max(table.c[own]))).scalar()
            if last:
                tx.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, :own), :last)"),
                    {"table": table.name, "own": own, "last": last},
                )


def _points_at_itself(table: Table) -> bool:
    return any(key.column.table is table for key in table.foreign_keys)


def _batches(ready: Iterable[Plain]) -> Iterator[Sequence[Plain]]:
    some: list[Plain] = []
    for row in ready:
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
