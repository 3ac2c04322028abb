"""What each warehouse is asked, word for word: the statements of a whole look, in its own SQL.

No such warehouse runs here, so a look is carried out twice at once: each expression is compiled for
the warehouse and written down, and answered by DuckDB. A change of what a warehouse is asked shows
as a difference in ``compiled/``; ``python -m tests.assessment.test_compiled_sql`` writes it anew.
"""

import importlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]
import pytest
import sqlglot
from ibis.backends.sql.compilers.duckdb import compiler as plain  # type: ignore[import-untyped]
from sqlglot import exp

from assessment.connectors.tables import profile, rules, shift
from assessment.connectors.tables.warehouse_engine import Warehouse
from assessment.sources import Circumstances, Permission

KEPT = Path(__file__).parent / "compiled"
WAREHOUSES = ("bigquery", "databricks", "snowflake", "trino")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COLUMNS = {
    "amount": "float64", "count": "int64", "who": "string", "text": "string", "said": "string",
    "at": "timestamp('UTC')", "loaded": "timestamp('UTC')",
}  # fmt: skip
RULES = ["amount min -1", "count unique", "who not_null", "text max 20", 'who in ann|bob|"']
MADE = """
CREATE TABLE {name} AS SELECT
    CASE WHEN i % 9 > 0 THEN i / 100.0 END::DOUBLE AS amount, i % 40 AS count,
    CASE i % 3 WHEN 0 THEN 'ann' WHEN 1 THEN 'bob' END AS who,
    CASE WHEN i % 3 > 0 THEN '12.5' ELSE 'many' END AS text,
    CASE WHEN i % 5 > 0 THEN '2026-03-01T08:00:00Z' ELSE 'soon' END AS said,
    TIMESTAMPTZ '2026-03-02 08:30:00+00' - to_minutes(7 * i) AS at,
    TIMESTAMPTZ '2026-03-02 08:50:00+00' - to_minutes(7 * i) AS loaded
FROM range(300) r(i)
"""


class Written:
    """An Ibis backend that writes down what its warehouse would be asked, and asks DuckDB."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []
        self._compiler = importlib.import_module(f"ibis.backends.sql.compilers.{name}").compiler
        self._duck = duckdb.connect()
        self._duck.execute("SET TimeZone = 'UTC'")
        for table in self.list_tables():
            self._duck.execute(MADE.format(name=table))

    def list_tables(self) -> list[str]:
        return ["live", "reference"]

    def table(self, name: str) -> Any:
        return ibis.table(COLUMNS, name=name)

    def compile(self, expression: Any) -> str:
        sql = self._compiler.to_sqlglot(expression)
        self.asked.append(sql.sql(dialect=self._compiler.dialect, pretty=True))
        return str(plain.to_sqlglot(expression).sql("duckdb"))

    def raw_sql(self, sql: str) -> Any:
        return self._duck.cursor().execute(sql)

    def disconnect(self) -> None:
        self._duck.close()


def asked(name: str) -> list[str]:
    """Every statement of a look at a table and its reference, in the warehouse's SQL."""
    around = Circumstances(now=lambda: NOW, permission=Permission(), budget=timedelta(minutes=5))
    written = Written(name)
    with Warehouse(lambda: written, around) as engine:
        sides = []
        for view in written.list_tables():
            engine.view(view, view)
            rows, columns = profile.profile(engine, view, engine.columns(view))
            compared = [item for item in columns if item.name in ("amount", "count", "who")]
            sides.append(shift.Side(engine, view, rows, compared))
        types = engine.columns("live")
        for event in ("at", "said"):
            profile.freshness(engine, "live", types, event=event, load="loaded", now=NOW)
        rules.hold(engine, "live", types, RULES)
        shift.compare(sides[0], sides[1], ())
        table = engine.table("live")
        days = table.group_by(day=table["at"].date()).aggregate(n=table.count()).order_by("day")
        engine.rows(days, "rows by day")
    return written.asked


def text(name: str) -> str:
    return ";\n\n".join(asked(name)) + ";\n"


@pytest.mark.parametrize("name", WAREHOUSES)
def test_a_look_asks_each_warehouse_what_is_kept_here(name: str) -> None:
    assert text(name) == (KEPT / f"{name}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WAREHOUSES)
def test_what_is_asked_is_read_by_the_warehouses_own_grammar_and_aggregates(name: str) -> None:
    kept = (KEPT / f"{name}.sql").read_text(encoding="utf-8")
    statements = [item for item in sqlglot.parse(kept, dialect=name) if item]
    assert len(statements) > 10
    for statement in statements:
        assert isinstance(statement, exp.Select)
        assert next(statement.find_all(exp.AggFunc), None), statement.sql()


@pytest.mark.parametrize("name", WAREHOUSES)
def test_a_text_that_is_no_number_does_not_end_a_statement(name: str) -> None:
    """Texts are turned into numbers by a cast that may fail, or behind a pattern; never plainly."""
    kept = (KEPT / f"{name}.sql").read_text(encoding="utf-8")
    texts = {column for column, kind in COLUMNS.items() if kind == "string"}
    for statement in sqlglot.parse(kept, dialect=name):
        assert statement
        for cast in statement.find_all(exp.Cast):
            plainly = type(cast) is exp.Cast and not cast.to.is_type("text", "varchar", "boolean")
            if plainly and isinstance(cast.this, exp.Column) and cast.this.name in texts:
                assert cast.find_ancestor(exp.Case), cast.sql()


def write() -> None:
    """Keep what is asked now."""
    for name in WAREHOUSES:
        (KEPT / f"{name}.sql").write_text(text(name), encoding="utf-8")


if __name__ == "__main__":
    write()
