"""Tables in SQLite and DuckDB files, and in folders of Parquet parts: the same figures as anywhere else."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from assessment.connectors import dataset
from assessment.connectors.tables import duck as duck_module
from assessment.connectors.tables.duck import DuckDBFile
from assessment.connectors.tables.evidence import Column, DatasetEvidence, Freshness
from assessment.connectors.tables.lite import SQLite
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped, Survey

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHO = ["ann", "bob", None, "x'); DROP TABLE t; --"]


def circumstances(**rest: Any) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(), **rest)


def source(file: Path, **options: Any) -> Source:
    return Source(id="d", kind="dataset", name="D", address=str(file), options=options)


def read(file: Path, given: Circumstances | None = None, **options: Any) -> DatasetEvidence:
    return dataset.read(source(file, **options), given or circumstances())


def survey(file: Path) -> Survey:
    return dataset.survey(source(file), circumstances())


def columns(shift: float = 0.0, n: int = 4000) -> dict[str, list[Any]]:
    chance = np.random.default_rng(11)
    amounts = [float(x) for x in chance.normal(shift, 1, n)]
    times = [NOW - timedelta(minutes=5 * i + 60) for i in range(n)]
    return {
        "amount": [None if i % 10 == 0 else x for i, x in enumerate(amounts)],
        "who": [WHO[i % 4] for i in range(n)],
        "count": [int(x) for x in chance.integers(0, 500, n)],
        "event_time": times,
    }


def lite(file: Path, held: dict[str, list[Any]], table: str = "events") -> Path:
    connection = sqlite3.connect(file)
    connection.execute(
        f'CREATE TABLE "{table}" (amount REAL, who TEXT, count INT, event_time TEXT)'
    )
    texts = held | {"event_time": [at.isoformat() for at in held["event_time"]]}
    rows = list(zip(*texts.values(), strict=True))
    connection.executemany(f'INSERT INTO "{table}" VALUES (?, ?, ?, ?)', rows)  # noqa: S608
    connection.commit()
    connection.close()
    return file


def parquet(file: Path, held: dict[str, list[Any]]) -> Path:
    pq.write_table(pa.table(held), file)
    return file


def duck(file: Path, held: dict[str, list[Any]], table: str = "events") -> Path:
    with duckdb.connect(str(file)) as connection:
        connection.register("given", pa.table(held))
        connection.execute(f'CREATE TABLE "{table}" AS FROM given')
    return file


def folder(at: Path, held: dict[str, list[Any]]) -> Path:
    at.mkdir()
    for part in range(4):
        parquet(at / f"part-{part}.parquet", {name: v[part::4] for name, v in held.items()})
    (at / "_SUCCESS").write_text("")
    return at


MADE: dict[str, Callable[[Path, dict[str, list[Any]]], Path]] = {
    "sqlite": lite,
    "duckdb": duck,
    "parts": folder,
}


@pytest.mark.parametrize("kind", list(MADE))
def test_the_same_table_gives_the_same_figures_wherever_it_lies(tmp_path: Path, kind: str) -> None:
    rules = ["amount max 1", "who in ann|bob", "count min 10", "who not_null"]
    plain = read(parquet(tmp_path / "plain.parquet", columns()), rules=rules)
    seen = read(MADE[kind](tmp_path / f"t.{kind}", columns()), rules=rules)
    assert seen.rows == plain.rows
    assert [rule.failing_rows for rule in seen.rules] == [rule.failing_rows for rule in plain.rules]
    assert _exact(seen.columns) == _exact(plain.columns)
    assert [column.distinct for column in seen.columns] == pytest.approx(
        [column.distinct for column in plain.columns], rel=0.1
    )
    assert isinstance(seen.freshness, Freshness)
    assert isinstance(plain.freshness, Freshness)
    assert seen.freshness.age_hours == plain.freshness.age_hours == pytest.approx(1.0)


def _exact(columns: tuple[Column, ...]) -> list[tuple[object, ...]]:
    return [
        (column.name, column.nulls, *_ends(column))
        for column in columns
        if column.name != "event_time"
    ]


def _ends(column: Column) -> tuple[float, ...]:
    return tuple(float(end) for end in (column.smallest, column.largest) if end)


@pytest.mark.parametrize("kind", list(MADE))
def test_a_shift_against_a_table_in_another_kind_of_file_is_the_same(
    tmp_path: Path, kind: str
) -> None:
    trained = parquet(tmp_path / "trained.parquet", columns(0.0, 6000))
    plain = read(parquet(tmp_path / "plain.parquet", columns(0.5)), reference=str(trained)).shift
    seen = read(MADE[kind](tmp_path / f"t.{kind}", columns(0.5)), reference=str(trained)).shift
    assert seen is not None
    assert plain is not None
    assert [(item.column, item.bins) for item in seen.shifts] == [
        (item.column, item.bins) for item in plain.shifts
    ]
    assert [item.psi for item in seen.shifts] == pytest.approx([item.psi for item in plain.shifts])
    assert seen.shifts[0].psi > 0.15


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_the_reference_may_be_a_table_of_a_database(tmp_path: Path, kind: str) -> None:
    old = MADE[kind](tmp_path / f"old.{kind}", columns(0.0, 6000))
    seen = read(parquet(tmp_path / "t.parquet", columns(0.5)), reference=str(old)).shift
    same = read(
        parquet(tmp_path / "t.parquet", columns(0.5)),
        reference=str(parquet(tmp_path / "old.parquet", columns(0.0, 6000))),
    ).shift
    assert seen is not None
    assert same is not None
    found, wanted = ({x.column: x.psi for x in report.shifts} for report in (seen, same))
    assert found == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("make", [lite, duck])
def test_a_table_is_chosen_from_a_list_whatever_it_is_called(tmp_path: Path, make: Any) -> None:
    odd = 'x"; DROP TABLE events; --'
    file = tmp_path / ("t.sqlite" if make is lite else "t.duckdb")
    with_quotes = odd.replace('"', '""')
    make(file, columns(n=50), with_quotes)
    make(file, columns(n=60))
    found = survey(file)
    assert "2 tables" in found.told
    assert [choice.value for choice in found.choices["table"]] == sorted(["events", odd])
    assert read(file, table=odd).rows == 50
    with pytest.raises(SourceUnavailable, match="none is chosen"):
        read(file)
    with pytest.raises(SourceUnavailable, match="no table gone"):
        read(file, table="gone")


def test_what_a_table_in_a_file_has_to_choose_from(tmp_path: Path) -> None:
    found = survey(parquet(tmp_path / "t.parquet", columns(n=50)))
    assert found.told == "50 rows in 4 columns"
    assert found.choices["event_time"][0].value == "event_time"


WRITES = (
    "INSERT INTO events VALUES (1, 'a', 1, 'b')",
    "DELETE FROM events",
    "DROP TABLE events",
    "CREATE TABLE other (a INT)",
    "ATTACH '{folder}/new.db' AS new",
    "VACUUM INTO '{folder}/copy.db'",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "COPY events TO '{folder}/out.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SET enable_external_access = true",
    "SELECT load_extension('x')",
)


@pytest.mark.parametrize("sql", WRITES)
def test_a_database_file_can_only_be_read(tmp_path: Path, sql: str) -> None:
    (tmp_path / "held").mkdir()
    files = (
        lite(tmp_path / "held" / "a.sqlite", columns(n=50)),
        duck(tmp_path / "held" / "b.duckdb", columns(n=50)),
    )
    before = [file.read_bytes() for file in files]
    for engine in (SQLite(files[0], circumstances()), DuckDBFile(files[1], circumstances())):
        with engine, pytest.raises(SourceUnavailable):
            engine.statement(sql.format(folder=tmp_path / "held"), "a test")
    assert [file.read_bytes() for file in files] == before
    assert sorted(file.name for file in (tmp_path / "held").iterdir()) == ["a.sqlite", "b.duckdb"]


def test_a_view_in_a_database_file_reaches_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    file = tmp_path / "t.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"CREATE VIEW peek AS SELECT * FROM read_csv('{secret}')")  # noqa: S608
    with pytest.raises(SourceUnavailable):
        read(file)


def test_a_sqlite_column_is_what_it_holds_not_what_it_is_declared_as(tmp_path: Path) -> None:
    file = tmp_path / "t.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE t (a INTEGER, at DATETIME, n TEXT, flag BOOLEAN, z)")
    rows = [(1, "2026-03-01T10:00:00+02:00", "1.5", 1, None), ("many", "2026-02-01", "x", 0, None)]
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    seen = read(file, event_time="at", rules=["a min 1", "n max 2"])
    kinds = {column.name: column.type for column in seen.columns}
    assert kinds == {
        "a": "string",
        "at": "timestamp",
        "n": "string",
        "flag": "boolean",
        "z": "string",
    }
    assert [rule.failing_rows for rule in seen.rules] == [1, 1]
    assert seen.freshness is not None
    assert seen.freshness.newest == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_no_value_of_a_database_leaves_it(tmp_path: Path) -> None:
    given = circumstances()
    file = lite(tmp_path / "t.sqlite", columns() | {"who": [f"Ada {i}" for i in range(4000)]})
    evidence = read(file, given, reference=str(file), rules=["who not_null"])
    assert "Ada" not in evidence.model_dump_json() + repr(given.made)


@pytest.mark.parametrize("make", [lite, duck])
def test_a_database_file_is_stopped_and_timed_like_any_other(tmp_path: Path, make: Any) -> None:
    file = make(tmp_path / ("t.sqlite" if make is lite else "t.duckdb"), columns(n=50))
    with pytest.raises(Stopped):
        read(file, circumstances(stopped=lambda: True))
    engine = SQLite if make is lite else DuckDBFile
    long = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"
    with (
        engine(file, circumstances(budget=timedelta(seconds=0.4))) as opened,
        pytest.raises(SourceUnavailable, match="time allowed"),
    ):
        opened.statement(long, "a test")


def test_who_stops_while_a_file_is_being_opened_has_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise duckdb.InterruptException

    file = duck(tmp_path / "t.duckdb", columns(n=50))
    monkeypatch.setattr(duck_module, "lock", _second(interrupted))
    with pytest.raises(Stopped):
        DuckDBFile(file, circumstances(stopped=lambda: True))


def _second(then: Callable[..., None]) -> Callable[..., None]:
    """The real thing at the first call, another at the second."""
    real, calls = duck_module.lock, count()
    return lambda *given: then(*given) if next(calls) else real(*given)


@pytest.mark.parametrize("name", ["t.sqlite", "t.duckdb", "t.db"])
def test_a_broken_database_is_one_clear_sentence(tmp_path: Path, name: str) -> None:
    start = b"SQLite format 3\0" if name != "t.duckdb" else b"12345678DUCK"
    (tmp_path / name).write_bytes(start + b"nothing else" * 20)
    with pytest.raises(SourceUnavailable) as caught:
        read(tmp_path / name)
    assert caught.value.remedy.endswith(".")


def test_a_folder_of_parts_holds_plain_files_only(tmp_path: Path) -> None:
    at = folder(tmp_path / "parts", columns(n=50))
    assert read(at).rows == 50
    (tmp_path / "elsewhere.parquet").write_bytes((at / "part-0.parquet").read_bytes())
    (at / "link.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(SourceUnavailable, match="no ordinary file"):
        read(at)
