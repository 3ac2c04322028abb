"""The example's training and live tables: generated from a fixed seed, with a real shift."""

import csv
import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

TRAINING_ROWS, LIVE_ROWS = 20_000, 6_000
COLUMNS = (
    "return_id",
    "customer_id",
    "order_value",
    "refund_value",
    "days_since_purchase",
    "returns_last_90d",
    "channel",
    "payment_method",
    "event_time",
    "loaded_at",
)
DESCRIPTION = """{name}.csv, {rows} rows, made from a fixed seed on {day} (fictional data)

{columns}

{note}
"""
NOTES = {
    "training": "January to June, three pilot shops, cleaned by hand; carries the label fraud.",
    "live": "The last fourteen days of all shops as they arrived.",
    "served": "What the service was given for the same returns when it scored them.",
}
SERVED = ("return_id", "order_value", "days_since_purchase", "returns_last_90d")


def make_tables(folder: Path, now: datetime) -> None:
    """Write ``training.csv`` and ``live.csv``, the live one ending at ``now`` (UTC-aware).

    The live table differs on purpose: orders are worth a third more, parcels (unknown in training)
    make a fifth of all returns, payment method is missing in one row of twenty, one row of
    twenty-five was loaded more than a day late, and some returns are older than the 60 days that
    the declared rule allows. ``served.csv`` has what the service was given for the same returns: for
    those that were loaded late it did not know the customer's last return yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "training.csv", (*COLUMNS, "fraud"), _training(now))
    live = list(_live(now))
    _write(folder / "live.csv", COLUMNS, iter(live))
    _write(folder / "served.csv", SERVED, map(_served, live))
    rows = {"training": TRAINING_ROWS, "live": LIVE_ROWS, "served": LIVE_ROWS}
    described = {
        f"{name}.csv": DESCRIPTION.format(
            name=name,
            rows=rows[name],
            day=f"{now:%Y-%m-%d}",
            note=note,
            columns="\n".join(SERVED if name == "served" else COLUMNS),
        )
        for name, note in NOTES.items()
    }
    (folder / "tables.json").write_text(json.dumps(described), encoding="utf-8")


def _write(file: Path, columns: tuple[str, ...], rows: Iterator[dict[str, object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, columns)
        writer.writeheader()
        writer.writerows(rows)


def _training(now: datetime) -> Iterator[dict[str, object]]:
    chance = random.Random(20260811)  # noqa: S311  a seeded example, not a secret
    began = now - timedelta(days=320)
    for number in range(TRAINING_ROWS):
        event = began + timedelta(minutes=12 * number)
        row = _row(chance, number, event, event + timedelta(hours=chance.uniform(2, 9)))
        risk = (
            0.02 + 0.05 * (int(str(row["returns_last_90d"])) > 2) + 0.04 * (row["channel"] == "app")
        )
        yield {**row, "fraud": int(chance.random() < risk)}


def _live(now: datetime) -> Iterator[dict[str, object]]:
    chance = random.Random(20261123)  # noqa: S311  a seeded example, not a secret
    span = timedelta(days=14)
    for number in range(LIVE_ROWS):
        event = now - timedelta(hours=3) - span * (1 - (number + 1) / LIVE_ROWS)
        late = timedelta(hours=chance.uniform(26, 70) if chance.random() < 0.04 else 2)
        loaded = min(event + late, now)
        row = _row(chance, 500_000 + number, event, loaded, worth=1.34, parcels=0.2)
        if chance.random() < 0.05:
            row["payment_method"] = ""
        if chance.random() < 0.011:
            row["days_since_purchase"] = chance.randrange(61, 95)
        yield row


def _served(row: dict[str, object]) -> dict[str, object]:
    """The features as they were when the return was scored, before its record was loaded."""
    late = datetime.fromisoformat(str(row["loaded_at"])) - datetime.fromisoformat(
        str(row["event_time"])
    ) > timedelta(days=1)
    known = max(0, int(str(row["returns_last_90d"])) - int(late))
    return {name: row[name] for name in SERVED} | {"returns_last_90d": known}


def _row(
    chance: random.Random,
    number: int,
    event: datetime,
    loaded: datetime,
    *,
    worth: float = 1.0,
    parcels: float = 0.0,
) -> dict[str, object]:
    value = round(chance.lognormvariate(4.0, 0.6) * worth, 2)
    channel = (
        "parcel" if chance.random() < parcels else chance.choice(["till", "till", "desk", "app"])
    )
    return {
        "return_id": f"r-{number:07d}",
        "customer_id": f"c-{chance.randrange(9000)}",
        "order_value": value,
        "refund_value": round(value * chance.uniform(0.2, 1.0), 2),
        "days_since_purchase": min(60, int(chance.expovariate(1 / 14))),
        "returns_last_90d": min(9, int(chance.expovariate(1 / 1.3))),
        "channel": channel,
        "payment_method": chance.choice(["card", "card", "cash", "gift_card", "invoice"]),
        "event_time": event.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "loaded_at": loaded.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
