"""How often each category occurs, with the rare ones together."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from assessment.connectors.tables.engine import Engine

RARE = "\0rare"
"""Stands for all categories that too few rows have for their names to leave the engine."""

MISSING = "\0missing"


def counted(engine: Engine, view: str, column: str, rows: int, why: str) -> dict[str, float]:
    """Rows by category of one column; values that mean the same in two engines are spelt alike."""
    table = engine.table(view)
    key = table[column].cast("string") if table[column].type().is_unknown() else table[column]
    groups = table.group_by(k=key).aggregate(n=table.count())
    found: Counter[str] = Counter()
    for row in engine.rows(groups, why):
        found[_spelt(row["k"])] += int(row["n"])
    if rest := rows - found.total():
        found[RARE] = rest
    return {name: float(count) for name, count in found.items()}


def paired(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[list[float], list[float]]:
    """Two rows of counts over the categories of both; one known only here is rare there."""
    names = [name for name in {**one, **other} if name != RARE]
    first, second = ([side.get(name, 0.0) for name in names] for side in (one, other))
    if one.get(RARE, 0.0) or other.get(RARE, 0.0):
        first.append(one.get(RARE, 0.0))
        second.append(other.get(RARE, 0.0))
    return first, second


def _spelt(value: object) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        number = float(value)
        return str(int(number)) if number.is_integer() else repr(number)
    return str(value)
