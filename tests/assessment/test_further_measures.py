"""What reading a table gives beyond its columns, whichever engine holds it, and what it keeps."""

import math
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessment.connectors import dataset, postgres
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.probing import discover
from assessment.sources import Circumstances, Keeping, Made, Permission, Source, SourceUnavailable
from tests.assessment.tables_at_hand import NOW, circumstances, days_ago, written
from tests.live_postgres import Database, serving

ROWS = 2400


def orders(seed: int = 1, days: int = 30, at: int = 0) -> dict[str, Any]:
    """Orders of some days up to ``at`` days ago, loaded an hour later, some late."""
    chance = np.random.default_rng(seed)
    events = [days_ago(at + days - row * days // ROWS, hour=row % 20) for row in range(ROWS)]
    return {
        "order_id": [row if row % 400 else row + 1 for row in range(ROWS)],
        "event_time": events,
        "loaded_at": [
            e + timedelta(hours=30 if row % 50 == 0 else 1) for row, e in enumerate(events)
        ],
        "amount": chance.normal(50, 10, ROWS).round(2),
        "channel": [("web", "shop", "app")[pick] for pick in chance.integers(0, 3, ROWS)],
        "paid": [bool(pick) for pick in chance.integers(0, 2, ROWS)],
    }


def read(file: Path, kept: Any = None, now: Any = NOW, **options: Any) -> DatasetEvidence:
    source = Source(id="d", kind="dataset", name="D", address=str(file), options=options)
    given = circumstances(kept=kept.model_dump(mode="json") if kept else None)
    object.__setattr__(given, "now", lambda: now)
    return dataset.read(source, given)


def in_sqlite(file: Path, **columns: Any) -> Path:
    """The same table as SQLite keeps it: times as text, truths as numbers."""
    with sqlite3.connect(file) as database:
        kinds = {"order_id": "INTEGER", "event_time": "TIMESTAMP", "loaded_at": "TIMESTAMP",
                 "amount": "REAL", "channel": "TEXT", "paid": "BOOLEAN"}  # fmt: skip
        listed = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
        database.execute(f"CREATE TABLE orders ({listed})")
        rows = zip(*([str(x) if "T" in kinds[n][:2] and n != "channel" else x for x in columns[n]]
                     for n in kinds), strict=True)  # fmt: skip
        plain = [[x.item() if hasattr(x, "item") else x for x in row] for row in rows]
        database.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)", plain)
    database.close()
    return file


def test_days_lateness_and_keys_are_measured_where_the_table_has_them(tmp_path: Path) -> None:
    seen = read(written(tmp_path / "orders.parquet", **orders(days=29)), key="order_id")
    assert seen.volume is not None
    assert seen.lateness is not None
    assert seen.keys is not None
    assert (seen.volume.column, seen.volume.counted, seen.volume.odd) == ("event_time", 27, ())
    assert seen.lateness.late_rows == ROWS // 50
    assert (seen.keys.repeated_keys, seen.keys.repeated_rows) == (6, 6)
    assert (seen.parity, seen.predictions, seen.experiment, seen.usage) == (None,) * 4


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    kinds = {"order_id": "bigint", "event_time": "timestamptz", "loaded_at": "timestamptz",
             "amount": "float8", "channel": "text", "paid": "boolean"}  # fmt: skip
    table = orders()
    with serving() as found:
        with found.owner() as connection:
            listed = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
            connection.execute(f"CREATE TABLE orders ({listed})")
            with connection.cursor() as cursor, cursor.copy("COPY orders FROM STDIN") as copy:
                for row in zip(*(table[name] for name in kinds), strict=True):
                    copy.write_row([x.item() if hasattr(x, "item") else x for x in row])
            connection.execute("GRANT SELECT ON orders TO reader")
        yield found


def read_postgres(database: Database, **options: Any) -> DatasetEvidence:
    source = Source(id="p", kind="postgres", name="P", address=database.address, secret="reader",
                    options={"table": "public.orders"} | options)  # fmt: skip
    permission = Permission(secrets={"reader": "host=127.0.0.1 basic:reader:sesame"})
    return postgres.read(source, Circumstances(now=lambda: NOW, permission=permission))


OPTIONS = {
    "key": "order_id",
    "predictions": {"score": "paid", "label": "paid", "version": "channel"},
    "experiment": {"variant": "channel", "unit": "order_id"},
    "usage": {"user": "order_id", "target": "100"},
    "feature_time": "loaded_at", "known_by": "event_time",
    "reviews": {"queued": "event_time", "reviewed": "loaded_at", "proposed": "channel",
                "decided": "channel"},
}  # fmt: skip
EXACT = ("volume", "lateness", "keys", "experiment", "usage", "predictions")


@pytest.mark.parametrize("other", ["sqlite", "postgres"])
def test_engines_give_the_same_exact_figures(
    tmp_path: Path, database: Database, other: str
) -> None:
    table = orders()
    duck = read(written(tmp_path / "orders.parquet", **table), **OPTIONS)
    there = (read(in_sqlite(tmp_path / "o.db", **table), **OPTIONS) if other == "sqlite"
             else read_postgres(database, **OPTIONS))  # fmt: skip
    for part in EXACT:
        assert getattr(duck, part) == getattr(there, part), part
        assert not getattr(duck, part).reason
    pairs = ((duck.reviews, there.reviews), (duck.point_in_time, there.point_in_time))
    for one, two in pairs:
        assert one is not None
        assert two is not None
        loose = {"wait_p95_hours", "table"}
        assert one.model_dump(exclude=loose) == two.model_dump(exclude=loose)
    assert duck.point_in_time is not None
    assert duck.point_in_time.later_rows == ROWS


def test_engines_keep_the_same_days_and_one_goes_on_where_another_left(
    tmp_path: Path, database: Database
) -> None:
    table = orders()
    file = written(tmp_path / "orders.parquet", **table)
    duck = read(file, **OPTIONS).kept
    lite = read(in_sqlite(tmp_path / "o.db", **table), **OPTIONS).kept
    there = read_postgres(database, **OPTIONS).kept
    assert duck is not None
    assert lite is not None
    assert there is not None
    assert [item.column for item in duck.bins] == ["amount", "channel", "paid"]
    assert duck.bins[1:] == there.bins[1:]
    assert duck.bins[1] == lite.bins[1]
    for one, two, three in zip(duck.days, there.days, lite.days, strict=True):
        assert (one.day, one.rows, one.cells[1:]) == (two.day, two.rows, two.cells[1:])
        assert (one.day, one.rows, one.cells[1]) == (three.day, three.rows, three.cells[1])
    begun = there.model_copy(update={"about": duck.about, "days": there.days[:9]})
    went_on = read(file, begun, **OPTIONS).kept
    assert went_on is not None
    assert went_on.days == there.days


def test_the_next_look_is_given_back_what_the_last_one_kept(tmp_path: Path) -> None:
    file = tmp_path / "orders.parquet"
    early = days_ago(10, hour=9)
    first = read(written(file, **orders(1, 30, 10)), now=early)
    assert isinstance(first, Keeping)
    assert first.drift is not None
    assert "less than a week" in first.drift.reason
    newer = orders(2, 10)
    newer["amount"] = np.asarray(newer["amount"]) + 8
    newer["paid"] = [str(paid) for paid in newer["paid"]]
    del newer["loaded_at"]
    second = read(written(file, **newer), first.kept)
    assert second.drift is not None
    assert {item.column for item in second.drift.shifts if item.psi > 0.2} >= {"amount"}
    assert [(change.missing, [item.column for item in change.retyped])
            for change in second.schema_changes] == [(("loaded_at",), ["paid"])]  # fmt: skip
    assert second.schema_changes[0].against == "the look of 2026-02-20"
    assert second.volume is not None
    assert second.volume.counted > 30


def test_what_was_kept_of_another_table_or_in_another_shape_is_left_alone(tmp_path: Path) -> None:
    file = written(tmp_path / "orders.parquet", **orders())
    first = read(file)
    assert first.kept is not None
    other = read(file, first.kept.model_copy(update={"about": "other"}))
    assert other.schema_changes == ()
    given = circumstances(kept={"about": 3, "days": "many"})
    source = Source(id="d", kind="dataset", name="D", address=str(file))
    assert dataset.read(source, given).kept == first.kept


def test_a_log_of_predictions_takes_time_and_label_from_what_the_table_is_told(
    tmp_path: Path,
) -> None:
    table = orders() | {"paid": [1] * ROWS}
    file = written(tmp_path / "log.parquet", **table)
    log = read(file, predictions={"score": "paid"}, label="paid").predictions
    assert log is not None
    assert log.calibration is not None
    assert log.labelled_a_week is not None
    assert (log.label, log.calibration.rows, log.calibration.error) == ("paid", ROWS, 0)


PRICES: dict[str, dict[str, Any]] = {
    "features_precede_their_label": {"feature_time": "amount", "known_by": "event_time"},
    "cases_are_reviewed_in_time": {"reviews": {"queued": "order_id", "reviewed": "loaded_at"}},
    "target_users_use_it": {"usage": {"user": "order_id", "time": "amount", "target": "9"}},
    "predictions_get_labels": {
        "predictions": {"score": "share", "label": "paid", "time": "amount", "request": "order_id"}
    },
}
"""Logs whose time is said to stand in a column of numbers, by the probe that would read them."""


@pytest.mark.parametrize("probe", PRICES)
def test_numbers_that_are_no_times_are_not_read_as_times_of_a_log(
    probe: str, tmp_path: Path
) -> None:
    table = orders() | {"paid": [1] * ROWS, "share": [0.5] * ROWS}
    seen = read(written(tmp_path / "log.parquet", **table), **PRICES[probe])
    found = next(item for item in discover() if item.definition.id == probe).observe(seen)
    assert found.outcome is Outcome.UNAVAILABLE
    assert "holds numbers that are no times; name another column as " in found.observed
    if seen.predictions:
        assert seen.predictions.calibration
        assert seen.predictions.calibration.rows == ROWS
        assert seen.predictions.links
        assert not seen.predictions.links.reason


def test_unix_seconds_and_milliseconds_are_read_as_times_of_a_log(tmp_path: Path) -> None:
    table = orders()
    table["event_time"] = [int(at.timestamp() * 1000) for at in table["event_time"]]
    table["loaded_at"] = [at.timestamp() for at in table["loaded_at"]]
    seen = read(
        written(tmp_path / "log.parquet", **table),
        reviews={"queued": "event_time", "reviewed": "loaded_at"},
    )
    assert seen.reviews
    assert (seen.reviews.reason, seen.reviews.reviewed) == ("", ROWS)


def test_columns_and_values_are_held_against_the_training_table(tmp_path: Path) -> None:
    training, live = orders(3), orders(4)
    live["channel"][:100] = ["kiosk"] * 100
    live["amount"][:5] = 9999.0
    training["discount"] = [0.1] * ROWS
    seen = read(
        written(tmp_path / "live.parquet", **live),
        reference=str(written(tmp_path / "training.parquet", **training)),
    ).shift
    assert seen is not None
    assert seen.columns is not None
    assert seen.columns.missing == ("discount",)
    assert seen.known_values is not None
    new = seen.known_values.categories
    assert [(item.column, item.rows, item.categories) for item in new] == [("channel", 100, 1)]
    assert "kiosk" not in seen.known_values.model_dump_json()
    ranges = {item.column: item.rows for item in seen.known_values.ranges}
    assert 5 <= ranges["amount"] < 15


def test_the_online_table_is_joined_by_key_and_its_absence_costs_itself_alone(
    tmp_path: Path,
) -> None:
    offline = {"id": list(range(500)), "x": [float(n) for n in range(500)]}
    online = {"id": list(range(500)), "x": [n + (1.0 if n % 100 == 0 else 0.0) for n in range(500)]}
    file = written(tmp_path / "offline.parquet", **offline)
    beside = written(tmp_path / "online.parquet", **online)
    seen = read(file, key="id", online=str(beside)).parity
    assert seen is not None
    assert (seen.both, seen.differing) == (500, 5)
    gone = read(file, key="id", online=str(tmp_path / "gone.csv"))
    assert gone.rows == 500
    assert gone.parity is not None
    assert "no such file" in gone.parity.reason
    keyless = read(file, online=str(beside)).parity
    assert keyless is not None
    assert "key" in keyless.reason


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"predictions": {"confidence": "x"}}, "knows no confidence"),
        ({"predictions": "score"}, "no list of pairs"),
        ({"experiment": {"control": "0.5"}}, "names no column"),
        ({"experiment": {"variant": "x", "control": "half"}}, "a number above zero"),
        ({"usage": {"user": "x", "target": "-3"}}, "a number above zero"),
        ({"online": "FILE", "key": "x", "online_tolerance": "wide"}, "a number above zero"),
    ],
)
def test_an_option_that_cannot_be_meant_is_one_clear_sentence(
    tmp_path: Path, options: dict[str, Any], told: str
) -> None:
    file = written(tmp_path / "t.parquet", x=[1, 2])
    given = {name: str(file) if value == "FILE" else value for name, value in options.items()}
    with pytest.raises(SourceUnavailable, match=told) as caught:
        read(file, **given)
    assert caught.value.remedy.endswith(".")


