"""From the index of today to that of the plan's end, one step a proof: where each level comes from."""

import math

from content.locales import trimmed
from reports import colours, fonts
from reports.blocks import ClimbChart, ClimbRow
from reports.charts.sheet import Sheet, fitted
from reports.wording import level, short_day, signed

_LEFT, _WIDE, _GAIN, _REACHED, _RIGHT = 214.0, 137.0, 384.0, 432.0, 499.0
_HEAD, _FOOT, _ROW, _LOW_ROW = 24.0, 16.0, 15.5, 9.0
_TICK = 0.25


def draw(block: ClimbChart, room: float = 600.0) -> Sheet:
    """A row a proof in the order of their days, between today's index and the last one.

    Rows of 15.5 pt, lower (at least 9) where so many have to stand in ``room`` points.
    """
    lines = len(block.rows) + 2
    row = max(_LOW_ROW, min(_ROW, (room - _HEAD - _FOOT) / lines))
    sheet = Sheet(_RIGHT, _HEAD + row * lines + _FOOT, block.alt)
    axis = _Axis(block)
    _grid(sheet, axis)
    _end(sheet, axis, _HEAD, row, (block.rows[0].before, f"Today, {short_day(block.start)}"))
    sheet.text(_REACHED, _HEAD + row / 2 + 2.5, block.reached, size=7.5, align="end")
    for number, item in enumerate(block.rows, start=1):
        _step(sheet, axis, _HEAD + row * number, row, item)
    last = block.rows[-1]
    _end(sheet, axis, _HEAD + row * (len(block.rows) + 1), row, (last.after, "All proved"))
    _heads(sheet, block)
    return sheet


class _Axis:
    """The part of the scale from 1 to 5 on which the steps lie, from tick to tick."""

    def __init__(self, block: ClimbChart) -> None:
        ends = [end for item in block.rows for end in (item.before, item.after)]
        self.tick = _TICK if max(ends) - min(ends) < 4 * _TICK else 2 * _TICK
        self.low = max(1.0, math.floor((min(ends) - 0.02) / self.tick) * self.tick)
        self.high = min(5.0, math.ceil((max(ends) + 0.02) / self.tick) * self.tick)

    def x(self, index: float) -> float:
        """Where an index lies."""
        return _LEFT + _WIDE * (index - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Every quarter of a level, or every half where the steps reach over one."""
        number = round((self.high - self.low) / self.tick)
        return [self.low + self.tick * place for place in range(number + 1)]


def _grid(sheet: Sheet, axis: _Axis) -> None:
    bottom = sheet.height - 14
    for tick in axis.ticks():
        sheet.line(axis.x(tick), _HEAD, axis.x(tick), bottom, colours.LINE, thick=0.6)
        sheet.text(axis.x(tick), bottom + 9, trimmed(tick, 2), size=7,
                   fill=colours.QUIET, align="middle")  # fmt: skip


def _heads(sheet: Sheet, block: ClimbChart) -> None:
    for x, words, align in (
        (_LEFT, "Index after each proof (part of 1 to 5)", "start"),
        (_GAIN, "adds", "end"),
        (_REACHED, block.wanted, "end"),
        (_RIGHT, "proved by", "end"),
    ):
        sheet.text(x, 9, words, size=7.2, fill=colours.QUIET, align=align)


def _end(sheet: Sheet, axis: _Axis, top: float, row: float, told: tuple[float, str]) -> None:
    """A line and a dot where the index stands: a bar would have to begin at nothing."""
    index, words = told
    middle = top + row / 2
    sheet.text(0, middle + 2.5, words, size=7.8, font=fonts.SEMIBOLD)
    sheet.line(axis.x(index), middle - 5, axis.x(index), middle + 5, colours.INK, thick=1.4)
    sheet.dot(axis.x(index), middle, 2.6, colours.INK)
    right = axis.x(index) < _LEFT + _WIDE - 26
    sheet.text(axis.x(index) + (6 if right else -6), middle + 2.5, level(index, 2), size=7.5,
               font=fonts.SEMIBOLD, align="start" if right else "end")  # fmt: skip


def _step(sheet: Sheet, axis: _Axis, top: float, row: float, item: ClimbRow) -> None:
    font = fonts.SEMIBOLD if item.opens_gate else fonts.REGULAR
    middle = top + row / 2
    sheet.text(0, middle + 2.5, item.id, size=7.2, font=fonts.MONO, fill=colours.ACCENT,
               target=item.target)  # fmt: skip
    name = fitted(item.name, font, 7.5, _LEFT - 56, 1)[0]
    sheet.text(46, middle + 2.5, name, size=7.5, font=font, target=item.target)
    low, high = sorted((axis.x(item.before), axis.x(item.after)))
    fill = colours.BLUE if item.opens_gate else colours.LIGHT
    sheet.line(axis.x(item.before), top - row / 2, axis.x(item.before), middle, colours.QUIET_BAR)
    sheet.rect(low, middle - row * 0.3, max(1.2, high - low), row * 0.6, fill)
    sheet.line(axis.x(item.after), middle, axis.x(item.after), top + row, colours.QUIET_BAR)
    sheet.text(_GAIN, middle + 2.5, signed(item.after - item.before, 2), size=7.5, align="end")
    sheet.text(_REACHED, middle + 2.5, item.reached, size=7.5, align="end")
    sheet.text(_RIGHT, middle + 2.5, short_day(item.day), size=7.5, fill=colours.QUIET, align="end")
