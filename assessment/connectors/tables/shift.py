"""How far the live table lies from the one that the model was trained on."""

import math
from collections.abc import Mapping, Sequence

from assessment.connectors.tables.engine import Engine, identifier, selected
from assessment.connectors.tables.evidence import Column, Shift, ShiftReport
from assessment.connectors.tables.profile import is_number, is_time
from assessment.connectors.tables.running_numbers import running_numbers

BINS = 10
CATEGORIES = 50
"""A text column with more distinct values than this is an identifier or free text."""

FEW_NUMBERS = 20
"""A number with no more distinct values than this is compared value by value."""

HALF = 0.5
"""Added to every count, so that an empty bin has a share and the index stays finite."""


def psi(live: Sequence[float], reference: Sequence[float]) -> float:
    """Population stability index of two rows of bin counts: sum of (p - q) ln(p / q).

    The sum of the two Kullback-Leibler divergences, on shares with half a count in each bin.
    """
    p, q = shares(live), shares(reference)
    return math.fsum((a - b) * math.log(a / b) for a, b in zip(p, q, strict=True))


def psi_by_chance(bins: int, live: float, reference: float) -> float:
    """Mean of the index without any shift: (bins - 1)(1 / n + 1 / m), Yurdakul (2018)."""
    return (bins - 1) * (1 / live + 1 / reference)


def jensen_shannon(live: Sequence[float], reference: Sequence[float]) -> float:
    """Jensen-Shannon distance (base 2) of two rows of bin counts, in 0-1."""
    p, q = shares(live), shares(reference)
    total = 0.0
    for a, b in zip(p, q, strict=True):
        middle = (a + b) / 2
        total += (a * math.log2(a / middle) + b * math.log2(b / middle)) / 2
    return math.sqrt(max(0.0, total))


def shares(counts: Sequence[float]) -> list[float]:
    """Shares of bin counts, each with half a count more."""
    total = math.fsum(counts) + HALF * len(counts)
    return [(count + HALF) / total for count in counts]


def compare(
    engine: Engine,
    views: tuple[str, str],
    live: Sequence[Column],
    reference: Sequence[Column],
    leave_out: Sequence[str],
) -> ShiftReport:
    """Every comparable column that both tables have; ``views`` are live and reference."""
    here, there = {item.name: item for item in live}, {item.name: item for item in reference}
    out = set(leave_out)
    both = [name for name in here if name in there and name not in out]
    ranged = [name for name in both if _as_numbers(here[name], there[name])]
    running = running_numbers(engine, views, [(here[name], there[name]) for name in ranged])
    numbers = [name for name in ranged if name not in running]
    rest = [name for name in both if name not in ranged]
    texts = [name for name in rest if _as_categories(here[name], there[name])]
    counts = _numbers(engine, views, numbers)
    counts |= {name: _categories(engine, views, name) for name in texts}
    shifts = [_shift(name, name in numbers, *counts[name]) for name in both if name in counts]
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


def _shift(name: str, numbers: bool, live: list[float], reference: list[float]) -> Shift:
    return Shift(
        column=name,
        kind="numbers" if numbers else "categories",
        psi=psi(live, reference),
        psi_by_chance=psi_by_chance(len(live), math.fsum(live), math.fsum(reference)),
        js=jensen_shannon(live, reference),
        bins=len(live),
    )


def _numbers(
    engine: Engine, views: tuple[str, str], names: Sequence[str]
) -> dict[str, tuple[list[float], list[float]]]:
    """Counts of each column in the reference's deciles, missing values in a bin of their own."""
    if not names:
        return {}
    edges = _edges(engine, views[1], names)
    live, reference = (_binned(engine, view, edges) for view in views)
    found = {}
    for name in edges:
        a, b = live[name], reference[name]
        if not a[-1] and not b[-1]:
            a, b = a[:-1], b[:-1]
        found[name] = (a, b)
    return found


def _edges(engine: Engine, view: str, names: Sequence[str]) -> dict[str, list[float]]:
    steps = ", ".join(f"{step / BINS}" for step in range(1, BINS))
    parts = [f"approx_quantile({identifier(name)}::DOUBLE, [{steps}])" for name in names]
    sql = selected(parts, identifier(view))
    row = engine.one(sql, "where the deciles of the reference lie")
    found = {name: sorted({float(x) for x in edges or () if math.isfinite(x)})
             for name, edges in zip(names, row, strict=True)}  # fmt: skip
    return {name: edges for name, edges in found.items() if edges}


def _binned(engine: Engine, view: str, edges: Mapping[str, list[float]]) -> dict[str, list[float]]:
    """Counts up to each edge, above the last one, and missing."""
    parts = []
    for name, limits in edges.items():
        listed = ", ".join(repr(limit) for limit in limits)
        parts.append(f"histogram({identifier(name)}::DOUBLE, [{listed}]::DOUBLE[])")
        parts.append(f"count(*) - count({identifier(name)})")
    if not parts:
        return {}
    sql = selected(parts, identifier(view))
    row = engine.one(sql, f"how the columns of the {view} table are distributed")
    found = {}
    for index, (name, limits) in enumerate(edges.items()):
        counted = {float(key): float(n) for key, n in (row[2 * index] or {}).items()}
        inner = [counted.pop(limit, 0.0) for limit in limits]
        found[name] = [*inner, math.fsum(counted.values()), float(row[2 * index + 1])]
    return found


def _categories(
    engine: Engine, views: tuple[str, str], name: str
) -> tuple[list[float], list[float]]:
    """Counts by category in both tables, without the categories themselves."""
    counted = [f"{identifier(name)}::VARCHAR AS k", "count(*) AS n"]
    live, reference = (selected(counted, f"{identifier(view)} GROUP BY 1") for view in views)
    joined = "a FULL JOIN b ON a.k IS NOT DISTINCT FROM b.k"
    counts = selected(["coalesce(a.n, 0)", "coalesce(b.n, 0)"], joined)
    sql = f"WITH a AS ({live}), b AS ({reference}) {counts}"
    rows = engine.rows(sql, f"how the categories of {name} are distributed in both tables")
    return [float(row[0]) for row in rows], [float(row[1]) for row in rows]
