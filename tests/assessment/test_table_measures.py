"""What is measured of a table besides its columns: days, lateness, schema, keys, values, leaks, parity."""

import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessment.connectors.tables.keys import keys
from assessment.connectors.tables.known_values import new_categories, outside
from assessment.connectors.tables.lateness import lateness
from assessment.connectors.tables.measures import Volume
from assessment.connectors.tables.moments import number_of
from assessment.connectors.tables.parity import parity
from assessment.connectors.tables.point_in_time import point_in_time
from assessment.connectors.tables.schema_change import changed
from assessment.connectors.tables.volume import judge, volume
from assessment.sources import Made
from tests.assessment.tables_at_hand import NOW, days_ago, engine

WEEKDAYS = [1000, 1100, 1050, 1020, 1300, 400, 300]
"""Usual rows from Monday to Sunday."""


def noisy(days: int, seed: int = 1, spread: float = 0.05) -> dict[int, int]:
    """Rows by day number, with the week's shape and some chance, up to yesterday and a bit of today."""
    chance = np.random.default_rng(seed)
    last = number_of(NOW.date())
    return {
        day: round(WEEKDAYS[days_ago(last - day).weekday()] * math.exp(chance.normal(0, spread)))
        for day in range(last - days, last + 1)
    }


def judged(counts: dict[int, int], history_days: float = 14) -> Volume:
    return judge(counts, "day", 3, history_days)


def yesterday(back: int = 1) -> int:
    return number_of(NOW.date()) - back


def test_a_quiet_sunday_is_no_alarm_and_a_quiet_tuesday_is(tmp_path: Path) -> None:
    counts = noisy(60)
    assert judged(counts).odd == ()
    tuesday = yesterday(6)
    odd = judged(counts | {tuesday: 300}).odd
    assert [(item.starts.date(), item.kind) for item in odd] == [(days_ago(6).date(), "low")]
    assert odd[0].expected == pytest.approx(1100, rel=0.05)


def test_a_day_that_was_loaded_twice_is_told_from_a_busy_one() -> None:
    counts = noisy(60)
    twice, busy = yesterday(3), yesterday(4)
    odd = judged(counts | {twice: 2 * counts[twice], busy: round(1.5 * counts[busy])}).odd
    assert {item.starts.date(): item.kind for item in odd} == {
        days_ago(3).date(): "doubled", days_ago(4).date(): "high",
    }  # fmt: skip


def test_a_day_without_rows_is_missing_unless_that_weekday_never_has_any() -> None:
    counts = {
        day: rows for day, rows in noisy(60).items() if days_ago(yesterday(0) - day).weekday() < 5
    }
    assert judged(counts).odd == ()
    gone = yesterday(5)
    odd = judged({day: rows for day, rows in counts.items() if day != gone}).odd
    assert [(item.kind, item.rows) for item in odd] == [("missing", 0)]


def test_fewer_than_two_weeks_of_history_judge_nothing() -> None:
    seen = judged(noisy(20))
    assert seen.odd == ()
    assert "of 14 needed" in seen.reason
    assert judged(noisy(23)).reason == ""


def test_steady_tables_raise_few_alarms_and_short_histories_no_more_than_long_ones() -> None:
    for days in (23, 60):
        alarms = sum(bool(judged(noisy(days, seed)).odd) for seed in range(400))
        assert alarms / 400 <= 0.05, days


@pytest.mark.parametrize("mean", [0.5, 3, 10, 40])
def test_few_rows_a_day_vary_by_themselves_and_raise_few_alarms(mean: float) -> None:
    chance, last = np.random.default_rng(5), yesterday(0)
    alarms = 0
    for _ in range(300):
        drawn = chance.poisson(mean, 61)
        rows = {last - back: int(n) for back, n in enumerate(drawn) if n}
        alarms += bool(judged(rows).odd)
    assert alarms / 300 <= 0.06
    if mean >= 10:
        steady = {last - back: int(mean) for back in range(61)}
        assert [item.kind for item in judged(steady | {last - 3: 0}).odd] == ["missing"]


def test_where_days_are_often_without_a_load_one_more_is_no_news() -> None:
    counts = noisy(60)
    gaps = {yesterday(back) for back in (9, 20, 31, 45, 52)}
    some = {day: rows for day, rows in counts.items() if day not in gaps}
    without = {day: rows for day, rows in some.items() if day != yesterday(3)}
    assert judged(without).odd == ()
    once = {day: rows for day, rows in counts.items() if day != yesterday(3)}
    assert [item.kind for item in judged(once).odd] == ["missing"]


