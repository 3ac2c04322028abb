"""How far the live table lies from the one that the model was trained on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.connectors.tables.categories import counted, paired
from assessment.connectors.tables.distance import (
    jensen_shannon,
    psi,
    psi_by_chance,
    psi_chance_limit,
)
from assessment.connectors.tables.engine import Engine, is_number, is_time
from assessment.connectors.tables.evidence import Column, Shift, ShiftReport
from assessment.connectors.tables.running_numbers import running_numbers

BINS = 10
CATEGORIES = 50
"""A text column with more distinct values than this is an identifier or free text."""

FEW_NUMBERS = 20
"""A number with no more distinct values than this is compared value by value."""

Counts = tuple[list[float], list[float]]


@dataclass(frozen=True)
class Side:
    """One of the two tables: where it is, what it is called there, and its columns."""

    engine: Engine
    view: str
    rows: int
    columns: Sequence[Column]

    @property
    def named(self) -> dict[str, Column]:
        """Its columns by name."""
        return {item.name: item for item in self.columns}


def compare(live: Side, reference: Side, leave_out: Sequence[str]) -> ShiftReport:
    """Every comparable column that both tables have; they may lie in different engines."""
    here, there, out = live.named, reference.named, set(leave_out)
    both = [name for name in here if name in there and name not in out]
    ranged = [name for name in both if _as_numbers(here[name], there[name])]
    running = running_numbers((live.engine, live.view, live.rows, here),
                              (reference.engine, reference.view, reference.rows, there), ranged)  # fmt: skip
    numbers = [name for name in ranged if name not in running]
    rest = [name for name in both if name not in ranged]
    texts = [name for name in rest if _as_categories(here[name], there[name])]
    counts = _numbers(live, reference, numbers)
    counts |= {name: _categories(live, reference, name) for name in texts}
    shifts = [
        _shift(name, name in numbers, *counts[name], comparisons=len(counts))
        for name in both
        if name in counts
    ]
    return ShiftReport(
        shifts=tuple(sorted(shifts, key=lambda item: -item.psi)),
        missing=tuple(name for name in there if name not in here and name not in out),
        added=tuple(name for name in here if name not in there and name not in out),
        skipped=tuple(name for name in both if name not in counts),
        running=running,
    )


def _as_numbers(one: Column, other: Column) -> bool:
    return (
        is_number(one.type)
        and is_number(other.type)
        and max(one.distinct, other.distinct) > FEW_NUMBERS
    )


def _as_categories(one: Column, other: Column) -> bool:
    times = is_time(one.type) or is_time(other.type)
    return not times and max(one.distinct, other.distinct) <= CATEGORIES


def _shift(
    name: str, numbers: bool, live: list[float], reference: list[float], comparisons: int
) -> Shift:
    n, m = math.fsum(live), math.fsum(reference)
    return Shift(
        column=name,
        kind="numbers" if numbers else "categories",
        psi=psi(live, reference),
        psi_by_chance=psi_by_chance(len(live), n, m),
        psi_chance_limit=psi_chance_limit(len(live), n, m, comparisons),
        js=jensen_shannon(live, reference),
        bins=len(live),
    )


def _numbers(live: Side, reference: Side, names: Sequence[str]) -> dict[str, Counts]:
    """Counts of each column in the reference's deciles, missing values in a bin of their own."""
    if not names:
        return {}
    edges = _edges(reference, names)
    new, old = (_binned(side, edges) for side in (live, reference))
    found = {}
    for name in edges:
        a, b = new[name], old[name]
        found[name] = (a, b) if a[-1] or b[-1] else (a[:-1], b[:-1])
    return found


def _edges(side: Side, names: Sequence[str]) -> dict[str, list[float]]:
    table, shares = side.engine.table(side.view), [step / BINS for step in range(1, BINS)]
    why = "where the deciles of the reference lie"
    found = side.engine.quantiles(table, names, shares, why)
    return {name: sorted(set(edges)) for name, edges in found.items() if edges}


def _binned(side: Side, edges: dict[str, list[float]]) -> dict[str, list[float]]:
    why = f"how the columns of the {side.view} table are distributed"
    return side.engine.histograms(side.engine.table(side.view), edges, why)


def _categories(live: Side, reference: Side, name: str) -> Counts:
    """Counts by category in both tables, without the categories themselves."""
    why = f"how the categories of {name} are distributed"
    new, old = (counted(side.engine, side.view, name, side.rows, why) for side in (live, reference))
    return paired(new, old)
