"""Addresses of warehouses and of remote Sparks: what is refused before any driver is called."""

import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.connectors import spark, warehouse_table
from assessment.connectors.tables import warehouses
from assessment.connectors.tables.warehouses import WAYS, way_of
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def circumstances(**rest: Any) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(**rest))


def source(address: str, kind: str = "warehouse", **options: Any) -> Source:
    secret = options.pop("secret", "")
    return Source(id="w", kind=kind, name="W", address=address, secret=secret, options=options)


@pytest.mark.parametrize(
    "address",
    ["snowflake://", "trino://host", "oracle://host/db", "trino://u:p@host/db", "trino://host:x/db",
     "clickhouse://host/db?readonly=0"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_one_sentence(address: str) -> None:
    with pytest.raises(SourceUnavailable, match="address"):
        warehouse_table.read(source(address), circumstances())


@pytest.mark.parametrize(
    ("host", "told"), [("127.0.0.1", "not a public"), ("169.254.169.254", "metadata")]
)
def test_a_private_host_is_never_handed_to_a_driver(
    host: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def called(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(warehouses, "backend_of", called)
    with pytest.raises(SourceUnavailable, match=told):
        warehouse_table.read(source(f"trino://{host}:8080/c/s"), circumstances(local_mode=False))
    with pytest.raises(SourceUnavailable, match=told):
        spark.read(source(f"sc://{host}:15002", "spark"), circumstances(local_mode=False))


def test_a_host_on_the_list_only_by_its_network_is_not_handed_to_a_driver_that_looks_it_up() -> (
    None
):
    given = circumstances(local_mode=False, allowed_hosts=("127.0.0.0/8",))
    with pytest.raises(SourceUnavailable, match="looks it up by itself"):
        way_of(source("trino://localhost/c/s"), given)
    by_name = circumstances(local_mode=False, allowed_hosts=("localhost",))
    assert way_of(source("trino://localhost/c/s"), by_name).host == "localhost"


def test_a_secret_for_another_host_is_kept_from_this_one() -> None:
    secrets = {"w": "host=trino.example.org basic:me:sesame"}
    with pytest.raises(SourceUnavailable, match="another host"):
        way_of(source("trino://127.0.0.1:8080/c/s", secret="w"), circumstances(secrets=secrets))


@pytest.mark.parametrize("name", [name for name in WAYS if name != "bigquery"])
def test_what_a_driver_is_given_bounds_it_in_time_and_keeps_it_from_writing(name: str) -> None:
    secrets = {"w": "basic:me:sesame"}
    given = source(
        f"{name}://127.0.0.1:8443/sales/live", secret="w", warehouse="small", http_path="/x"
    )
    way = (
        way_of(given, circumstances(secrets=secrets))
        if name != "snowflake"
        else _snowflake(secrets)
    )
    told = WAYS[name](way)
    assert "sesame" not in repr(way)
    assert "sesame" in repr(told)
    assert any(str(limit) in repr(told) for limit in (120, 120_000))
    assert "sales" in repr(told)


def _snowflake(secrets: dict[str, str]) -> warehouses.Way:
    return warehouses.Way("snowflake", "account", None, ("sales", "live"), 120, "me",
                          secrets["w"].rpartition(":")[2], {"warehouse": "s", "http_path": ""})  # fmt: skip


def test_a_remote_spark_without_its_client_is_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "grpc", None)
    given = source("sc://127.0.0.1:15002", "spark", tls="none", table="t")
    with pytest.raises(SourceUnavailable) as caught:
        spark.read(given, circumstances())
    assert "not installed" in caught.value.reason
    assert "pyspark[connect]" in caught.value.remedy


@pytest.mark.parametrize("address", ["sc://", "sc://u@h:1", "sc://h/;token=x", "sc://h?x=1"])
def test_an_address_that_is_no_spark_server_is_one_sentence(address: str) -> None:
    with pytest.raises(SourceUnavailable, match="Spark Connect"):
        spark.read(source(address, "spark"), circumstances())