def test_a_table_that_never_varied_does_not_cry_out_at_a_few_rows_more() -> None:
    counts = dict.fromkeys(noisy(60), 1000)
    assert judged(counts | {yesterday(2): 1050}).odd == ()
    assert len(judged(counts | {yesterday(2): 1200}).odd) == 1


def test_rows_are_counted_by_the_day_of_their_event(tmp_path: Path) -> None:
    wanted = {3: 5, 2: 7, 1: 4, 0: 2}
    at = [days_ago(back, hour=h) for back, n in wanted.items() for h in range(n)]
    future = [NOW + timedelta(days=40)]
    with engine(tmp_path, live={"at": at + future}) as opened:
        seen = volume(opened, "live", "at", NOW, z_limit=3, history_days=14)
    rows = {datetime.fromtimestamp(second, UTC): n for second, n in seen.trend}
    assert rows == {days_ago(2): 7, days_ago(1): 4}
    assert "of 14 needed" in seen.reason


def test_hours_are_held_against_the_same_hour_of_other_days() -> None:
    last = int(NOW.timestamp() // 3600)
    counts = {hour: 50 if hour % 24 < 6 else 500 for hour in range(last - 24 * 21, last + 1)}
    assert judge(counts, "hour", 3, 14).odd == ()
    noon = last - 21
    odd = judge(counts | {noon: 50}, "hour", 3, 14).odd
    assert [(item.starts.hour, item.kind) for item in odd] == [(12, "low")]


def test_late_rows_and_hours_within_the_limit_are_those_counted_by_hand(tmp_path: Path) -> None:
    lags = [1.0] * 20 + [30.0] + [1.0] * 18 + [30.0, 30.0]
    events = [days_ago(2, hour=1)] * 21 + [days_ago(2, hour=5)] * 20
    loads: list[Any] = [at + timedelta(hours=lag) for at, lag in zip(events, lags, strict=True)]
    events += [days_ago(1), days_ago(200), days_ago(1, hour=2)]
    loads += [None, days_ago(100), days_ago(1)]
    with engine(tmp_path, live={"e": events, "l": loads}) as opened:
        seen = lateness(opened, "live", "e", "l", NOW, 24)
    assert (seen.rows, seen.late_rows, seen.early_rows) == (42, 3, 1)
    assert (seen.hours, seen.hours_within_limit) == (3, 2)


def test_a_table_without_both_times_says_so(tmp_path: Path) -> None:
    with engine(tmp_path, live={"e": [days_ago(90)], "l": [days_ago(90)]}) as opened:
        assert "last 30 days" in lateness(opened, "live", "e", "l", NOW, 24).reason


def test_columns_that_went_or_hold_another_kind_break_and_wider_numbers_do_not() -> None:
    before = {"id": "int32", "amount": "float64", "country": "string", "at": "timestamp(6)"}
    now = {"id": "int64", "amount": "string", "at": "timestamp('UTC')", "channel": "string"}
    seen = changed(now, before, "training.csv")
    assert (seen.added, seen.missing) == (("channel",), ("country",))
    assert [item.column for item in seen.retyped] == ["amount"]
    assert seen.broken
    assert not changed({**before, "new": "int8"}, before, "b").broken


def test_keys_that_are_missing_or_come_twice_are_counted_as_by_hand(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    ids = [None if x == 0 else int(x) for x in chance.integers(0, 40, 200)]
    counted = Counter(item for item in ids if item is not None)
    with engine(tmp_path, live={"id": ids}) as opened:
        seen = keys(opened, "live", ["id"])
    assert (seen.rows, seen.null_rows) == (200, ids.count(None))
    assert seen.repeated_keys == sum(n > 1 for n in counted.values())
    assert seen.repeated_rows == sum(counted.values()) - len(counted)


def test_a_key_of_two_columns_repeats_only_where_both_do(tmp_path: Path) -> None:
    table = {"a": [1, 1, 2, 2, None], "b": ["x", "y", "x", "x", "x"]}
    with engine(tmp_path, live=table) as opened:
        seen = keys(opened, "live", ["a", "b"])
        gone = keys(opened, "live", ["a", "c"])
    assert (seen.null_rows, seen.repeated_keys, seen.repeated_rows) == (1, 1, 1)
    assert gone.reason == "the table has no column c"


def test_new_categories_are_counted_and_never_named(tmp_path: Path) -> None:
    live = ["web"] * 50 + ["app"] * 12 + ["Ada Lovelace"] * 9 + [None] * 3
    made: list[Made] = []
    with engine(tmp_path, made, live={"c": live}, old={"c": ["web", "shop", None]}) as opened:
        found = new_categories(opened, "live", "old", ["c"])
    assert [(item.rows, item.categories) for item in found] == [(21, 2)]
    assert not [text for text in ("Lovelace", "app") if text in repr(found) + repr(made)]


def test_a_category_of_one_row_in_the_reference_is_known(tmp_path: Path) -> None:
    with engine(tmp_path, live={"c": ["rare"] * 30}, old={"c": ["rare", *["web"] * 99]}) as opened:
        assert new_categories(opened, "live", "old", ["c"]) == ()


def test_numbers_outside_the_known_range_are_counted(tmp_path: Path) -> None:
    table = {"x": [0.0, 5.0, 11.0, -1.0, None], "y": [1, 2, 3, 4, 5]}
    with engine(tmp_path, live=table) as opened:
        found = outside(opened, "live", {"x": (0, 10), "y": (1, 5)})
    assert [(item.column, item.rows) for item in found] == [("x", 2)]


def test_features_younger_than_their_label_are_counted(tmp_path: Path) -> None:
    table = {
        "f": [days_ago(3), days_ago(1), days_ago(2), None],
        "label": ["2026-02-28T00:00:00Z"] * 4,
    }
    with engine(tmp_path, live=table) as opened:
        seen = point_in_time(opened, "live", "training.csv", "f", "label")
        lacks = point_in_time(opened, "live", "training.csv", "g", "label")
    assert (seen.rows, seen.later_rows) == (3, 1)
    assert lacks.reason == "training.csv has no column g"


def test_online_and_offline_values_are_compared_by_key(tmp_path: Path) -> None:
    offline = {
        "id": [1, 2, 3, 4, 5, 6, 6], "x": [1.0, 2.0, 3.0, None, 5.0, 6.0, 6.5],
        "c": ["a", "b", "c", "d", "e", "f", "f"], "only": [1] * 7,
    }  # fmt: skip
    online = {
        "id": [1, 2, 3, 4, 9, 6], "x": [1.0, 2.5, 3.0 + 1e-12, 4.0, 9.0, 6.0],
        "c": ["a", "b", "z", "d", "i", "f"],
    }  # fmt: skip
    with engine(tmp_path, live=offline, online=online) as opened:
        seen = parity(opened, ("live", "online"), "id", ["id", "x", "c", "only"], "online", 0)
        loose = parity(opened, ("live", "online"), "id", ["x"], "online", 0.25)
    assert (seen.both, seen.only_here, seen.only_there) == (4, 1, 1)
    assert (seen.repeated_here, seen.repeated_there, seen.differing) == (1, 0, 3)
    x = next(item for item in seen.columns if item.column == "x")
    assert (x.differing, x.largest_error) == (2, 0.5)
    assert x.mean_error == pytest.approx(0.5 / 3)
    assert {item.column: item.differing for item in seen.columns} == {"x": 2, "c": 1}
    assert loose.differing == 1


def test_parity_reads_numbers_times_and_truths_whatever_form_a_table_gives_them(
    tmp_path: Path,
) -> None:
    at = [days_ago(1), days_ago(2)]
    offline = {"id": ["1", "2"], "n": [1, 2], "at": at, "t": [True, False], "nan": [math.nan, 1.0]}
    online = {"id": [1, 2], "n": ["1.0", "2"], "at": [t.isoformat() for t in at], "t": [1, 1],
              "nan": [None, math.nan]}  # fmt: skip
    with engine(tmp_path, live=offline, online=online) as opened:
        seen = parity(opened, ("live", "online"), "id", list(offline), "online", 0)
    assert {item.column: item.differing for item in seen.columns} == {
        "n": 0,
        "at": 0,
        "t": 1,
        "nan": 1,
    }


def test_tables_that_share_no_key_or_column_are_said_so(tmp_path: Path) -> None:
    with engine(tmp_path, live={"id": [1], "x": [1]}, online={"id": [2], "x": [1]}) as opened:

        def told(key: str, *columns: str) -> str:
            return parity(opened, ("live", "online"), key, columns, "online", 0).reason

        assert told("id", "x") == "no key is in both tables"
        assert told("key", "x") == "the table has no column key"
        assert told("id", "y") == "online has none of the table's columns"
