"""Claimed against used: a ring, a dot, and the band of the 80 % interval."""

from reports import colours, fonts
from reports.blocks import DumbbellRow, Dumbbells
from reports.charts import marks
from reports.charts.sheet import Sheet

WIDTH = 499.0
_LEFT, _WIDE = 153.0, 264.0
_TOP, _ROW = 28.0, 22.5


def _x(level: float) -> float:
    return _LEFT + (level - 1) / 4 * _WIDE


def draw(block: Dumbbells) -> Sheet:
    """One row a capability, in the order given."""
    bottom = _TOP + _ROW * len(block.rows)
    sheet = Sheet(WIDTH, bottom + 2, block.alt)
    for number in range(1, 6):
        words = f"Level {number}" if number in (1, 5) else str(number)
        sheet.text(_x(number), 7, words, size=7.5, fill=colours.QUIET, align="middle")
        if number != block.limit:
            sheet.line(_x(number), 12, _x(number), bottom, colours.LINE, thick=0.8)
    sheet.text(WIDTH, 7, "claimed − used", size=7, fill=colours.QUIET, align="end")
    for number, row in enumerate(block.rows):
        _band(sheet, row, _TOP + _ROW * number + 7)
    sheet.line(_x(block.limit), 12, _x(block.limit), bottom, colours.INK, thick=0.9, dash=(3, 2))
    for number, row in enumerate(block.rows):
        _row(sheet, row, _TOP + _ROW * number + 7, number == 0)
    return sheet


def _band(sheet: Sheet, row: DumbbellRow, y: float) -> None:
    sheet.rect(_x(row.low), y - 3, max(1.0, _x(row.high) - _x(row.low)), 6, colours.BAND)


def _row(sheet: Sheet, row: DumbbellRow, y: float, first: bool) -> None:
    if row.critical:
        marks.critical(sheet, 0, y)
    font = fonts.SEMIBOLD if row.strong else fonts.REGULAR
    sheet.paragraph(
        7.5, y + 2.7, row.name, limit=_LEFT - 22, lines=1, size=7.7, font=font, target=row.target
    )
    sheet.line(_x(row.used), y, _x(row.claimed), y, colours.INK, thick=1.2)
    marks.claimed(sheet, _x(row.claimed), y, 4.2)
    marks.used(sheet, _x(row.used), y, 4.1)
    sheet.text(WIDTH - 26, y + 2.7, row.state, size=7.5, fill=colours.QUIET, align="end")
    sheet.text(WIDTH, y + 2.7, row.difference, size=7.5, font=fonts.SEMIBOLD, align="end")
    if first:
        _labels(sheet, row, y - 7)


def _labels(sheet: Sheet, row: DumbbellRow, y: float) -> None:
    """The words of ring and dot, each away from the other."""
    right = row.claimed >= row.used
    used = _x(row.used) + (3 if right else 6)
    claimed = _x(row.claimed) + (6 if right else -6)
    for x, words, align in (
        (used, "used", "end" if right else "start"),
        (claimed, "claimed", "start" if right else "end"),
    ):
        sheet.text(x, y, words, size=7.2, font=fonts.MEDIUM, fill=colours.QUIET, align=align)
