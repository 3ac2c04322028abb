"""Days that are kept from look to look: they add up, exactly, and later ones are held against them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import rel_entr

from assessment.connectors.tables.distance import psi, psi_chance_limit
from assessment.connectors.tables.evidence import Column
from assessment.connectors.tables.history import (
    Bins,
    DayCounts,
    TableHistory,
    merged,
    recent,
    summed,
)
from assessment.connectors.tables.keeping import (
    Table,
    drift,
    kept_until_now,
    read_days,
)
from assessment.sources import Made
from tests.assessment.tables_at_hand import NOW, days_ago, engine

BINS = (
    Bins(column="x", kind="numbers", edges=(0.0, 1.0, 2.0)),
    Bins(column="c", kind="categories", names=("web", "shop")),
)
SIZES = [item.cells for item in BINS]
COLUMNS = (
    Column(name="x", type="float64", distinct=500),
    Column(name="c", type="string", distinct=3),
)

cells = st.tuples(*(st.tuples(*[st.integers(0, 9)] * size) for size in SIZES))
days = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2026, 1, 6)), st.tuples(st.integers(0, 99), cells), max_size=5
)


@st.composite
def histories(draw: st.DrawFn) -> TableHistory:
    counted = draw(days)
    return TableHistory(
        about="t",
        seen_at=NOW + timedelta(hours=draw(st.integers(0, 5))),
        types=(("x", draw(st.sampled_from(["int64", "float64"]))),),
        bins=BINS,
        reference_until=draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 6))),
        days=tuple(
            DayCounts(day=day, rows=rows, cells=counts)
            for day, (rows, counts) in sorted(counted.items())
        ),
    )


@given(histories(), histories(), histories())
def test_adding_profiles_does_not_depend_on_order_or_grouping(
    one: TableHistory, two: TableHistory, three: TableHistory
) -> None:
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@given(histories(), histories())
def test_a_window_of_the_sum_is_the_sum_of_the_windows(
    one: TableHistory, two: TableHistory
) -> None:
    first, last = date(2026, 1, 2), date(2026, 1, 4)
    parts = [*one.since(first, last), *two.since(first, last)]
    assert summed(merged(one, two).since(first, last)) == summed(parts)


@given(histories())
def test_a_profile_survives_being_kept(one: TableHistory) -> None:
    assert TableHistory.model_validate_json(one.model_dump_json()) == one


def test_profiles_of_other_tables_or_bins_cannot_be_added() -> None:
    plain = TableHistory(about="t", seen_at=NOW, bins=BINS)
    for other in ({"about": "u"}, {"bins": BINS[:1]}):
        with pytest.raises(ValueError, match="cannot be added"):
            merged(plain, plain.model_copy(update=other))


def test_counts_that_do_not_fit_the_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        TableHistory(about="t", seen_at=NOW, bins=BINS, days=(DayCounts(day=NOW.date(), rows=1),))


rows = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.none() | st.floats(-1, 3, width=16) | st.just(float("nan")),
        st.none() | st.sampled_from(["web", "shop", "Ada"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=15, deadline=None)
@given(rows, st.integers(0, 60))
def test_days_of_two_parts_add_up_to_those_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[int, Any, Any]], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("days")

    def counted(part: list[tuple[int, Any, Any]]) -> TableHistory:
        columns = {
            "t": np.array([days_ago(back).replace(tzinfo=None) for back, _, _ in part],
                          dtype="datetime64[us]"),
            "x": np.array([np.nan if x is None else x for _, x, _ in part], dtype=float),
            "c": np.array([c for _, _, c in part], dtype=object),
        }  # fmt: skip
        empty = TableHistory(about="t", seen_at=NOW, bins=BINS)
        if not part:
            return empty
        with engine(folder, live=columns) as opened:
            found = read_days(
                Table(opened, "live", "t", len(part), COLUMNS),
                BINS,
                days_ago(4).date(),
                days_ago(1).date(),
            )
        return empty.model_copy(update={"days": found})

    whole = counted(table)
    assert merged(counted(table[:cut]), counted(table[cut:])) == whole
    assert sum(day.rows for day in whole.days) == len(table)
    for day in whole.days:
        assert all(sum(counts) == day.rows for counts in day.cells)


def traffic(days_back: range, a_day: int, shift: float = 0, seed: int = 3) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    at = [days_ago(back, hour=5) for back in days_back for _ in range(a_day)]
    names = ["web"] * 6 + ["shop"] * 3 + ["app"]
    return {"t": at, "x": chance.normal(shift, 1, len(at)),
            "c": [names[chance.integers(0, 10)] for _ in at]}  # fmt: skip


def together(*tables: dict[str, Any]) -> dict[str, Any]:
    return {name: [value for table in tables for value in table[name]] for name in tables[0]}


def kept(
    folder: Path, table: dict[str, Any], before: TableHistory | None,
    made: list[Made] | None = None, now: Any = NOW, minimum: float = 1000,
    columns: tuple[Column, ...] = COLUMNS,
) -> TableHistory:  # fmt: skip
    with engine(folder, made, live=table) as opened:
        return kept_until_now(
            Table(opened, "live", "t", len(table["t"]), columns), "t", before, now,
            leave_out=("y",), minimum_rows=minimum,
        )  # fmt: skip


def test_the_first_look_freezes_bins_and_keeps_complete_days(tmp_path: Path) -> None:
    seen = kept(tmp_path, traffic(range(20, -1, -1), 100), None)
    assert [item.column for item in seen.bins] == ["x", "c"]
    assert seen.bins[1].names == ("web", "shop", "app")
    assert len(seen.days) == 20
    assert seen.reference_until == seen.last_day == days_ago(1).date()
    assert np.allclose(seen.bins[0].edges[4], 0, atol=0.1)


def test_rare_categories_are_kept_without_their_names(tmp_path: Path) -> None:
    table = traffic(range(20, -1, -1), 100)
    table["c"][:9] = ["Ada Lovelace"] * 9
    made: list[Made] = []
    seen = kept(tmp_path, table, None, made)
    assert "Lovelace" not in seen.model_dump_json() + repr(made)
    total = summed(seen.days)
    assert total is not None
    assert total.cells[1][3] == 9


def test_too_little_is_no_reference_yet(tmp_path: Path) -> None:
    for table in (traffic(range(5, -1, -1), 1000), traffic(range(20, -1, -1), 10)):
        seen = kept(tmp_path, table, None)
        assert (seen.bins, seen.days, seen.reference_until) == ((), (), None)
        assert dict(seen.types) == {"x": "float64", "c": "string"}


def test_a_later_look_reads_the_new_days_alone_and_any_window_is_their_sum(tmp_path: Path) -> None:
    old, new = traffic(range(30, 9, -1), 100), traffic(range(9, -1, -1), 100, seed=9)
    first = kept(tmp_path, old, None, now=days_ago(10, hour=9))
    made: list[Made] = []
    later = kept(tmp_path, new, first, made)
    assert later.bins == first.bins
    assert len(later.days) == 30 - 1
    whole = kept(tmp_path, together(old, new), first)
    assert whole.days[-8:] == later.days[-8:]
    assert later.reference_until == first.reference_until


def test_a_week_that_moved_is_found_and_one_that_did_not_is_not(tmp_path: Path) -> None:
    old = traffic(range(30, 9, -1), 300)
    first = kept(tmp_path, old, None, now=days_ago(10, hour=9))
    moved = drift(kept(tmp_path, traffic(range(9, -1, -1), 300, 0.5, 8), first), 1000)
    still = drift(kept(tmp_path, traffic(range(9, -1, -1), 300, 0.0, 8), first), 1000)
    assert moved is not None
    assert still is not None
    assert {item.column: item.psi > 0.15 for item in moved.shifts} == {"x": True, "c": False}
    assert max(item.psi for item in still.shifts) < 0.02
    assert moved.live_rows == 2100


def test_the_distance_is_that_of_scipy_on_the_frozen_edges(tmp_path: Path) -> None:
    old, new = traffic(range(30, 9, -1), 300), traffic(range(9, -1, -1), 300, 0.3, 8)
    first = kept(tmp_path, old, None, now=days_ago(10, hour=9))
    report = drift(kept(tmp_path, new, first), 1000)
    edges = [-np.inf, *first.bins[0].edges, np.inf]
    days = np.array([item.date() for item in new["t"]])
    week = new["x"][(days >= days_ago(7).date()) & (days <= days_ago(1).date())]
    before = np.array(old["x"])[
        np.array([item.date() for item in old["t"]]) <= first.reference_until
    ]
    p, q = ((np.histogram(side, edges)[0] + 0.5) for side in (week, before))
    p, q = p / p.sum(), q / q.sum()
    assert report is not None
    x = next(item for item in report.shifts if item.column == "x")
    assert x.psi == pytest.approx(float(np.sum(rel_entr(p, q) + rel_entr(q, p))), abs=1e-9)


def test_less_than_a_week_since_the_reference_decides_nothing(tmp_path: Path) -> None:
    first = kept(tmp_path, traffic(range(30, 4, -1), 300), None, now=days_ago(5, hour=9))
    report = drift(kept(tmp_path, traffic(range(5, -1, -1), 300), first), 1000)
    assert report is not None
    assert "less than a week" in report.reason


def test_a_profile_of_another_table_starts_anew(tmp_path: Path) -> None:
    other = kept(tmp_path, traffic(range(20, -1, -1), 100), None).model_copy(
        update={"about": "another", "types": (("z", "int64"),)}
    )
    assert dict(kept(tmp_path, traffic(range(20, -1, -1), 100), other).types).keys() == {"x", "c"}


def test_a_running_number_is_not_kept_and_a_lost_column_does_not_stop_the_others(
    tmp_path: Path,
) -> None:
    old, new = traffic(range(30, 9, -1), 100), traffic(range(9, -1, -1), 100, seed=9)
    for table in (old, new):
        table["n"] = list(range(len(table["t"])))
    wide = (*COLUMNS, Column(name="n", type="int64", distinct=len(old["t"])))
    first = kept(tmp_path, old, None, now=days_ago(10, hour=9), columns=wide)
    assert [item.column for item in first.bins] == ["x", "c"]
    del new["x"]
    later = kept(tmp_path, new, first, columns=COLUMNS[1:])
    assert [item.column for item in later.bins] == ["c"]
    assert len(later.days) == 29
    report = drift(later, 500)
    assert report is not None
    assert [item.column for item in report.shifts] == ["c"]


def test_old_days_go_and_the_reference_stays() -> None:
    days = tuple(
        DayCounts(day=date(2025, 1, 1) + timedelta(days=n), rows=n, cells=((0,) * 5, (0,) * 4))
        for n in range(30)
    )
    whole = TableHistory(
        about="t", seen_at=NOW, bins=BINS, days=days, reference_until=date(2025, 1, 10)
    )
    assert [day.rows for day in recent(whole, 5).days] == [*range(10), *range(25, 30)]


def test_chance_passes_the_limit_of_all_columns_together_in_few_looks() -> None:
    chance = np.random.default_rng(11)
    shares, columns, looks = np.full(10, 0.1), 30, 300
    false = 0
    for _ in range(looks):
        old, new = (
            chance.multinomial(1500, shares, columns),
            chance.multinomial(1000, shares, columns),
        )
        limit = psi_chance_limit(10, 1000, 1500, columns)
        false += any(psi(n, o) > limit for n, o in zip(new, old, strict=True))
    assert 0.01 <= false / looks <= 0.09
