"""A small line of the last window with its dashed target; one reading is one dot, never a line."""

from collections.abc import Callable

from reports import colours
from reports.blocks import Trend
from reports.charts.sheet import Sheet


def draw(block: Trend, width: float = 63, height: float = 18) -> Sheet:
    """The line over ``width`` × ``height`` points; nothing is drawn from nothing."""
    sheet = Sheet(width, height)
    values = [value for _, value in block.points]
    marks = values + ([] if block.target is None else [block.target])
    if not marks:
        return sheet
    low, high = min(marks), max(marks)
    pad = 3.0

    def place(value: float) -> float:
        share = 0.5 if high == low else (value - low) / (high - low)
        return height - pad - share * (height - 2 * pad)

    if block.target is not None:
        y = place(block.target)
        sheet.line(0, y, width, y, colours.INK, thick=0.8, dash=(2.2, 1.6))
    _line(sheet, block, place, width)
    return sheet


def _line(sheet: Sheet, block: Trend, place: Callable[[float], float], width: float) -> None:
    if not block.points:
        return
    first, last = block.points[0][0], block.points[-1][0]
    span = last - first
    points = [
        (2 + (width - 5) * ((at - first) / span if span else 0.0), place(value))
        for at, value in block.points
    ]
    if span and len(points) > 1:
        sheet.path(points, colours.BLUE, 1.0)
    sheet.dot(*points[-1], 2.1, colours.INK)
