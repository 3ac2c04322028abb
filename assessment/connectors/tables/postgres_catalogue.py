"""What a PostgreSQL catalogue says: tables, columns, estimates. Names come from here alone."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import ibis.expr.datatypes as dt  # type: ignore[import-untyped]
from ibis.backends.sql.datatypes import PostgresType  # type: ignore[import-untyped]

from assessment.sources import SourceUnavailable
from content.values import Value

Statement = Callable[[str, str, Sequence[object]], list[tuple[Any, ...]]]

_CALLED = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
_ROWS = """(SELECT sum(greatest(p.reltuples, 0)) FROM pg_class p WHERE p.oid = c.oid OR p.oid IN
 (SELECT relid FROM pg_partition_tree(c.oid) WHERE isleaf))"""
_FROM = """FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 AND n.nspname NOT LIKE 'pg_toast%%' AND n.nspname NOT LIKE 'pg_temp%%'"""

LISTED = 500
TABLES = f"""SELECT c.oid::int8, n.nspname, c.relname, c.relkind::text, {_CALLED}, coalesce({_ROWS}, 0)::int8
 {_FROM} AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
 ORDER BY 6 DESC, 5 LIMIT {LISTED}"""
TABLE = f"""SELECT c.oid::int8, n.nspname, c.relname, c.relkind::text, {_CALLED}, coalesce({_ROWS}, 0)::int8,
 has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
 {_FROM} AND ({_CALLED} = %s OR n.nspname || '.' || c.relname = %s)"""
COLUMNS = """SELECT a.attname, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), a.atttypmod)
 FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
 WHERE a.attrelid = %s::oid AND a.attnum > 0 AND NOT a.attisdropped
 AND has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum"""
DISTINCT = """SELECT attname, n_distinct FROM pg_stats
 WHERE schemaname = %s AND tablename = %s ORDER BY inherited"""
WRITES = f"""SELECT count(*) {_FROM}
 AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"""


class Relation(Value):
    """A table or view in the schema ``space``; ``rows`` is an estimate, 0 where nothing was ever counted."""

    oid: int
    space: str
    name: str
    kind: str
    called: str
    rows: int

    @property
    def sampled(self) -> bool:
        """Whether a share of its pages can be read."""
        return self.kind in ("r", "p", "m")


class Catalogue:
    """Asks the catalogue through a function that runs a statement and writes it down."""

    def __init__(self, statement: Statement) -> None:
        self._ask = statement
        self._distinct: dict[int, dict[str, int]] = {}

    def relations(self) -> list[Relation]:
        """The largest 500 tables and views of which the role may read a column."""
        return [_relation(row) for row in self._ask(TABLES, "which tables there are", ())]

    def relation(self, called: str) -> Relation:
        """The table that is called so; :class:`SourceUnavailable` where there is none to read."""
        found = self._ask(TABLE, "which table is meant", (called, called))
        if not found:
            raise SourceUnavailable(
                f"there is no table {called[:80]}",
                "Choose one from the list that Test connection gives.",
            )
        exact = [row for row in found if row[4] == called] or found
        if not exact[0][6]:
            raise SourceUnavailable(
                f"the role may not read {called[:80]}",
                "Have its owner run GRANT SELECT ON it, and GRANT USAGE ON its schema, for the role.",
            )
        return _relation(exact[0])

    def columns(self, relation: Relation) -> list[tuple[str, str]]:
        """Names and types of the columns that the role may read."""
        rows = self._ask(COLUMNS, "which columns the table has", (relation.oid,))
        return [(str(name), str(kind)) for name, kind in rows]

    def distinct(self, relation: Relation) -> dict[str, int]:
        """Distinct values by column as ANALYZE estimated them; a column without is left out."""
        if relation.oid not in self._distinct:
            given = (relation.space, relation.name)
            rows = self._ask(DISTINCT, "how many distinct values ANALYZE found", given)
            self._distinct[relation.oid] = {
                str(name): round(-n * relation.rows) if n < 0 else round(n) for name, n in rows
            }
        return self._distinct[relation.oid]

    def writable(self) -> int:
        """How many tables the role could write to."""
        return int(self._ask(WRITES, "whether the role could write", ())[0][0])


@cache
def ibis_type(kind: str) -> Any:
    """The Ibis type of a PostgreSQL type; *unknown* of one whose values can only be told apart as text."""
    found = PostgresType.from_string(kind)
    if found.is_string():
        return dt.string
    if kind == "money":  # comes as text in the currency of the server
        return dt.unknown
    return dt.unknown if found.is_unknown() or found.is_json() or found.is_geospatial() else found


def _relation(row: tuple[Any, ...]) -> Relation:
    oid, schema, name, kind, called, rows = row[:6]
    return Relation(oid=oid, space=schema, name=name, kind=kind, called=called, rows=int(rows or 0))
