"""A database is no source before one of its tables is chosen."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from engagement.faults import Refused
from engagement.looks import collecting
from tests.engagement.desk import Desk


def _database(folder: Path) -> str:
    file = folder / "shop.sqlite"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE orders (amount REAL)")
        made.execute("CREATE TABLE customers (country TEXT)")
        made.execute("INSERT INTO orders VALUES (1.5)")
    made.close()
    return str(file)


def test_a_database_file_can_be_tried_and_then_needs_a_table(desk: Desk, tmp_path: Path) -> None:
    place: dict[str, Any] = {
        "assessment_id": desk.id,
        "kind": "dataset",
        "address": _database(tmp_path),
    }
    with pytest.raises(Refused, match="Choose the table"):
        collecting.add_source(desk.store, **place)
    made = collecting.add_source(desk.store, **place, options={"table": "orders"})
    tried = collecting.try_source(desk.store, desk.id, made.model_copy(update={"options": {}}))
    assert [item.value for item in tried.choices["table"]] == ["customers", "orders"]
    with pytest.raises(Refused, match="Choose the table"):
        collecting.update_source(desk.store, made.model_copy(update={"options": {}}))


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("postgres", "postgresql://warehouse.example:5432/sales"),
        ("warehouse", "trino://warehouse.example/catalog/schema"),
        ("spark", "sc://spark.example:15002"),
        ("dataset", "s3://bucket/shop.duckdb"),
    ],
)
def test_every_kind_of_database_needs_its_table(desk: Desk, kind: str, address: str) -> None:
    with pytest.raises(Refused, match="Choose the table"):
        collecting.add_source(desk.store, assessment_id=desk.id, kind=kind, address=address)
    collecting.add_source(
        desk.store, assessment_id=desk.id, kind=kind, address=address, options={"table": "orders"}
    )


@pytest.mark.parametrize("address", ["/data/live.csv", "/data/parts", "s3://bucket/live.parquet"])
def test_a_plain_file_has_no_table_to_choose(desk: Desk, address: str) -> None:
    collecting.add_source(desk.store, assessment_id=desk.id, kind="dataset", address=address)