def test_what_is_asked_for_is_listed_before_it_is_done(tmp_path: Path) -> None:
    options: Any = {"key": "id", "usage": {"user": "id", "target": "4"}}
    source = Source(id="d", kind="dataset", name="D", address="/t.csv", options=options)
    told = " ".join(item.why for item in dataset.requests(source))
    assert "keys are missing" in told
    assert "how many people use it" in told
    assert "where the two have other values" not in told


@pytest.mark.parametrize("form", ["seconds", "milliseconds", "naive", "zoned", "day", "text"])
def test_days_are_read_in_every_form_that_times_have(tmp_path: Path, form: str) -> None:
    at = [days_ago(row // 100, hour=5) for row in range(1600)]
    column: Any = {
        "seconds": [int(moment.timestamp()) for moment in at],
        "milliseconds": [int(moment.timestamp() * 1000) for moment in at],
        "naive": [moment.replace(tzinfo=None) for moment in at],
        "zoned": at,
        "day": [moment.date() for moment in at],
        "text": [moment.isoformat() for moment in at],
    }[form]
    seen = read(
        written(tmp_path / "t.parquet", at=column, x=[row % 90 + 0.5 for row in range(1600)]),
        event_time="at",
    )
    assert seen.volume is not None
    assert seen.kept is not None
    assert [rows for _, rows in seen.volume.trend] == [100.0] * 14
    assert [(day.day, day.rows) for day in seen.kept.days] == [
        (days_ago(back).date(), 100) for back in range(15, 0, -1)
    ]


def test_columns_of_any_type_are_measured_or_left_out(tmp_path: Path) -> None:
    many = 1600
    odd = {
        "event_time": [days_ago(row // 100, hour=5) for row in range(many)],
        "id": [uuid.UUID(int=row).bytes for row in range(many)],
        "list": [[row % 3, 1] for row in range(many)],
        "struct": [{"a": row % 3, "b": "Ada Lovelace"} for row in range(many)],
        "price": [Decimal(row % 40) / 4 for row in range(many)],
        "clock": [time(row % 24) for row in range(many)],
        "wait": [timedelta(hours=row % 24) for row in range(many)],
        "nothing": [None] * many,
        "flag": [row % 2 == 0 for row in range(many)],
        "few": [row % 4 for row in range(many)],
        "endless": [math.inf if row % 10 == 0 else row % 77 / 7 for row in range(many)],
    }
    file = written(tmp_path / "odd.parquet", **odd)
    made: list[Made] = []
    source = Source(id="d", kind="dataset", name="D", address=str(file),
                    options={"reference": str(file), "key": "id, list", "online": str(file)})  # fmt: skip
    seen = dataset.read(source, circumstances(made=made))
    assert seen.kept is not None
    assert {item.column for item in seen.kept.bins} >= {"price", "flag", "few", "endless"}
    assert not {item.column for item in seen.kept.bins} & {"list", "struct", "id"}
    assert seen.keys is not None
    assert (seen.keys.repeated_rows, seen.keys.reason) == (0, "")
    assert "Lovelace" not in repr(made) + seen.model_dump_json()
    twin = read(file, key="event_time", online=str(file)).parity
    assert twin is not None
    assert twin.reason == "no key is in both tables"
