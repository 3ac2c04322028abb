"""The PostgreSQL connector against a real server: figures, rights, refusals, time."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from assessment.connectors import dataset, postgres
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.postgres_read import opened
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests.live_postgres import Database, serving

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRETS = {name: f"host=127.0.0.1 basic:{name}:sesame" for name in ("reader", "nobody", "secure")}
ODD = 'o"dd; DROP TABLE live.events; --'


def columns(shift: float = 0.0, n: int = 4000) -> dict[str, list[Any]]:
    chance = np.random.default_rng(11)
    amounts = [float(x) for x in chance.normal(shift, 1, n)]
    return {
        "amount": [None if i % 10 == 0 else x for i, x in enumerate(amounts)],
        "who": [["ann", "bob", None, "x'); --"][i % 4] for i in range(n)],
        "count": [int(x) for x in chance.integers(0, 500, n)],
        "event_time": [NOW - timedelta(minutes=5 * i + 60) for i in range(n)],
    }


def fill(connection: psycopg.Connection[Any], table: str, held: dict[str, list[Any]]) -> None:
    connection.execute(
        f"CREATE TABLE {table} (amount float8, who text, count int, event_time timestamptz)"
    )
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in zip(*held.values(), strict=True):
            copy.write_row(row)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with serving() as found:
        with found.owner() as connection:
            connection.execute("CREATE SCHEMA live; CREATE SCHEMA hidden")
            fill(connection, "live.events", columns(0.5))
            fill(connection, "live.training", columns(0.0, 6000))
            fill(connection, "hidden.events", columns(n=20))
            quoted = '"' + ODD.replace('"', '""') + '"'
            fill(connection, f"live.{quoted}", columns(n=30))
            connection.execute("CREATE TABLE live.shut (a int); INSERT INTO live.shut VALUES (1)")
            connection.execute("CREATE TABLE live.partly (a int, secret text)")
            connection.execute("INSERT INTO live.partly VALUES (1, 'x'), (2, 'y')")
            connection.execute("GRANT USAGE ON SCHEMA live TO reader, nobody, secure")
            connection.execute(
                f"GRANT SELECT ON live.events, live.training, live.{quoted} TO reader"
            )
            connection.execute("GRANT SELECT (a) ON live.partly TO reader")
            connection.execute("GRANT SELECT ON live.events TO secure")
        yield found


def circumstances(**rest: Any) -> Circumstances:
    permission = rest.pop("permission", Permission(secrets=SECRETS))
    return Circumstances(now=lambda: NOW, permission=permission, **rest)


def source(database: Database, secret: str, **options: Any) -> Source:
    return Source(
        id="p", kind="postgres", name="P", address=database.address, secret=secret, options=options
    )


def read(database: Database, given: Circumstances | None = None, **options: Any) -> DatasetEvidence:
    secret = options.pop("secret", "reader")
    return postgres.read(source(database, secret, **options), given or circumstances())


def plain(file: Path, held: dict[str, list[Any]], **options: Any) -> DatasetEvidence:
    pq.write_table(pa.table(held), file)
    source = Source(id="d", kind="dataset", name="D", address=str(file), options=options)
    return dataset.read(source, circumstances())


def test_a_table_gives_the_figures_of_the_same_table_in_a_file(
    database: Database, tmp_path: Path
) -> None:
    rules = ["amount max 1", "who in ann|bob", "count min 10", "who not_null", "count unique"]
    file = plain(tmp_path / "t.parquet", columns(0.5), rules=rules)
    seen = read(database, table="live.events", rules=rules)
    assert seen.rows == file.rows
    assert [rule.failing_rows for rule in seen.rules] == [rule.failing_rows for rule in file.rules]
    assert [(c.name, c.nulls) for c in seen.columns] == [(c.name, c.nulls) for c in file.columns]
    assert [c.type for c in seen.columns] == ["float64", "string", "int32", "timestamp('UTC', 6)"]
    ends = [(float(e.columns[0].smallest), float(e.columns[0].largest)) for e in (seen, file)]
    assert ends[0] == ends[1]
    assert [c.distinct for c in seen.columns] == [3600, 3, 500, 4000]
    assert seen.freshness is not None
    assert seen.freshness.age_hours == pytest.approx(1.0)


def test_a_shift_is_that_of_the_same_tables_in_files(database: Database, tmp_path: Path) -> None:
    trained = tmp_path / "trained.parquet"
    pq.write_table(pa.table(columns(0.0, 6000)), trained)
    file = plain(tmp_path / "t.parquet", columns(0.5), reference=str(trained)).shift
    beside = read(database, table="live.events", reference="live.training").shift
    mixed = read(database, table="live.events", reference_file=str(trained)).shift
    for report in (beside, mixed):
        assert report is not None
        assert file is not None
        found, wanted = ({x.column: x.psi for x in shift.shifts} for shift in (report, file))
        assert found == pytest.approx(wanted, abs=0.01)
        assert found["amount"] > 0.15


def test_the_tables_are_listed_that_the_role_may_read(database: Database) -> None:
    with database.owner() as connection:
        connection.execute("ANALYZE live.events")
    found = postgres.survey(source(database, "reader", table="live.events"), circumstances())
    listed = {choice.value: choice.label for choice in found.choices["table"]}
    odd = 'live."' + ODD.replace('"', '""') + '"'
    assert set(listed) == {"live.events", "live.training", "live.partly", odd}
    assert listed["live.events"] == "live.events (about 4,000 rows)"
    assert found.told.startswith("PostgreSQL ")
    assert "write" not in found.told
    assert found.choices["event_time"][0].value == "event_time"
    assert read(database, table=odd).rows == 30


def test_a_role_that_could_write_is_told_of(database: Database) -> None:
    own = Permission(secrets={"owner": "basic:owner:any"})
    found = postgres.survey(source(database, "owner"), circumstances(permission=own))
    assert "could also write" in found.told


@pytest.mark.parametrize(
    ("secret", "table", "told"),
    [
        ("nobody", "live.events", "may not read"),
        ("reader", "live.shut", "may not read"),
        ("reader", "hidden.events", "may not read"),
        ("reader", "live.gone", "no table live.gone"),
        ("reader", "", "none is chosen"),
        ("reader", "live.events; DROP TABLE live.events", "no table"),
        ("reader", "pg_catalog.pg_authid", "no table"),
    ],
)
def test_what_a_role_may_not_read_is_unavailable_with_the_reason(
    database: Database, secret: str, table: str, told: str
) -> None:
    with pytest.raises(SourceUnavailable, match=told) as caught:
        read(database, table=table, secret=secret)
    assert caught.value.remedy.endswith(".")


def test_only_the_columns_that_a_role_may_read_are_read(database: Database) -> None:
    assert [column.name for column in read(database, table="live.partly").columns] == ["a"]


def test_an_unreadable_training_table_costs_the_comparison_alone(database: Database) -> None:
    seen = read(database, table="live.events", reference="live.shut")
    assert seen.rows == 4000
    assert seen.shift is not None
    assert "may not read" in seen.shift.reason


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO live.mine VALUES (1)",
        "DELETE FROM live.mine",
        "DROP TABLE live.mine",
        "CREATE TABLE live.other (a int)",
        "SET TRANSACTION READ WRITE",
        "SELECT nextval('live.counter')",
        "VACUUM live.mine",
    ],
)
def test_even_an_owner_can_write_nothing_through_it(database: Database, sql: str) -> None:
    with database.owner() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS live.mine (a int)")
        connection.execute("CREATE SEQUENCE IF NOT EXISTS live.counter")
        before = connection.execute("SELECT count(*) FROM live.mine").fetchall()
    own = circumstances(permission=Permission(secrets={"owner": "basic:owner:any"}))
    with opened(source(database, "owner"), own, 5432) as engine:
        engine.statement("SELECT 1", "a test")
        with pytest.raises(SourceUnavailable):
            engine.statement(sql, "a test")
    with database.owner() as connection:
        assert connection.execute("SELECT count(*) FROM live.mine").fetchall() == before


def test_nothing_is_ever_committed(database: Database) -> None:
    own = circumstances(permission=Permission(secrets={"owner": "basic:owner:any"}))
    with opened(source(database, "owner"), own, 5432) as engine:
        engine.statement(
            "SELECT lo_create(0)", "older servers let this pass in a read-only transaction"
        )
    with database.owner() as connection:
        kept = connection.execute("SELECT count(*) FROM pg_largeobject_metadata").fetchall()
    assert kept == [(0,)]


def test_a_value_of_the_table_leaves_in_no_answer_and_no_error(database: Database) -> None:
    with database.owner() as connection:
        connection.execute("CREATE TABLE live.people (name text, age text)")
        connection.execute(
            "INSERT INTO live.people SELECT 'Ada ' || g, 'x' FROM generate_series(1, 9) g"
        )
        connection.execute("GRANT SELECT ON live.people TO reader")
    given = circumstances()
    seen = read(database, given, table="live.people", reference="live.people",
                rules=["age min 3", "name not_null"], minimum_rows=1, event_time="name")  # fmt: skip
    assert [rule.failing_rows for rule in seen.rules] == [9, 0]
    assert "Ada" not in seen.model_dump_json() + repr(given.made)
    with (
        opened(source(database, "reader"), given, 5432) as engine,
        pytest.raises(SourceUnavailable) as caught,
    ):
        engine.statement("SELECT name::int FROM live.people", "a test")
    assert "Ada" not in caught.value.reason


@pytest.mark.parametrize(
    "value", ["2026-02-30", "0000-01-01", "12:00", "2026-13-01", "1e999", "''"]
)
def test_a_text_that_is_no_time_ends_no_statement(database: Database, value: str) -> None:
    with database.owner() as connection:
        connection.execute("DROP TABLE IF EXISTS live.texts; CREATE TABLE live.texts (at text)")
        good = ["2026-03-01", "2026-03-02T08:00:00Z", "2024-02-29 23:59:59.5+05:30"]
        for text in [value, *good]:
            connection.execute("INSERT INTO live.texts VALUES (%s)", [text])
        connection.execute("GRANT SELECT ON live.texts TO reader")
    fresh = read(database, table="live.texts", event_time="at", rules=["at max 5"]).freshness
    assert fresh is not None
    assert fresh.newest == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert fresh.unreadable_rows == 1


def test_types_that_only_postgres_has_are_read(database: Database) -> None:
    with database.owner() as connection:
        connection.execute("CREATE TYPE live.mood AS ENUM ('glad', 'sad')")
        connection.execute("CREATE DOMAIN live.rating AS int CHECK (VALUE < 6)")
        connection.execute(
            "CREATE TABLE live.types (m live.mood, r live.rating, j json, b jsonb, u uuid, a int[],"
            " n numeric, d date, t timestamp, i interval, x inet, p point, by bytea,"
            " mo money, ts tsvector, f bool)"
        )
        connection.execute(
            "INSERT INTO live.types SELECT 'glad', 3, '{}', '{}', gen_random_uuid(), '{1}', 'NaN',"
            " '2026-03-01', '2026-03-01', '1 day', '10.0.0.1', '(1,2)', 'x', 3, 'a', true"
            " FROM generate_series(1, 30)"
        )
        connection.execute(
            "GRANT SELECT ON live.types TO reader; GRANT USAGE ON SCHEMA live TO reader"
        )
    seen = read(database, table="live.types", reference="live.types", minimum_rows=1,
                rules=["m in glad", "r max 5"])  # fmt: skip
    assert len(seen.columns) == 16
    assert [rule.failing_rows for rule in seen.rules] == [0, 0]
    assert seen.shift is not None
    assert max(item.psi for item in seen.shift.shifts) == 0


def test_a_long_table_is_sampled_and_its_statistics_are_taken_from_the_catalogue(
    database: Database,
) -> None:
    with database.owner() as connection:
        connection.execute(
            "CREATE TABLE live.long AS SELECT g AS id, random() * 1000 AS x, g % 7 AS k"
            " FROM generate_series(1, 700000) g; ANALYZE live.long"
        )
        connection.execute("GRANT SELECT ON live.long TO reader")
    given = circumstances()
    seen = read(database, given, table="live.long", reference="live.long")
    told = [made.request.what for made in given.made]
    assert seen.rows == 700_000
    assert any("TABLESAMPLE" in what.upper() for what in told)
    assert not any("COUNT(DISTINCT" in what for what in told if '"x"' in what and "rows" in what)
    assert {column.name: column.distinct for column in seen.columns}["k"] == 7
    assert seen.shift is not None
    assert max(item.psi for item in seen.shift.shifts) < 0.001


def test_a_statement_that_takes_too_long_is_ended_on_the_server_too(database: Database) -> None:
    given = circumstances(budget=timedelta(seconds=1.5))
    with (
        opened(source(database, "reader"), given, 5432) as engine,
        pytest.raises(SourceUnavailable, match="time allowed"),
    ):
        engine.statement("SELECT pg_sleep(60)", "a test")
    with database.owner() as connection:
        busy = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE %s"
        assert connection.execute(busy, ["SELECT pg_sleep%"]).fetchall() == [(0,)]


def test_a_stopped_run_stops(database: Database) -> None:
    stop = threading.Event()
    given = circumstances(stopped=stop.is_set)
    threading.Timer(0.5, stop.set).start()
    with opened(source(database, "reader"), given, 5432) as engine, pytest.raises(Stopped):
        engine.statement("SELECT pg_sleep(60)", "a test")


def silent(answer: bytes = b"") -> tuple[socket.socket, int]:
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with contextlib.suppress(OSError):
            connection, _ = server.accept()
            with connection:
                connection.recv(8)
                connection.sendall(answer)
                connection.settimeout(20)
                connection.recv(8)

    threading.Thread(target=accept, daemon=True).start()
    return server, int(server.getsockname()[1])


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_a_database_that_never_answers_is_one_sentence(answer: bytes) -> None:
    server, port = silent(answer)
    with closing(server), pytest.raises(SourceUnavailable) as caught:
        read(Database(port), table="live.events")
    assert f"127.0.0.1:{port}" in caught.value.reason


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ({"reader": "basic:reader:wrong"}, "did not accept"),
        ({"reader": "bearer:abc"}, "no user and password"),
        ({}, "not on the operator's list"),
        ({"reader": "host=db.example.org basic:reader:sesame"}, "another host"),
        ({"reader": "basic:stranger:sesame"}, "lets nobody in"),
    ],
)
def test_a_password_that_is_not_taken_is_one_sentence(
    database: Database, secret: dict[str, str], told: str
) -> None:
    given = circumstances(permission=Permission(secrets=secret))
    with pytest.raises(SourceUnavailable, match=told) as caught:
        read(database, given, table="live.events")
    assert "sesame" not in caught.value.reason + caught.value.remedy


def test_a_certificate_is_checked_unless_the_operator_listed_the_host(database: Database) -> None:
    with pytest.raises(SourceUnavailable, match="certificate"):
        read(database, table="live.events", tls="verify")
    assert read(database, table="live.events", tls="encrypt", secret="secure").rows == 4000
    with pytest.raises(SourceUnavailable, match="lets nobody in"):
        read(database, table="live.events", tls="none", secret="secure")


def test_an_address_that_is_not_allowed_is_never_called() -> None:
    served = circumstances(permission=Permission(local_mode=False))
    for host, told in (("127.0.0.1", "not a public"), ("169.254.169.254", "metadata")):
        address = f"postgresql://{host}:5432/db"
        given = Source(id="p", kind="postgres", name="P", address=address, options={"table": "a.b"})
        with pytest.raises(SourceUnavailable, match=told):
            postgres.read(given, served)


@pytest.mark.parametrize(
    "address",
    ["postgresql://h/", "postgresql://u:p@h/db", "postgresql://h/db?sslmode=disable",
     "postgresql://a,b/db", "postgresql://h:x/db", "postgresql:///db"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_one_sentence(address: str) -> None:
    given = Source(id="p", kind="postgres", name="P", address=address, options={"table": "a.b"})
    with pytest.raises(SourceUnavailable, match="address"):
        postgres.read(given, circumstances())


def test_every_statement_is_written_down(database: Database) -> None:
    given = circumstances()
    read(database, given, table="live.events", reference="live.training", rules=["amount min 0"])
    assert len(given.made) > 6
    assert [made.request for made in given.made if made.status != "done"] == []
    assert all(made.request.why for made in given.made)
