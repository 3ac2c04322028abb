"""Only aggregates leave an engine, and the name of a group only with enough rows behind it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ibis  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.engine import Engine
from assessment.sources import Circumstances, Permission, SourceUnavailable

DAYS = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 1, 1, 1, 1, 1, 2, 3)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    file = tmp_path / "t.parquet"
    who = ["ann"] * 6 + ["bob", None]
    table = pa.table({"who": who, "number": [7] * 6 + [8, 9], "x": range(8), "at": DAYS})
    pq.write_table(table, file)
    around = Circumstances(now=lambda: DAYS[0], permission=Permission())
    with DuckDB([file], around) as opened:
        opened.view("live", file)
        yield opened


@pytest.mark.parametrize("by", ["who", "number"])
def test_a_group_of_few_rows_keeps_its_name(engine: Engine, by: str) -> None:
    table = engine.table("live")
    found = engine.rows(table.group_by(k=table[by]).aggregate(n=table.count()), "a test")
    assert [row["n"] for row in found] == [6]


def test_days_and_bins_are_counted_however_few_rows_they_have(engine: Engine) -> None:
    table = engine.table("live")
    days = table.group_by(day=table.at.date()).aggregate(n=table.count()).order_by("day")
    bins = table.group_by(k=table.x // 4).aggregate(n=table.count()).order_by("k")
    assert [row["n"] for row in engine.rows(days, "a test")] == [6, 1, 1]
    assert [(row["k"], row["n"]) for row in engine.rows(bins, "a test")] == [(0, 4), (1, 4)]


def leaks(table: Any) -> dict[str, Any]:
    return {
        "the table": table,
        "some rows": table.limit(3),
        "a projection": table.select("x"),
        "a join": table.join(table.view(), "x"),
        "a text of a group": table.group_by("number").aggregate(some=table.who.first()),
        "the least text": table.aggregate(least=table.who.min()),
        "all values": table.aggregate(all=table.x.collect()),
        "all texts in one": table.aggregate(all=table.who.group_concat()),
        "names without a count": table.group_by("who").aggregate(mean=table.x.mean()),
        "numbers without a count": table.group_by("number").aggregate(mean=table.x.mean()),
        "a count that is none": table.group_by("who").aggregate(n=table.x.sum()),
        "names in other words": table.group_by(k=table.who.upper()).aggregate(m=table.x.mean()),
        "a renamed number": table.rename(k="number").group_by("k").aggregate(m=ibis._.x.mean()),
        "a number as text": table.group_by(k=table.x.cast("string")).aggregate(m=table.x.mean()),
    }


@pytest.mark.parametrize("which", list(leaks(ibis.table({"who": "string", "number": "int64",
                                                         "x": "int64"}, name="t"))))  # fmt: skip
def test_nothing_else_leaves(engine: Engine, which: str) -> None:
    with pytest.raises(ValueError, match="leave"):
        engine.rows(leaks(engine.table("live"))[which], "a test")


def test_names_in_other_words_leave_with_enough_rows_behind_them(engine: Engine) -> None:
    table = engine.table("live")
    groups = table.group_by(k=table.who.upper()).aggregate(n=table.count())
    assert [row["k"] for row in engine.rows(groups, "a test")] == ["ANN"]


def test_two_tables_joined_after_counting_are_aggregates(engine: Engine) -> None:
    table = engine.table("live")
    one = table.group_by(k=table.x % 2).aggregate(n=table.count())
    two = table.group_by(k=table.x % 2).aggregate(m=table.x.max())
    joined = one.join(two, "k").select("n", "m").order_by("m")
    assert engine.rows(joined, "a test") == [{"n": 4, "m": 6}, {"n": 4, "m": 7}]


def test_an_answer_of_too_many_rows_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "many.parquet"
    pq.write_table(pa.table({"x": range(20_001)}), file)
    around = Circumstances(now=lambda: DAYS[0], permission=Permission())
    with DuckDB([file], around) as engine:
        engine.view("live", file)
        table = engine.table("live")
        with pytest.raises(SourceUnavailable, match="10,000 rows"):
            engine.rows(table.group_by(k=table.x + 1).aggregate(n=table.count()), "a test")


def test_values_come_in_few_types(engine: Engine) -> None:
    table = engine.table("live")
    row = engine.one(
        table.aggregate(n=table.count(), m=table.x.mean(), t=table["at"].max()), "a test"
    )
    assert row == {"n": 8, "m": 3.5, "t": DAYS[-1]}
    assert [type(row[name]) for name in ("n", "m")] == [int, float]
