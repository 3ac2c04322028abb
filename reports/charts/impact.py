"""Impact × feasibility: a numbered disc a use case, lines for what it may be, the first one filled."""

from reports import colours, fonts
from reports.blocks import ImpactChart, ImpactPoint
from reports.charts.sheet import Sheet, fitted

_LEFT, _TOP, _BOTTOM, _FOOT, _RIGHT = 46.0, 16.0, 170.0, 28.0, 8.0
_DISC = 7.5
_DASH = (2.5, 2.5)


def draw(block: ImpactChart, width: float = 240.0) -> Sheet:
    """The chart; without any stated value all stand on one line."""
    sheet = Sheet(width, _BOTTOM + _FOOT, block.alt)
    plane = _Plane(width, max((value for value, _ in block.ticks), default=1.0) or 1.0)
    _grid(sheet, plane, block)
    for point in block.points:
        _reach(sheet, plane, point)
    for point in block.points:
        _name(sheet, plane, point)
    for point in reversed(block.points):
        _disc(sheet, plane, point)
    return sheet


class _Plane:
    """From level and money to points of the sheet."""

    def __init__(self, width: float, top: float) -> None:
        self.width, self.top = width, top

    def x(self, level: float) -> float:
        return _LEFT + (level - 1) / 4 * (self.width - _LEFT - _RIGHT)

    def y(self, value: float | None) -> float:
        share = 0.5 if value is None else value / self.top
        return _BOTTOM - share * (_BOTTOM - _TOP)


def _grid(sheet: Sheet, plane: _Plane, block: ImpactChart) -> None:
    valued = any(point.value for point in block.points)
    head = "Value a quarter" if valued else "Nobody has stated a value"
    sheet.text(0, 7, head, size=7.2, fill=colours.QUIET)
    for value, words in block.ticks if valued else ():
        sheet.line(_LEFT, plane.y(value), plane.x(5), plane.y(value), colours.LINE, thick=0.7)
        sheet.text(_LEFT - 4, plane.y(value) + 2.5, words, size=7, fill=colours.QUIET, align="end")
    for level in range(1, 6):
        x = plane.x(level)
        sheet.line(x, _TOP, x, _BOTTOM, colours.LINE, thick=0.7)
        sheet.text(x, _BOTTOM + 11, str(level), size=7.2, fill=colours.QUIET, align="middle")
    words = "Feasibility, level 1 to 5"
    sheet.text(plane.x(5), _BOTTOM + 23, words, size=7.2, fill=colours.QUIET, align="end")


def _reach(sheet: Sheet, plane: _Plane, point: ImpactPoint) -> None:
    """What both figures may be; dashed where they rest on what nobody has said."""
    low, _, high = point.feasibility
    x, y = _place(plane, point)
    dash = None if point.judged else _DASH
    sheet.line(plane.x(low), y, plane.x(high), y, colours.QUIET, thick=1.1, dash=dash)
    if point.value:
        dash = None if point.stated else _DASH
        bottom, top = plane.y(point.value[0]), plane.y(point.value[2])
        sheet.line(x, bottom, x, top, colours.QUIET, thick=1.1, dash=dash)


def _disc(sheet: Sheet, plane: _Plane, point: ImpactPoint) -> None:
    x, y = _place(plane, point)
    first = point.place == 1
    fill = colours.BLUE if first else colours.PAPER
    sheet.dot(x, y, _DISC, fill, colours.PAPER if first else colours.INK, thick=1.1)
    number = colours.PAPER if first else colours.INK
    words = str(point.place)
    sheet.text(x, y + 2.8, words, size=8, font=fonts.SEMIBOLD, fill=number, align="middle")


def _name(sheet: Sheet, plane: _Plane, point: ImpactPoint) -> None:
    """On paper of its own, right of the disc, or left of it where it stands far to the right."""
    x, y = _place(plane, point)
    left = point.feasibility[1] >= 3
    room = (x - _LEFT if left else plane.width - x) - _DISC - 6
    words = fitted(point.name, fonts.SEMIBOLD, 7.2, max(room, 40), 1)[0]
    wide = fonts.width(words, fonts.SEMIBOLD, 7.2)
    start = x - _DISC - 4 - wide if left else x + _DISC + 4
    sheet.rect(start - 1.5, y - 12.5, wide + 3, 10, colours.PAPER)
    sheet.text(start, y - 4.5, words, size=7.2, font=fonts.SEMIBOLD)


def _place(plane: _Plane, point: ImpactPoint) -> tuple[float, float]:
    return plane.x(point.feasibility[1]), plane.y(point.value[1] if point.value else None)
