"""Impact × feasibility: a numbered disc a use case, lines for what it may be, the first one filled."""

from math import dist

from reports import colours, fonts
from reports.blocks import ImpactChart, ImpactPoint
from reports.charts.free_room import Box, Room
from reports.charts.sheet import Sheet, fitted

_LEFT, _TOP, _BOTTOM, _FOOT, _RIGHT = 46.0, 16.0, 170.0, 28.0, 8.0
_DISC, _DOT, _HIGH = 7.5, 2.8, 16.0
_SIZE = 7.2
_DASH = (2.5, 2.5)


def draw(block: ImpactChart, width: float = 240.0) -> Sheet:
    """The chart; without any stated value all stand on one line."""
    sheet = Sheet(width, _BOTTOM + _FOOT, block.alt)
    plane = _Plane(width, max((value for value, _ in block.ticks), default=1.0) or 1.0)
    _grid(sheet, plane, block)
    for point in block.points:
        _reach(sheet, plane, point)
    close = frozenset(point.place for point in block.points if _crowded(plane, point, block.points))
    room = Room(_LEFT, _TOP, width, _BOTTOM)
    for point in block.points:
        room.take(*_taken(plane, point))
    for point in block.points:
        _name(sheet, plane, point, room, apart=point.place in close)
    for point in reversed(block.points):
        if point.place in close:
            sheet.dot(*_place(plane, point), _DOT, colours.INK, colours.PAPER, thick=0.8)
        else:
            _disc(sheet, point, *_place(plane, point))
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


def _disc(sheet: Sheet, point: ImpactPoint, x: float, y: float) -> None:
    first = point.place == 1
    fill = colours.BLUE if first else colours.PAPER
    sheet.dot(x, y, _DISC, fill, colours.PAPER if first else colours.INK, thick=1.1)
    number = colours.PAPER if first else colours.INK
    words = str(point.place)
    sheet.text(x, y + 2.8, words, size=8, font=fonts.SEMIBOLD, fill=number, align="middle")


def _crowded(plane: _Plane, point: ImpactPoint, points: tuple[ImpactPoint, ...]) -> bool:
    """Whether its disc would lie upon another's: then a dot marks the place, the disc its name."""
    here = _place(plane, point)
    return any(dist(here, _place(plane, other)) < 2 * _DISC + 1
               for other in points if other.place != point.place)  # fmt: skip


def _taken(plane: _Plane, point: ImpactPoint) -> tuple[Box, ...]:
    """What no name may cover: the disc and both lines."""
    x, y = _place(plane, point)
    low, _, high = point.feasibility
    held = [Box(x - _DISC, y - _DISC, x + _DISC, y + _DISC), Box(plane.x(low), y, plane.x(high), y)]
    if point.value:
        held.append(Box(x, plane.y(point.value[2]), x, plane.y(point.value[0])))
    return tuple(held)


def _name(sheet: Sheet, plane: _Plane, point: ImpactPoint, room: Room, apart: bool) -> None:
    """On paper of its own where it is free, as near as can be, and led to the mark where it is not."""
    disc = 2 * _DISC + 3 if apart else 0.0
    most = (0.52 if apart else 0.62) * (plane.width - _LEFT) - disc
    words = fitted(point.name, fonts.SEMIBOLD, _SIZE, most, 1)[0]
    wide = disc + fonts.width(words, fonts.SEMIBOLD, _SIZE) + 3
    high = _HIGH if apart else 10.0
    x, y = _place(plane, point)
    led = _DISC + 0.5 if apart else None
    held = room.nearest(x, y, (wide, high), led)
    room.name(held)
    to = held.led_to(x, y, led)
    if apart or dist((x, y), to) > _DISC + 8:
        sheet.line(x, y, *to, colours.INK, thick=0.5)
    sheet.rect(held.left, held.top, wide, high, colours.PAPER)
    middle = held.top + high / 2
    if apart:
        _disc(sheet, point, held.left + _DISC + 0.5, middle)
    start = held.left + 1.5 + disc
    sheet.text(start, middle + 2.6, words, size=_SIZE, font=fonts.SEMIBOLD)


def _place(plane: _Plane, point: ImpactPoint) -> tuple[float, float]:
    return plane.x(point.feasibility[1]), plane.y(point.value[1] if point.value else None)
