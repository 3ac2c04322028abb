"""A chance over the index, as a band: nine chances in ten, the middle line, and today's dot."""

from reports import colours, fonts
from reports.blocks import BandChart
from reports.charts.sheet import Sheet
from reports.wording import percent

_LEFT, _TALL, _TOP = 32.0, 110.0, 12.0


def draw(block: BandChart, width: float) -> Sheet:
    """The curve from the lowest to the highest index given."""
    bottom = _TOP + _TALL
    sheet = Sheet(width, bottom + 26, block.alt)
    first, last = block.curve[0].level, block.curve[-1].level

    def x(level: float) -> float:
        return _LEFT + (level - first) / (last - first) * (width - _LEFT - 12)

    def y(chance: float) -> float:
        return bottom - chance * _TALL

    upper = [(x(item.level), y(item.high)) for item in block.curve]
    lower = [(x(item.level), y(item.low)) for item in reversed(block.curve)]
    sheet.polygon([*upper, *lower], colours.BAND)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        sheet.line(_LEFT, y(share), width - 12, y(share), colours.LINE, thick=0.6)
        sheet.text(_LEFT - 5, y(share) + 2.5, f"{100 * share:.0f} %", size=7,
                   fill=colours.QUIET, align="end")  # fmt: skip
    sheet.path([(x(item.level), y(item.chance)) for item in block.curve], colours.BLUE, 1.6)
    for number in range(round(first), round(last) + 1):
        sheet.text(x(number), bottom + 10, str(number), size=7, fill=colours.QUIET, align="middle")
    sheet.text(width - 12, bottom + 20, "overall index, level 1 to 5", size=7,
               fill=colours.QUIET, align="end")  # fmt: skip
    today = block.today
    sheet.line(x(today.level), y(today.low), x(today.level), y(today.high), colours.INK, thick=1.2)
    for end in (today.low, today.high):
        sheet.line(x(today.level) - 3, y(end), x(today.level) + 3, y(end), colours.INK, thick=1.2)
    sheet.dot(x(today.level), y(today.chance), 3.4, colours.INK, colours.PAPER, thick=0.6)
    words = f"today: {percent(today.low)} to {percent(today.high)}"
    sheet.text(x(today.level) + 7, y(today.high) - 3, words, size=7.4, font=fonts.SEMIBOLD)
    return sheet
