"""Pictures that have to be read without colour, and names that must not stand on one another."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from engagement.clients import use_cases
from engagement.model import Workspace
from engagement.plans import planning
from engagement.portfolio import portfolio
from engagement.store import Store
from scoring.plan_comparison import differences
from ui.components.charts.calendar import calendar
from ui.components.charts.parts import at
from ui.components.charts.two_plans import two_plans
from ui.components.charts.use_cases import impact
from ui.theme.palette import palette

COLOURS = palette(False)


def rows_of(spec: dict[str, Any], kind: str) -> list[list[dict[str, Any]]]:
    """The rows of every layer of one kind of mark."""
    return [one["data"]["values"] for one in spec["layer"]
            if one["mark"]["type"] == kind and "values" in one.get("data", {})]  # fmt: skip


def test_use_cases_of_no_stated_value_stand_apart_by_place(store: Store, space: Workspace) -> None:
    for number in range(3):
        use_cases.create_use_case(store, client_id=space.client.id, name=f"Case {number}")
    held = portfolio.compared(store, space.client.id)
    shown = [row for rows in rows_of(impact(held, None, COLOURS), "point") for row in rows]
    heights = [row["value"] for row in sorted(shown, key=lambda row: row["place"])]
    assert len(heights) == 4
    assert heights == sorted(set(heights), reverse=True)


def test_two_plans_differ_in_fill_and_dash_and_each_date_is_written(
    store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    inputs = planning.plan_inputs(store, space.assessment.id)
    quicker = inputs.model_copy(update={"capacity": dict.fromkeys(inputs.capacity, 4.0)})
    one, other = (planning.roadmap(store, space.assessment.id, inputs=item)
                  for item in (inputs, quicker))  # fmt: skip
    assert one.gate
    assert other.gate
    spec = two_plans(differences(one, other), (one.gate.p80, other.gate.p80), COLOURS)
    [bars] = rows_of(spec, "bar")
    assert {bar["fill"] for bar in bars} == {COLOURS.page, COLOURS.accent}
    marks = [row for rows in rows_of(spec, "rule") for row in rows if "dash" in row]
    assert [tuple(row["dash"]) for row in marks] == [(5, 3), (1, 0)]
    written = {row.get("text") for rows in rows_of(spec, "text") for row in rows}
    assert {row["text"] for row in marks} <= written


@pytest.mark.parametrize("days", [40, 140, 320, 440, 900, 2000])
def test_names_of_months_keep_their_distance_however_long_a_plan_is(
    store: Store, space: Workspace, answer_all: Callable[..., None], days: int
) -> None:
    answer_all(level=2)
    plan = planning.roadmap(store, space.assessment.id)
    monday = date(2026, 11, 23)
    plan = plan.model_copy(update={"first_monday": monday, "start": monday + timedelta(days=4)})
    layers = calendar(plan, days, 5, ({"domain": [0, days]}, at("row")), COLOURS)
    spec = {"layer": [layer.to_dict() for layer in layers]}
    offsets = sorted({row["day"] for rows in rows_of(spec, "text") for row in rows if "day" in row})
    apart = [after - before for before, after in pairwise(offsets)]
    assert offsets[0] == 0
    assert all(gap >= days / 6 - 3 for gap in apart)
    assert offsets[-1] <= days - days / 6
