"""A share that rises step by step towards a dashed line."""

from reports import colours, fonts
from reports.blocks import StepsChart
from reports.charts.sheet import Sheet, fitted

_LEFT, _TALL, _TOP = 32.0, 120.0, 14.0
_INSIDE = 12.0


def draw(block: StepsChart, width: float) -> Sheet:
    """Bars from the share before to the share after; the first stands on the ground."""
    bottom = _TOP + _TALL
    sheet = Sheet(width, bottom + 34, block.alt)

    def y(share: float) -> float:
        return bottom - share * _TALL

    for share in (0.0, 0.5, 1.0):
        sheet.line(_LEFT, y(share), width, y(share), colours.LINE, thick=0.8)
        sheet.text(_LEFT - 5, y(share) + 2.5, f"{100 * share:.0f} %", size=7,
                   fill=colours.QUIET, align="end")  # fmt: skip
    room = (width - _LEFT) / max(3, len(block.bars))
    wide = min(34.0, room * 0.7)
    before = 0.0
    for number, bar in enumerate(block.bars):
        x = _LEFT + number * room + (room - wide) / 2
        low, high = sorted((before, bar.share))
        fill = colours.BLUE if number else colours.QUIET_BAR
        sheet.rect(x, y(high), wide, max(1.4, y(low) - y(high)), fill)
        if number + 1 < len(block.bars):
            sheet.line(x + wide, y(bar.share), x + room, y(bar.share), colours.INK, thick=0.7)
        _share(sheet, x + wide / 2, (y(bar.share), y(low)), bar.share, y(block.limit))
        _words(sheet, x + wide / 2, bottom + 10, bar.words, room - 3)
        before = bar.share
    sheet.line(_LEFT, y(block.limit), width, y(block.limit), colours.INK, thick=0.9, dash=(3, 2))
    sheet.text(_LEFT - 5, y(block.limit) + 2.5, f"{100 * block.limit:.0f} %", size=7,
               font=fonts.SEMIBOLD, align="end")  # fmt: skip
    return sheet


def _share(sheet: Sheet, x: float, ends: tuple[float, float], share: float, limit: float) -> None:
    """The figure above its bar; inside it, where it would stand on the dashed line."""
    top, bottom = ends
    on_line = limit - 3 < top - 4 < limit + 9
    inside = on_line and bottom - top > _INSIDE
    fill = colours.PAPER if inside else colours.INK
    base = top + 9 if inside else min(top, limit) - 4 if on_line else top - 4
    sheet.text(x, base, _short(share), size=7.2, font=fonts.SEMIBOLD, fill=fill, align="middle")


def _short(share: float) -> str:
    """A share as a narrow label."""
    return f"{100 * share:.0f} %" if share >= 0.01 or share == 0 else "< 1 %"


def _words(sheet: Sheet, x: float, y: float, words: str, limit: float) -> None:
    for number, part in enumerate(fitted(words, fonts.REGULAR, 7.2, limit, 3)):
        sheet.text(x, y + 8.4 * number, part, size=7.2, align="middle", fill=colours.SOFT)
