"""Value and feasibility: every name stands clear of lines, marks and other names."""

from itertools import combinations

import pytest
from reportlab.graphics.shapes import Circle, Line, Rect

from reports import colours, fonts
from reports.blocks import ImpactChart, ImpactPoint
from reports.charts import impact
from reports.charts.free_room import Box

TICKS = tuple((value * 58e3, f"€{value * 58},000") for value in range(4))
ALONE = ((4.1, 150e3), (1.4, 40e3), (3.0, 90e3))
CLOSE = ((3.1, 110e3), (3.05, 105e3), (3.0, 90e3))
ONE = ((3.0, 90e3),) * 5


def drawn(places: tuple[tuple[float, float], ...]) -> list[object]:
    fonts.register()
    points = tuple(
        ImpactPoint(place=number, name="A use case with a name of some length", judged=True,
                    feasibility=(level - 0.4, level, level + 0.4), stated=True,
                    value=(worth - 2e4, worth, worth + 2e4))
        for number, (level, worth) in enumerate(places, start=1)
    )  # fmt: skip
    return list(impact.draw(ImpactChart(points=points, ticks=TICKS, alt="")).drawing.contents)


def names(shapes: list[object]) -> list[Box]:
    return [Box(one.x, one.y, one.x + one.width, one.y + one.height) for one in shapes
            if isinstance(one, Rect) and one.fillColor == colours.PAPER]  # fmt: skip


@pytest.mark.parametrize("places", [ALONE, CLOSE, ONE])
def test_names_stand_off_the_lines_and_off_each_other(
    places: tuple[tuple[float, float], ...],
) -> None:
    shapes = drawn(places)
    found = names(shapes)
    assert len(found) == len(places)
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    lines = [Box(min(one.x1, one.x2), min(one.y1, one.y2), max(one.x1, one.x2), max(one.y1, one.y2))
             for one in shapes if isinstance(one, Line) and one.strokeColor == colours.QUIET]  # fmt: skip
    assert lines
    assert not any(name.meets(line) for name in found for line in lines)


@pytest.mark.parametrize("places", [ALONE, CLOSE, ONE])
def test_no_numbered_disc_lies_upon_another(places: tuple[tuple[float, float], ...]) -> None:
    discs = [one for one in drawn(places) if isinstance(one, Circle) and one.r > 5]
    assert len(discs) == len(places)
    for one, other in combinations(discs, 2):
        assert abs(one.cx - other.cx) > 15 or abs(one.cy - other.cy) > 15
