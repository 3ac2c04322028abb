"""Index and gate side by side, one row an area, never blended."""

from content.locales import written
from reports import colours, fonts
from reports.blocks import GateChart, GateRow
from reports.charts import marks
from reports.charts.sheet import Sheet
from reports.wording import percent

WIDTH = 499.0
LOW = 29.0
_TOP = 36.0
_FOOT = 18.0
_LEFT, _LEFT_WIDE = 96.0, 156.0
_RIGHT, _RIGHT_WIDE = 324.0, 90.0


def draw(block: GateChart, row_height: float = 55.0) -> Sheet:
    """The chart; rows as they come, which is worst first."""
    bottom = _TOP + row_height * len(block.rows)
    sheet = Sheet(WIDTH, bottom + _FOOT, block.alt)
    _heads(sheet, block)
    _grid(sheet, bottom)
    for number, row in enumerate(block.rows):
        top = _TOP + number * row_height
        _row(sheet, row, top, top + min(20.0, row_height / 2 - 1))
        if number:
            sheet.line(0, top, WIDTH, top, colours.LINE, thick=0.6)
    _limits(sheet, block, bottom)
    return sheet


def row_height(rows: int, room: float) -> float:
    """55 pt, less where the table below would not find room on the same page (never below 30)."""
    return max(30.0, min(55.0, (room - 196 - 26 * rows) / max(1, rows)))


def _index(value: float) -> float:
    return _LEFT + (value - 1) / 4 * _LEFT_WIDE


def _chance(value: float) -> float:
    return _RIGHT + value * _RIGHT_WIDE


def _heads(sheet: Sheet, block: GateChart) -> None:
    sheet.text(_LEFT, 8, "Index, level 1 to 5, with 80 % interval", size=7.5, font=fonts.SEMIBOLD)
    sheet.text(_RIGHT, 8, "Gate: chance that the weakest", size=7.5, font=fonts.SEMIBOLD)
    sheet.text(_RIGHT, 17, "critical control is in place", size=7.5, font=fonts.SEMIBOLD)
    words = f"threshold {written(block.index_limit, '.1f')}"
    sheet.text(
        _index(block.index_limit), _TOP - 8, words, size=7.2, font=fonts.SEMIBOLD, align="middle"
    )
    low, high = block.limits
    sheet.text(_chance(low), _TOP - 8, "conditional", size=7, fill=colours.QUIET, align="middle")
    sheet.text(_chance(high) + 2, _TOP - 8, "ready", size=7, fill=colours.QUIET, align="middle")


def _grid(sheet: Sheet, bottom: float) -> None:
    for number in range(1, 6):
        x = _index(number)
        sheet.line(x, _TOP, x, bottom, colours.LINE, thick=0.8)
        sheet.text(x, bottom + 11, str(number), size=7.5, fill=colours.QUIET, align="middle")
    for value, words, align in ((0.0, "0", "middle"), (1.0, "100 %", "start")):
        x = _chance(value)
        sheet.line(x, _TOP, x, bottom, colours.LINE, thick=0.8)
        place = x - 2 if align == "start" else x
        sheet.text(place, bottom + 11, words, size=7.5, fill=colours.QUIET, align=align)


def _limits(sheet: Sheet, block: GateChart, bottom: float) -> None:
    x = _index(block.index_limit)
    sheet.line(x, _TOP - 4, x, bottom, colours.INK, thick=0.9, dash=(3, 2))
    for value in block.limits:
        sheet.line(
            _chance(value), _TOP - 4, _chance(value), bottom, colours.INK, thick=0.9, dash=(3, 2)
        )
    low, high = block.limits
    sheet.text(
        _chance(low), bottom + 11, percent(low), size=7.2, font=fonts.SEMIBOLD, align="middle"
    )
    sheet.text(
        _chance(high) - 3, bottom + 11, percent(high), size=7.2, font=fonts.SEMIBOLD, align="middle"
    )


def _row(sheet: Sheet, row: GateRow, top: float, middle: float) -> None:
    sheet.paragraph(
        0,
        middle - 2.5,
        row.name,
        limit=_LEFT - 8,
        lines=1,
        size=9.2,
        font=fonts.SEMIBOLD,
        target=row.target,
    )
    marks.verdict(sheet, row.state.tone, 3.8, middle + 8.3, 6.5)
    words = colours.VERDICT_WORDS[row.state.tone]
    sheet.paragraph(
        11,
        middle + 10.8,
        row.state.word,
        limit=_LEFT - 15,
        lines=1,
        size=7.5,
        font=fonts.SEMIBOLD,
        fill=words,
    )
    _index_bar(sheet, row, middle)
    _gate_bar(sheet, row, top, middle)


def _index_bar(sheet: Sheet, row: GateRow, middle: float) -> None:
    if row.index is None:
        sheet.text(_LEFT + 6, middle + 2.5, "not answered", size=7.5, fill=colours.QUIET)
        return
    level, low, high = row.index
    sheet.rect(_LEFT, middle - 7.5, _index(level) - _LEFT, 15, colours.LIGHT)
    sheet.line(_index(low), middle, _index(high), middle, colours.INK, thick=1.2)
    for end in (low, high):
        sheet.line(_index(end), middle - 3.5, _index(end), middle + 3.5, colours.INK, thick=1.2)
    sheet.text(260, middle - 1.5, written(level, ".1f"), size=9, font=fonts.SEMIBOLD)
    sheet.text(
        260,
        middle + 9,
        f"[{written(low, '.1f')}–{written(high, '.1f')}]",
        size=7.5,
        fill=colours.QUIET,
    )


def _gate_bar(sheet: Sheet, row: GateRow, top: float, middle: float) -> None:
    if row.chance is None:
        words = colours.QUIET
        sheet.paragraph(426, middle + 1, row.weakest, limit=WIDTH - 426, size=7.2, fill=words)
        return
    sheet.rect(_RIGHT, middle - 3.75, max(0.8, row.chance * _RIGHT_WIDE), 7.5, colours.INK)
    # In a low row the value moves up, so that a name of two lines stays above the rule.
    up = 3.0 if middle - top < 17 else 0.0
    sheet.text(426, middle - 1.5 - up, percent(row.chance), size=9, font=fonts.SEMIBOLD)
    look = colours.QUIET
    y = middle + 8.5 - 1.3 * up
    sheet.paragraph(426, y, row.weakest, limit=WIDTH - 426, size=7.2, leading=8, fill=look)
