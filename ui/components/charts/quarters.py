"""Results by quarter: a cell each, its shade the index, its shape the verdict; lines join what compares."""

from itertools import pairwise
from typing import Any

from reports.over_time_words import headline, spoken
from reports.wording import level
from scoring.over_time import Cell, Course, OverTime
from ui.components.charts.parts import Layer, Spec, at, frame, label, mark, own, rows_down
from ui.components.wording import SHAPES
from ui.theme.palette import Palette

_GAP, _UP, _DOWN = 0.08, 0.24, 0.36
"""Of a cell: half the room to the next, and how far it reaches up and down from its row's middle."""
_ROW, _HEAD = 92, 40


def by_quarter(held: OverTime, colours: Palette) -> Spec:
    """A row a use case with its name above it; an empty quarter is an empty cell."""
    count = len(held.courses)
    x = at("x", {"domain": [0, len(held.quarters)]})
    y = at("row", rows_down(count, above=0.5 + _HEAD / _ROW, below=0.5))
    places = {quarter: place for place, quarter in enumerate(held.quarters)}
    boxes = [
        _box(row, place, colours, _of(course, places).get(place))
        for row, course in enumerate(held.courses)
        for place in range(len(held.quarters))
    ]
    filled = [box for box in boxes if box["text"]]
    links, breaks = _between(held, places)
    sides = {"x": x | {"field": "left"}, "x2": {"field": "right"}}
    box = sides | {"y": y | {"field": "up"}, "y2": {"field": "down"}}
    inside = {"align": "center", "fontWeight": 600}
    return frame(
        [
            mark("rect", box, [item for item in boxes if not item["text"]], fillOpacity=0,
                 stroke=colours.faint, strokeWidth=1, cornerRadius=4),
            mark("rect", box | {"color": own("fill")}, filled, cornerRadius=4,
                 stroke=colours.line, strokeWidth=1),
            mark("rule", sides | {"y": y | {"field": "middle"}}, links, color=colours.ink,
                 strokeWidth=3),
            label(x, y | {"field": "middle"}, "text", breaks, align="center", fontSize=17,
                  fontWeight=600, color=colours.ink),
            label(x, y | {"field": "middle"}, "shape", filled, {"color": own("on")}, dy=-9, **inside),
            label(x, y | {"field": "middle"}, "text", filled, {"color": own("on")}, dy=10, **inside),
            *_words(held, x, y, colours),
        ],
        colours, height=_ROW * count + _HEAD,
    )  # fmt: skip


def described(held: OverTime) -> str:
    """The chart in words."""
    return f"{headline(held)}. " + ". ".join(spoken(item) for item in held.courses)


def _of(course: Course, places: dict[Any, int]) -> dict[int, Cell]:
    return {places[cell.quarter]: cell for cell in course.cells}


def _box(row: int, place: int, colours: Palette, cell: Cell | None) -> dict[str, Any]:
    index = cell.held.index if cell else None
    shade = None if index is None else min(4, max(0, round(index) - 1))
    verdict = cell.held.verdict if cell else None
    return {
        "row": row, "x": place + 0.5, "left": place + _GAP, "right": place + 1 - _GAP,
        "up": row - _UP, "down": row + _DOWN, "middle": _middle(row),
        "fill": colours.page if shade is None else colours.levels[shade],
        "on": colours.ink if shade is None else colours.on_levels[shade],
        "shape": SHAPES[verdict] if verdict else "",
        "text": "" if cell is None else "–" if index is None else level(index),
    }  # fmt: skip


def _between(
    held: OverTime, places: dict[Any, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines between cells that compare, and a sign before one that does not."""
    links, breaks = [], []
    for row, course in enumerate(held.courses):
        for before, after in pairwise(course.cells):
            place, start = places[after.quarter], places[before.quarter] + 1 - _GAP
            if after.joined:
                links.append({"left": start, "right": place + _GAP, "middle": _middle(row)})
            else:
                middle = (start + place + _GAP) / 2
                breaks.append({"x": middle, "middle": _middle(row), "text": "≠"})
    return links, breaks


def _middle(row: int) -> float:
    return row + (_DOWN - _UP) / 2


def _words(held: OverTime, x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    """The quarters along the top, the year over the first of each, and each row's name."""
    heads = [
        {"x": place + 0.5, "text": f"Q{item.number}",
         "year": str(item.year) if place == 0 or item.number == 1 else ""}
        for place, item in enumerate(held.quarters)
    ]  # fmt: skip
    names = [
        {"row": row - _UP, "x": _GAP, "text": f"{item.client}: {item.use_case}"}
        for row, item in enumerate(held.courses)
    ]
    quiet = {"align": "center", "fontSize": 13, "color": colours.quiet}
    return [
        label(x, {"value": 10}, "year", heads, **quiet),
        label(x, {"value": 27}, "text", heads, **quiet),
        label(x, y, "text", names, dy=-11, color=colours.ink, fontWeight=600,
              limit={"expr": "width - 8"}),
    ]  # fmt: skip
