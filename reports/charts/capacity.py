"""How full each role is, week by week, on the Gantt's time axis."""

from datetime import date, timedelta

from reports import colours, fonts
from reports.blocks import CapacityGrid, CapacityRow
from reports.charts.calendar_axis import LEFT, Axis
from reports.charts.sheet import Sheet

WIDTH = 499.0
_MOST, _USUAL, _LEAST = 18.0, 15.0, 12.5


def draw(block: CapacityGrid) -> Sheet:
    """One row a role; a cell fills from below and is dark when full."""
    axis = Axis(block.start, block.end)
    step = _MOST if len(block.rows) <= 5 else _USUAL if len(block.rows) <= 7 else _LEAST
    sheet = Sheet(WIDTH, step * len(block.rows) + 2, block.alt)
    for number, row in enumerate(block.rows):
        _row(sheet, block, row, axis, (number * step + 2, step - 4.5))
    return sheet


def _row(
    sheet: Sheet, block: CapacityGrid, row: CapacityRow, axis: Axis, down: tuple[float, float]
) -> None:
    y = down[0]
    font = fonts.SEMIBOLD if row.strong else fonts.REGULAR
    base = y + down[1] / 2 + 3
    sheet.paragraph(0, base, row.name, limit=110, lines=1, size=7.3, font=font)
    sheet.text(LEFT - 9, base, row.people, size=7.3, fill=colours.QUIET, align="end")
    step = axis.weeks_a_cell
    monday = block.first_monday
    number = 0
    while monday < block.end:
        after = monday + timedelta(weeks=step)
        left, right = axis.x(max(monday, block.start)), axis.x(min(after, block.end))
        if right - left > 2:
            weeks = row.weeks[number : number + step]
            use = sum(weeks) / step if weeks else 0.0
            _cell(sheet, (left, right), down, use, _paused(block, monday, after))
        monday, number = after, number + step


def _paused(block: CapacityGrid, monday: date, after: date) -> bool:
    """Whether a break covers every working day of the cell."""
    friday = after - timedelta(days=3)
    return any(pause.start <= monday and pause.end >= friday for pause in block.breaks)


def _cell(
    sheet: Sheet, across: tuple[float, float], down: tuple[float, float], use: float, paused: bool
) -> None:
    left, (y, height) = across[0], down
    wide = across[1] - left - 1
    if paused:
        sheet.rect(left, y, wide, height, colours.FREEZE)
        return
    sheet.rect(left, y, wide, height, colours.PAPER, edge=colours.LINE, thick=0.6)
    tall = height * min(1.0, use)
    if tall > 0.4:
        sheet.rect(
            left, y + height - tall, wide, tall, colours.DEEP if use >= 0.95 else colours.LIGHT
        )
