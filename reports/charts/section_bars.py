"""Points by section as bars; what open questions could still add is hollow."""

from content.locales import written
from reports import colours, fonts
from reports.blocks import SectionBar, SectionBars
from reports.charts.sheet import Sheet

WIDTH = 499.0
A_SHEET = 24
"""Bars on one drawing; more go on the next, so that a drawing always finds a page."""
_LEFT, _RIGHT, _ROW = 176.0, 412.0, 24.0


def draw(block: SectionBars) -> list[Sheet]:
    """The bars, in drawings of at most :data:`A_SHEET`."""
    sheets = []
    for start in range(0, len(block.rows), A_SHEET):
        rows = block.rows[start : start + A_SHEET]
        top = 26.0 if block.ends else 6.0
        sheet = Sheet(WIDTH, top + _ROW * len(rows) + 4, block.alt)
        most = max((row.most for row in block.rows), default=1.0) or 1.0
        _bands(sheet, block, most, top, top + _ROW * len(rows))
        for place, row in enumerate(rows):
            _bar(sheet, row, top + _ROW * (place + 0.5), most if block.ends else row.most or 1.0)
        sheets.append(sheet)
    return sheets


def _x(value: float, most: float) -> float:
    return _LEFT + max(0.0, min(1.0, value / most)) * (_RIGHT - _LEFT)


def _bands(sheet: Sheet, block: SectionBars, most: float, top: float, bottom: float) -> None:
    if not block.ends:
        return
    sheet.text(0, 10, "Bands of the whole end at", size=7.5, fill=colours.QUIET)
    for end in block.ends:
        if 0 < end <= most:
            x = _x(end, most)
            sheet.line(x, top - 8, x, bottom, colours.LINE, thick=0.9, dash=(3, 2))
            sheet.text(x, 10, written(end, "g"), size=7.5, fill=colours.QUIET, align="middle")


def _bar(sheet: Sheet, row: SectionBar, middle: float, most: float) -> None:
    indent = 10.0 if row.part else 0.0
    font = fonts.SEMIBOLD if row.strong else fonts.REGULAR
    sheet.paragraph(
        indent, middle + 2.6, row.name, limit=_LEFT - indent - 10, lines=1, size=8.4, font=font
    )
    sheet.rect(_LEFT, middle - 5.5, _x(row.most, most) - _LEFT, 11, colours.MIST)
    sheet.rect(
        _LEFT, middle - 5.5, max(0.8, _x(row.low, most) - _LEFT), 11,
        colours.BLUE if row.strong else colours.LIGHT,
    )  # fmt: skip
    if row.high > row.low:
        left = _x(row.low, most)
        sheet.rect(
            left, middle - 5.5, _x(row.high, most) - left, 11, None, edge=colours.INK, thick=0.6
        )
    sheet.text(_RIGHT + 10, middle + 2.8, row.figure, size=8.4, font=fonts.SEMIBOLD)
