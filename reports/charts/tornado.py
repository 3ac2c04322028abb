"""Bars to either side of where a share stands: grey towards the low end, blue towards the high."""

from collections.abc import Callable

from reports import colours, fonts
from reports.blocks import TornadoChart, TornadoRow
from reports.charts.sheet import Sheet
from reports.wording import percent

WIDTH = 499.0
_LEFT, _WIDE = 176.0, 258.0
_TOP, _ROW = 26.0, 22.5


def draw(block: TornadoChart) -> Sheet:
    """One row a capability, in the order given."""
    bottom = _TOP + _ROW * len(block.rows)
    sheet = Sheet(WIDTH, bottom + 14, block.alt)
    top = max((max(row.low, row.now, row.high) for row in block.rows), default=1.0)
    step = next(one for one in (0.05, 0.1, 0.2, 0.25) if top / one <= 4.01 or one == 0.25)
    ends = min(1.0, -(-top // step) * step)

    def x(share: float) -> float:
        return _LEFT + share / ends * _WIDE

    for number in range(round(ends / step) + 1):
        at = number * step
        sheet.line(x(at), 14, x(at), bottom, colours.LINE, thick=0.8)
        sheet.text(
            x(at), bottom + 10, f"{100 * at:.0f} %", size=7.2, fill=colours.QUIET, align="middle"
        )
    sheet.text(_LEFT, 7, "← at its 10th percentile", size=7, fill=colours.QUIET)
    right = _LEFT + _WIDE
    sheet.text(right, 7, "at its 90th percentile →", size=7, fill=colours.QUIET, align="end")
    sheet.text(WIDTH, 7, "levels tried", size=7, fill=colours.QUIET, align="end")
    for number, row in enumerate(block.rows):
        _row(sheet, row, _TOP + _ROW * number, x)
    _now(sheet, block, bottom, x)
    return sheet


def _row(sheet: Sheet, row: TornadoRow, y: float, x: Callable[[float], float]) -> None:
    sheet.paragraph(
        0, y + 9, row.name, limit=_LEFT - 40, lines=1, size=7.7, font=fonts.MEDIUM,
        target=row.target,
    )  # fmt: skip
    low, now, high = x(row.low), x(row.now), x(row.high)
    if abs(now - low) > 0.3:
        sheet.rect(min(low, now), y, abs(now - low), 12, colours.QUIET_BAR)
    if abs(high - now) > 0.3:
        sheet.rect(min(now, high), y, abs(high - now), 12, colours.BLUE)
    left, right = min(low, now, high), max(low, now, high)
    sheet.text(left - 4, y + 9, percent(row.low), size=7.2, fill=colours.QUIET, align="end")
    sheet.text(right + 4, y + 9, percent(row.high), size=7.2, font=fonts.SEMIBOLD)
    sheet.text(WIDTH, y + 9, row.levels, size=7.2, fill=colours.QUIET, align="end")


def _now(sheet: Sheet, block: TornadoChart, bottom: float, x: Callable[[float], float]) -> None:
    """One line where all rows start from the same share, else a tick in each row."""
    starts = {round(row.now, 6) for row in block.rows}
    if len(starts) == 1:
        at = x(block.rows[0].now)
        sheet.line(at, 14, at, bottom - 6, colours.INK, thick=1.4)
        words = f"now {percent(block.rows[0].now)}"
        middle = min(max(at, _LEFT + 125), _LEFT + _WIDE - 125)
        sheet.text(middle, 7, words, size=7.2, font=fonts.SEMIBOLD, align="middle")
        return
    for number, row in enumerate(block.rows):
        y = _TOP + _ROW * number
        sheet.line(x(row.now), y - 3, x(row.now), y + 15, colours.INK, thick=1.4)
