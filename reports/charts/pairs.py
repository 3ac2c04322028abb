"""Leaders against practitioners: a square and a disc on one line of levels, with all votes' range."""

from reports import colours, fonts
from reports.blocks import PairChart, PairRow
from reports.charts.sheet import Sheet

WIDTH = 499.0
_LEFT, _WIDE = 164.0, 176.0
_TOP, _ROW = 28.0, 20.0


def _x(level: float) -> float:
    return _LEFT + (level - 1) / 4 * _WIDE


def draw(block: PairChart) -> Sheet:
    """One row a capability, in the order given."""
    bottom = _TOP + _ROW * len(block.rows)
    sheet = Sheet(WIDTH, bottom + 2, block.alt)
    for number in range(1, 6):
        words = f"Level {number}" if number in (1, 5) else str(number)
        sheet.text(_x(number), 7, words, size=7.2, fill=colours.QUIET, align="middle")
        sheet.line(_x(number), 12, _x(number), bottom - 4, colours.LINE, thick=0.8)
    sheet.text(_LEFT + _WIDE + 62, 7, "agreement", size=7, fill=colours.QUIET, align="end")
    for number, row in enumerate(block.rows):
        _row(sheet, row, _TOP + _ROW * number + 4)
    return sheet


def _row(sheet: Sheet, row: PairRow, y: float) -> None:
    font = fonts.SEMIBOLD if row.strong else fonts.REGULAR
    sheet.paragraph(
        0, y + 2.7, row.name, limit=_LEFT - 24, lines=1, size=7.7, font=font, target=row.target
    )
    wide = max(1.0, _x(row.high) - _x(row.low))
    sheet.rect(_x(row.low), y - 2.5, wide, 5, colours.BAND)
    if row.leaders is not None and row.practitioners is not None:
        sheet.line(_x(row.leaders), y, _x(row.practitioners), y, colours.INK, thick=1.1)
    if row.leaders is None and row.practitioners is None:
        sheet.dot(_x(row.together), y, 3.4, colours.PAPER, colours.INK, thick=1.2)
    if row.practitioners is not None:
        sheet.dot(_x(row.practitioners), y, 3.8, colours.INK, colours.PAPER, thick=0.6)
    if row.leaders is not None:
        sheet.rect(_x(row.leaders) - 3.6, y - 3.6, 7.2, 7.2, colours.PAPER, edge=colours.INK,
                   thick=1.3)  # fmt: skip
    right = _LEFT + _WIDE + 62
    sheet.text(right, y + 2.7, row.agreement, size=7.5, font=fonts.SEMIBOLD, align="end")
    sheet.text(right + 10, y + 2.7, row.note, size=7.5, fill=colours.QUIET)
