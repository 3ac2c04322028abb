"""Who was given which variant: whether the split is the planned one, and everybody has one alone."""

from collections.abc import Mapping

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import Experiment, Variant

MOST_VARIANTS = 20
LEAST_EXPECTED = 5
"""Below this many expected units in a variant the chi-square approximation does not hold."""

OTHERS = "others"
"""Variants of so few units that their names stay in the engine, together."""


def by_unit(table: Expression, variant: str, unit: str) -> Expression:
    """(unit, variant) pairs with their rows; without a unit's column every row is a unit."""
    given = {"variant": table[variant].cast("string")}
    if unit:
        given["unit"] = table[unit].cast("string")
    named = table.select(**given).drop_null()
    return named.group_by(["unit", "variant"]).agg(n=named.count()) if unit else named


def experiment(
    engine: Engine, view: str, variant: str, unit: str, planned: Mapping[str, float]
) -> Experiment:
    """The split of an assignment table; ``planned`` are weights by variant, equal where empty."""
    told, table = Experiment(column=variant, unit=unit), engine.table(view)
    for column in filter(None, (variant, unit)):
        if column not in table.columns:
            return told.model_copy(update={"reason": f"the table has no column {column}"})
    pairs = by_unit(table, variant, unit)
    counted = pairs.group_by("variant").agg(n=pairs.count())
    total = engine.one(
        counted.agg(units=counted.n.sum(), variants=counted.count()), "how many units were assigned"
    )
    if not total["variants"] or total["variants"] > MOST_VARIANTS:
        many = f"{variant} has {total['variants']:,} values, and an experiment has 2 to {MOST_VARIANTS}"
        return told.model_copy(update={"reason": many})
    rows = engine.rows(counted.order_by("variant"), "how many units each variant has")
    units = {str(row["variant"]): int(row["n"]) for row in rows}
    if rest := int(total["units"]) - sum(units.values()):
        units[OTHERS] = rest
    several = _in_several(engine, pairs) if unit else 0
    return split(units, planned).model_copy(
        update={"column": variant, "unit": unit, "units_in_several": several}
    )


def _in_several(engine: Engine, pairs: Expression) -> int:
    """Units that were given more than one variant."""
    held = pairs.group_by("unit").agg(variants=pairs.count())
    asked = held.agg(units=held.count(where=held.variants > 1))
    return int(engine.one(asked, "how many units were given several variants")["units"])


def split(units: Mapping[str, int], planned: Mapping[str, float]) -> Experiment:
    """Sample-ratio check: Pearson's chi-square of the units against the planned shares."""
    names = sorted({*units, *planned})
    weights = {name: planned.get(name, 0.0) if planned else 1.0 for name in names}
    whole, total = sum(weights.values()), sum(units.values())
    shares = {name: weight / whole for name, weight in weights.items()} if whole > 0 else weights
    variants = tuple(
        Variant(name=name, units=units.get(name, 0), share=shares[name]) for name in names
    )
    seen = Experiment(units=total, variants=variants)
    if unplanned := [name for name in names if not shares[name] > 0]:
        return seen.model_copy(update={"reason": f"the plan has no share for {unplanned[0]}"})
    if len(names) < 2:
        return seen.model_copy(update={"reason": "there is one variant alone"})
    expected = [total * shares[name] for name in names]
    if min(expected) < LEAST_EXPECTED:
        return seen.model_copy(update={"reason": f"{total:,} units are too few to judge the split"})
    from scipy import stats  # takes two seconds to load

    found = stats.chisquare([item.units for item in variants], expected)
    return seen.model_copy(update={"p": float(found.pvalue)})
