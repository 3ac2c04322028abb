"""The week axis of the plan's picture: months with room for their names, freezes as they fall."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoring.roadmap_model import Freeze, Roadmap
from ui.components.charts.calendar import calendar
from ui.theme.palette import palette

MONDAY = date(2026, 11, 23)
ROOM = 0.12
"""Share of the axis that a label with a year takes on a wide screen."""


def drawn(days: int, *freezes: Freeze) -> list[Any]:
    plan = SimpleNamespace(first_monday=MONDAY, freezes=freezes)
    return calendar(
        cast("Roadmap", plan), days, 3, ({"domain": [0, days]}, {"field": "row"}), palette(False)
    )


def rows(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return layer["data"]["values"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("days", [60, 120, 300, 500, 1100, 2000, 3650])
def test_no_two_months_stand_on_each_other(days: int) -> None:
    months = sorted({row["day"] for row in rows(drawn(days)[1])})
    assert len(months) > 1
    assert all(after - before >= ROOM * days for before, after in pairwise(months))


def test_a_freeze_that_began_before_the_plan_is_drawn_as_far_as_it_reaches_into_it() -> None:
    under_way = Freeze(name="Trading", start=date(2026, 11, 1), end=date(2026, 12, 6))
    over = Freeze(name="Summer", start=date(2026, 7, 1), end=date(2026, 8, 1))
    late = Freeze(name="Next", start=date(2027, 11, 1), end=date(2027, 12, 1))
    [band] = rows(drawn(90, under_way, over, late)[0])
    assert (band["day"], band["to"], band["text"]) == (0, 14, "Trading")
