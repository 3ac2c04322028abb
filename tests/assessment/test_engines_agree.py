"""The same expressions give the same figures on DuckDB, SQLite, Spark and whatever Ibis speaks to."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis  # type: ignore[import-untyped]
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from assessment.connectors import spark, warehouse_table
from assessment.connectors.tables import profile, rules, shift
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import Column, RuleResult
from assessment.connectors.tables.lite import SQLite
from assessment.connectors.tables.postgres_read import opened
from assessment.connectors.tables.postgresql import PostgreSQL
from assessment.connectors.tables.spark_engine import Spark, local_session
from assessment.connectors.tables.warehouse_engine import Warehouse
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests.live_postgres import Database, serving

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROWS = 3000
HOSTILE = ["x'); DROP TABLE t; --", "\\' OR 1=1 --", '"', "`"]
ENGINES = ("spark", "sqlite", "postgres", "ibis-sqlite", "ibis-postgres")


def circumstances(**rest: Any) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(), **rest)


def held(shift_by: float) -> dict[str, list[Any]]:
    chance = np.random.default_rng(7)
    return {
        "amount": [None if i % 9 == 0 else float(x) for i, x in
                   enumerate(chance.normal(shift_by, 1, ROWS))],
        "count": [int(x) for x in chance.integers(0, 400, ROWS)],
        "who": [["ann", "bob", None, *HOSTILE][int(x)] for x in chance.integers(0, 7, ROWS)],
        "text": ["12.5" if i % 3 else "many" for i in range(ROWS)],
        "at": [NOW - timedelta(minutes=7 * i + 30) for i in range(ROWS)],
        "loaded": [NOW - timedelta(minutes=7 * i + 10) for i in range(ROWS)],
        "said": [(NOW - timedelta(hours=i)).isoformat() if i % 5 else "soon" for i in range(ROWS)],
        'odd"; DROP `x': list(range(ROWS)),
    }  # fmt: skip


def declared(table: dict[str, list[Any]], kinds: str) -> str:
    names = ['"' + name.replace('"', '""') + '"' for name in table]
    return ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds.split(", "), strict=True))


def lite(file: Path, views: dict[str, dict[str, list[Any]]]) -> None:
    connection = sqlite3.connect(file)
    for view, table in views.items():
        kinds = declared(table, "REAL, INT, TEXT, TEXT, DATETIME, DATETIME, TEXT, INT")
        connection.execute(f"CREATE TABLE {view} ({kinds})")
        rows = [
            [cell.isoformat() if isinstance(cell, datetime) else cell for cell in row]
            for row in zip(*table.values(), strict=True)
        ]
        marks = ", ".join("?" for _ in table)
        connection.executemany(f"INSERT INTO {view} VALUES ({marks})", rows)  # noqa: S608
    connection.commit()
    connection.close()


def filled(server: Database, views: dict[str, dict[str, list[Any]]]) -> None:
    kinds = "float8, int, text, text, timestamptz, timestamptz, text, int"
    with server.owner() as connection:
        for view, table in views.items():
            connection.execute(f"CREATE TABLE {view} ({declared(table, kinds)})".encode())
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY {view} FROM STDIN".encode()) as copy,
            ):
                for row in zip(*table.values(), strict=True):
                    copy.write_row(row)


def postgres(server: Database) -> PostgreSQL:
    address = f"postgresql://127.0.0.1:{server.port}/postgres"
    source = Source(id="p", kind="postgres", name="P", address=address, secret="owner")
    own = Permission(secrets={"owner": "basic:owner:any"})
    around = Circumstances(now=lambda: NOW, permission=own, budget=timedelta(minutes=5))
    return opened(source, around, 5432)


def by_ibis(server: Database) -> Any:
    return ibis.postgres.connect(
        host="127.0.0.1", port=server.port, user="owner", database="postgres"
    )


class Lab:
    """Each engine with the same two tables, opened when it is first asked for."""

    def __init__(self, at: Path, stack: ExitStack) -> None:
        self._stack, self._open = stack, dict[str, Any]()
        self._views = {"live": held(0.4), "reference": held(0.0)}
        self._files = {view: at / f"{view}.parquet" for view in self._views}
        for view, table in self._views.items():
            pq.write_table(pa.table(table), self._files[view])
        self._lite = at / "t.sqlite"
        lite(self._lite, self._views)

    def __getitem__(self, name: str) -> Any:
        if name not in self._open:
            engine = getattr(self, f"_{name.replace('-', '_')}")()
            self._open[name] = self._stack.enter_context(engine)
            for view, file in self._files.items():
                if name == "spark":
                    engine.file(view, file)
                else:
                    inside = f"public.{view}" if name == "postgres" else view
                    engine.view(view, file if name == "duckdb" else inside)
        return self._open[name]

    @cached_property
    def _server(self) -> Database:
        server = self._stack.enter_context(serving())
        filled(server, self._views)
        return server

    @cached_property
    def session(self) -> Any:
        return self._stack.enter_context(local_session())

    def _duckdb(self) -> Engine:
        return DuckDB(list(self._files.values()), AROUND)

    def _spark(self) -> Engine:
        return Spark(self.session, AROUND)

    def _sqlite(self) -> Engine:
        return SQLite(self._lite, AROUND)

    def _postgres(self) -> Engine:
        return postgres(self._server)

    def _ibis_sqlite(self) -> Engine:
        return Warehouse(lambda: ibis.sqlite.connect(self._lite), AROUND)

    def _ibis_postgres(self) -> Engine:
        return Warehouse(lambda: by_ibis(self._server), AROUND)


AROUND = circumstances(budget=timedelta(minutes=5))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with ExitStack() as stack:
        yield Lab(tmp_path_factory.mktemp("engines"), stack)


@pytest.fixture(params=ENGINES)
def pair(engines: Lab, request: pytest.FixtureRequest) -> tuple[Engine, Engine]:
    return engines["duckdb"], engines[request.param]


def profiled(engine: Engine, view: str = "live") -> dict[str, Column]:
    types = engine.columns(view)
    rows, columns = profile.profile(engine, view, types)
    assert rows == ROWS
    return {column.name: column for column in columns}


def test_counts_are_equal_and_distinct_values_nearly(pair: tuple[Engine, Engine]) -> None:
    one, other = (profiled(engine) for engine in pair)
    assert [(c.name, c.nulls) for c in one.values()] == [(c.name, c.nulls) for c in other.values()]
    assert [c.distinct for c in one.values()] == pytest.approx(
        [c.distinct for c in other.values()], rel=0.1
    )
    for name in ("amount", "count"):
        ends = [(float(c[name].smallest), float(c[name].largest)) for c in (one, other)]
        assert ends[0] == ends[1]


@pytest.mark.parametrize("event", ["at", "said"])
def test_ages_and_lags_are_equal(pair: tuple[Engine, Engine], event: str) -> None:
    fresh = [
        profile.freshness(
            engine, "live", engine.columns("live"), event=event, load="loaded", now=NOW
        )
        for engine in pair
    ]
    assert fresh[0].newest == fresh[1].newest
    assert fresh[0].unreadable_rows == fresh[1].unreadable_rows
    assert fresh[0].age_hours == fresh[1].age_hours
    for name in ("lag_p50_hours", "lag_p95_hours"):
        first, second = (getattr(item, name) for item in fresh)
        assert first == pytest.approx(second, rel=0.02)


RULES = [
    "amount min -1", "count max 399", "count unique", "who not_null", "text max 20",
    'who in ann|bob|"', "who in \\' OR 1=1 --", "text min 12.5",
]  # fmt: skip


def test_rules_count_the_same_rows(pair: tuple[Engine, Engine]) -> None:
    def results(engine: Engine) -> tuple[tuple[RuleResult, ...], int]:
        return rules.hold(engine, "live", engine.columns("live"), RULES)

    first, second = results(pair[0]), results(pair[1])
    assert first == second
    assert first[1] > 0


def test_bins_on_the_same_edges_have_the_same_counts(pair: tuple[Engine, Engine]) -> None:
    edges = {"amount": [-2.0, -0.5, 0.0, 0.25, 3.0], "count": [0.0, 17.0, 399.0]}
    first, second = (engine.histograms(engine.table("live"), edges, "a test") for engine in pair)
    assert first == second
    assert [sum(counts) for counts in first.values()] == [ROWS, ROWS]


def test_quantiles_are_nearly_equal(pair: tuple[Engine, Engine]) -> None:
    shares = [0.1, 0.5, 0.9]
    first, second = (
        engine.quantiles(engine.table("live"), ["amount", "count"], shares, "a test")
        for engine in pair
    )
    assert first["amount"] == pytest.approx(second["amount"], abs=0.05)
    assert first["count"] == pytest.approx(second["count"], abs=6)
    exact = np.quantile([x for x in held(0.4)["amount"] if x is not None], shares)
    assert second["amount"] == pytest.approx(exact.tolist(), abs=0.05)


def test_a_shift_is_the_same_in_one_engine_and_between_two(pair: tuple[Engine, Engine]) -> None:
    names = ("amount", "count", "who", "text")

    def side(engine: Engine, view: str) -> shift.Side:
        columns = profiled(engine, view)
        return shift.Side(engine, view, ROWS, [columns[name] for name in names])

    alike = shift.compare(side(pair[0], "live"), side(pair[0], "reference"), ())
    other = shift.compare(side(pair[1], "live"), side(pair[1], "reference"), ())
    mixed = shift.compare(side(pair[1], "live"), side(pair[0], "reference"), ())
    found, there, between = (
        {item.column: item.psi for item in report.shifts} for report in (alike, other, mixed)
    )
    assert there == pytest.approx(found, abs=0.02)
    assert between == pytest.approx(found, abs=0.001)
    assert found["amount"] > 0.1


def test_groups_by_day_are_equal(pair: tuple[Engine, Engine]) -> None:
    def days(engine: Engine) -> list[tuple[date, int]]:
        table = engine.table("live")
        asked = table.group_by(day=table["at"].date()).aggregate(n=table.count()).order_by("day")
        return [(row["day"], row["n"]) for row in engine.rows(asked, "a test")]

    assert days(pair[0]) == days(pair[1])


def test_moments_are_told_in_utc_wherever_they_come_from(pair: tuple[Engine, Engine]) -> None:
    newest = [
        engine.one(engine.table("live").aggregate(at=engine.table("live")["at"].max()), "a test")
        for engine in pair
    ]
    assert newest[0] == newest[1] == {"at": NOW - timedelta(minutes=30)}


def test_no_rows_leave_any_engine(pair: tuple[Engine, Engine]) -> None:
    for engine in pair:
        with pytest.raises(ValueError, match="leave"):
            engine.rows(engine.table("live"), "a test")


def test_a_spark_job_is_cancelled_when_the_person_stops(engines: Lab) -> None:
    began = datetime.now(UTC)
    given = circumstances(stopped=lambda: datetime.now(UTC) - began > timedelta(seconds=2))
    with Spark(engines.session, given) as engine, pytest.raises(Stopped):
        engine.statement(
            "SELECT sum(a.id * b.id % 7) FROM range(9000000) a, range(900000) b", "a test"
        )
    assert engines["spark"].rows(engines["spark"].table("live").aggregate(n=ibis._.count()), "x")


def test_a_spark_source_reads_a_file_like_any_other(engines: Lab, tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    pq.write_table(pa.table(held(0.0)), file)
    source = Source(id="s", kind="spark", name="S", address=str(file),
                    options={"event_time": "at", "reference_file": str(file)})  # fmt: skip
    found = spark.survey(source, circumstances())
    assert "8 columns" in found.told
    seen = spark.read(source, circumstances(budget=timedelta(minutes=5)))
    assert seen.rows == ROWS
    assert seen.shift is not None
    assert max(item.psi for item in seen.shift.shifts) < 0.001


def test_a_table_of_sparks_catalogue_is_read_whatever_its_database(
    engines: Lab, tmp_path: Path
) -> None:
    where = f"LOCATION '{tmp_path / 'sales'}'"
    engines.session.sql(f"CREATE DATABASE sales_db {where}")
    engines.session.sql(
        "CREATE TABLE sales_db.`orders` USING parquet AS SELECT id, id % 3 AS k FROM range(40)"
    )
    with Spark(engines.session, AROUND) as engine:
        assert engine.tables() == ["sales_db.orders"]
        engine.view("live", "sales_db.orders")
        assert engine.one(engine.table("live").aggregate(n=engine.table("live").count()), "x") == {
            "n": 40
        }
        with pytest.raises(SourceUnavailable, match="no table"):
            engine.view("live", "range(10)")


@pytest.mark.parametrize("name", ["trino", "bigquery", "snowflake", "mysql"])
def test_a_warehouse_without_its_driver_is_one_clear_sentence(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.connectors.tables.warehouses._allowed", lambda *_: None)
    address = f"{name}://example/database/schema"
    source = Source(id="w", kind="warehouse", name="W", address=address)
    with pytest.raises(
        SourceUnavailable, match=f"what speaks to {name} is not installed"
    ) as caught:
        warehouse_table.survey(source, circumstances())
    assert f"ibis-framework[{name}]" in caught.value.remedy


def test_a_table_of_a_warehouse_is_one_of_its_list(engines: Lab) -> None:
    engine = engines["ibis-sqlite"]
    with pytest.raises(SourceUnavailable, match="no table"):
        engine.view("x", 'live"; DROP TABLE live; --')


def test_a_driver_that_hangs_is_left_behind() -> None:
    given = circumstances(budget=timedelta(seconds=0.5))

    class Hanging:
        name = "hanging"

        def list_tables(self) -> list[str]:
            import time

            time.sleep(20)
            return []

        def disconnect(self) -> None:
            return

    with (
        Warehouse(Hanging, given) as engine,
        pytest.raises(SourceUnavailable, match="time allowed"),
    ):
        engine.tables()
