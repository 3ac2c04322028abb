"""How full each role is, week by week, on the Gantt's time axis."""

from datetime import date, timedelta

from reports import colours, fonts
from reports.blocks import CapacityGrid, CapacityRow
from reports.charts.calendar_axis import LEFT, Axis
from reports.charts.sheet import Sheet

WIDTH = 499.0
_ROW, _CELL = 18.0, 13.0


def draw(block: CapacityGrid) -> Sheet:
    """One row a role; a cell fills from below and is dark when full."""
    axis = Axis(block.start, block.end)
    sheet = Sheet(WIDTH, _ROW * len(block.rows) + 2, block.alt)
    for number, row in enumerate(block.rows):
        _row(sheet, block, row, axis, number * _ROW + 2)
    return sheet


def _row(sheet: Sheet, block: CapacityGrid, row: CapacityRow, axis: Axis, y: float) -> None:
    font = fonts.SEMIBOLD if row.strong else fonts.REGULAR
    sheet.paragraph(0, y + 9, row.name, limit=125, lines=1, size=7.3, font=font)
    sheet.text(LEFT - 9, y + 9, row.people, size=7.3, fill=colours.QUIET, align="end")
    step = axis.weeks_a_cell
    monday = block.first_monday
    number = 0
    while monday < block.end:
        after = monday + timedelta(weeks=step)
        left, right = axis.x(max(monday, block.start)), axis.x(min(after, block.end))
        if right - left > 2:
            weeks = row.weeks[number : number + step]
            use = sum(weeks) / step if weeks else 0.0
            _cell(sheet, left, right, y, use, _paused(block, monday, after))
        monday, number = after, number + step


def _paused(block: CapacityGrid, monday: date, after: date) -> bool:
    """Whether a break covers every working day of the cell."""
    friday = after - timedelta(days=3)
    return any(pause.start <= monday and pause.end >= friday for pause in block.breaks)


def _cell(sheet: Sheet, left: float, right: float, y: float, use: float, paused: bool) -> None:
    wide = right - left - 1
    if paused:
        sheet.rect(left, y, wide, _CELL, colours.FREEZE)
        return
    sheet.rect(left, y, wide, _CELL, colours.PAPER, colours.LINE, 0.6)
    tall = _CELL * min(1.0, use)
    if tall > 0.4:
        sheet.rect(left, y + _CELL - tall, wide, tall, colours.DEEP if use >= 0.95 else colours.LIGHT)
