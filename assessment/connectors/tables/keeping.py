"""Reads the days that are not kept yet, and holds the newest week against what was kept first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.distance import (
    jensen_shannon,
    psi,
    psi_by_chance,
    psi_chance_limit,
)
from assessment.connectors.tables.engine import Engine, Expression, is_number, is_time
from assessment.connectors.tables.evidence import Column, Shift, ShiftReport
from assessment.connectors.tables.history import (
    Bins,
    DayCounts,
    TableHistory,
    merged,
    recent,
    restricted,
    summed,
)
from assessment.connectors.tables.known_values import SMALLEST_GROUP
from assessment.connectors.tables.moments import CLOCKS_DIFFER, DAY, day_of, number_of, period_of
from assessment.connectors.tables.running_numbers import running_numbers
from assessment.connectors.tables.schema_change import is_plain

PARTS = 10
CATEGORIES = 50
FEW_NUMBERS = 20
"""A number with no more distinct values than this is counted value by value."""

COLUMNS = 100
"""The most columns of which days are kept: each costs a pass and a few numbers a day."""

DAYS = 90
"""The most days that one look reads; older ones are not needed to see what is usual."""

SAMPLE = 200_000
"""So many rows put a decile within a few thousandths of the rows of where it is."""

KEPT_DAYS = 400
"""The most days that are kept after the reference: a year and a month."""

WEEK = 7
"""A window holds each weekday equally often."""


@dataclass(frozen=True)
class Table:
    """A table with a column of event times, as it is being read."""

    engine: Engine
    view: str
    event: str
    rows: int
    columns: Sequence[Column]

    def between(self, first: date, last: date) -> Expression:
        """Its rows of some days, with the number of the day as ``day_``."""
        table = self.engine.table(self.view)
        value = table[self.event]
        if value.type().is_timestamp():
            # Said of the column itself too, so that an engine can skip what it need not read.
            early = datetime.combine(first, time.min, UTC) - timedelta(days=1)
            plain = early if value.type().timezone else early.replace(tzinfo=None)
            table = table.filter(value >= ibis.literal(plain, type=value.type()))
        table = table.mutate(day_=period_of(self.engine.seconds(table[self.event]), DAY))
        return table.filter(table.day_ >= number_of(first), table.day_ <= number_of(last))


def kept_until_now(
    table: Table, about: str, before: TableHistory | None, now: datetime, *,
    leave_out: Sequence[str], minimum_rows: float,
) -> TableHistory:  # fmt: skip
    """The kept history with the days that have become complete since; the first look freezes bins.

    Days are read only where they are newer than those kept. A row that arrives for a day that is
    already kept is not added.
    """
    types = tuple((column.name, column.type) for column in table.columns)
    fresh = TableHistory(about=about, seen_at=now, types=types)
    if before is not None and before.about == about:
        fresh = restricted(before, dict(types)).model_copy(update={"seen_at": now, "types": types})
    newest = _newest_day(table, now)
    if newest is None:
        return fresh
    last = newest - timedelta(days=1)
    if not fresh.days:
        return _first(table, fresh, last, leave_out, minimum_rows)
    start = max(fresh.days[-1].day, last - timedelta(days=DAYS)) + timedelta(days=1)
    if start > last:
        return fresh
    days = read_days(table, fresh.bins, start, last)
    return recent(merged(fresh, fresh.model_copy(update={"days": days})), KEPT_DAYS)


def _newest_day(table: Table, now: datetime) -> date | None:
    at = table.engine.seconds(table.engine.table(table.view)[table.event])
    past = at <= now.timestamp() + CLOCKS_DIFFER
    asked = table.engine.table(table.view).agg(newest=at.max(where=past))
    found = table.engine.one(asked, "which day is the newest")["newest"]
    return None if found is None else day_of(int(found // DAY))


def _first(
    table: Table, fresh: TableHistory, last: date, leave_out: Sequence[str], minimum_rows: float
) -> TableHistory:
    """The reference: kept once it holds a whole week and rows enough; until then only the columns."""
    first = last - timedelta(days=DAYS - 1)
    rows = table.between(first, last)
    found = table.engine.one(
        rows.agg(rows=rows.count(), days=rows.day_.nunique()),
        "whether there is enough to compare with",
    )
    if found["days"] < WEEK or found["rows"] < minimum_rows:
        return fresh
    bins = chosen_bins(table, rows, {table.event, *leave_out})
    days = read_days(table, bins, first, last)
    return fresh.model_copy(update={"bins": bins, "days": days, "reference_until": last})


def chosen_bins(table: Table, rows: Expression, leave_out: set[str]) -> tuple[Bins, ...]:
    """Deciles of number columns and the frequent categories of columns with few values.

    A running number always moves and says nothing, so it is left out.
    """
    plain = [item for item in table.columns if is_plain(item.type) and not is_time(item.type)]
    kept = [item for item in plain if item.name not in leave_out][:COLUMNS]
    ranged = [item.name for item in kept if is_number(item.type) and item.distinct > FEW_NUMBERS]
    side = (table.engine, table.view, table.rows, {item.name: item for item in kept})
    running = running_numbers(side, side, ranged)
    numbers = [name for name in ranged if name not in running]
    shares = [part / PARTS for part in range(1, PARTS)]
    some = _some(rows, table.rows)
    deciles = table.engine.quantiles(some, numbers, shares, "where the deciles of the table lie")
    bins = [
        Bins(column=name, kind="numbers", edges=edges)
        for name in numbers
        if (edges := tuple(sorted(set(deciles.get(name, ())))))
    ]
    few = [item.name for item in kept if item.name not in ranged and item.distinct <= CATEGORIES]
    return (*bins, *(_named(table.engine, rows, name) for name in few))


def _some(rows: Expression, many: int) -> Expression:
    """All rows of a short table, a random part of a long one: bins need to be even only roughly."""
    return rows if many <= 2 * SAMPLE else rows.filter(ibis.random() < SAMPLE / many)


def _named(engine: Engine, rows: Expression, column: str) -> Bins:
    spelt = rows.select(k=rows[column].cast("string"))
    spelt = spelt.filter(spelt.k.notnull())
    groups = spelt.group_by("k").agg(n=spelt.count())
    often = (
        groups.filter(groups.n >= SMALLEST_GROUP).order_by([ibis.desc("n"), "k"]).limit(CATEGORIES)
    )
    found = engine.rows(often, f"which categories of {column} are frequent")
    return Bins(column=column, kind="categories", names=tuple(str(row["k"]) for row in found))


def read_days(table: Table, bins: Sequence[Bins], first: date, last: date) -> tuple[DayCounts, ...]:
    """Counts of every day from ``first`` to ``last`` that has rows; numbers in one pass where that can be."""
    rows = table.between(first, last)
    grouped = rows.group_by("day_").agg(rows=rows.count())
    asked = table.engine.rows(grouped.order_by("day_"), "how many rows each new day has")
    days = {row["day_"]: int(row["rows"]) for row in asked}
    counted = _cells(table.engine, rows, bins) if days else {}
    return tuple(
        DayCounts(
            day=day_of(day),
            rows=count,
            cells=tuple(tuple(counted[item.column].get(day, [0] * item.cells)) for item in bins),
        )
        for day, count in days.items()
    )


def _cells(
    engine: Engine, rows: Expression, bins: Sequence[Bins]
) -> dict[str, dict[int, list[int]]]:
    """Column -> day -> rows in each cell."""
    edges = {item.column: item.edges for item in bins if item.kind == "numbers"}
    found = engine.histograms_by(rows, "day_", edges, "how numbers are distributed on each new day")
    return found | {
        item.column: _categories(engine, rows, item) for item in bins if item.kind == "categories"
    }


def _categories(engine: Engine, rows: Expression, bins: Bins) -> dict[int, list[int]]:
    spelt = rows[bins.column].cast("string")
    known: Any = [(spelt.isnull(), ibis.literal(bins.cells - 1, "int64"))]
    known += [(spelt == name, ibis.literal(at, "int64")) for at, name in enumerate(bins.names)]
    cell = ibis.cases(*known, else_=ibis.literal(len(bins.names), "int64"))
    placed = rows.select(day_=rows.day_, cell=cell)
    counted = placed.group_by(["day_", "cell"]).agg(rows=placed.count())
    found: dict[int, list[int]] = {}
    for row in engine.rows(counted, f"how {bins.column} is distributed on each new day"):
        found.setdefault(row["day_"], [0] * bins.cells)[row["cell"]] = int(row["rows"])
    return found


def drift(history: TableHistory, minimum_rows: float) -> ShiftReport | None:
    """The newest week of kept days against those of the first look; ``None`` where nothing is kept."""
    until = history.reference_until
    if until is None or history.last_day is None:
        return None
    reference = summed(history.since(date.min, until))
    first = history.last_day - timedelta(days=WEEK - 1)
    live = summed(history.since(max(first, until + timedelta(days=1)), history.last_day))
    told = ShiftReport(
        reference=f"the days to {until.isoformat()}",
        live_rows=live.rows if live else 0,
        reference_rows=reference.rows if reference else 0,
    )
    if live is None or reference is None or first <= until:
        return told.model_copy(update={"reason": "less than a week has passed since the reference"})
    if min(live.rows, reference.rows) < minimum_rows:
        few = f"{min(live.rows, reference.rows):,} rows are too few to tell a shift from chance"
        return told.model_copy(update={"reason": few})
    pairs = zip(history.bins, live.cells, reference.cells, strict=True)
    shifts = [shift_of(item, now, before, len(history.bins)) for item, now, before in pairs]
    return told.model_copy(update={"shifts": tuple(sorted(shifts, key=lambda item: -item.psi))})


def shift_of(bins: Bins, live: Sequence[int], reference: Sequence[int], comparisons: int) -> Shift:
    """Distances of one column's cells; cells that are empty on both sides are none."""
    filled = [at for at in range(bins.cells) if live[at] or reference[at]]
    now, before = ([float(side[at]) for at in filled] for side in (live, reference))
    return Shift(
        column=bins.column,
        kind=bins.kind,
        psi=psi(now, before),
        psi_by_chance=psi_by_chance(len(filled), sum(now), sum(before)),
        psi_chance_limit=psi_chance_limit(len(filled), sum(now), sum(before), comparisons),
        js=jensen_shannon(now, before),
        bins=len(filled),
    )
