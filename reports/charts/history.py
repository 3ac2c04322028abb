"""The overall index from one frozen result to the next: dots with the shape of their verdict."""

from itertools import pairwise

from reports import colours, fonts
from reports.blocks import HistoryChart
from reports.charts import marks
from reports.charts.sheet import Sheet
from reports.wording import level, short_day

_LEFT, _RIGHT, _TOP, _TALL, _BELOW = 20.0, 479.0, 14.0, 84.0, 16.0
_LABEL = 54.0
"""Points that a day takes below its dot."""


def draw(block: HistoryChart) -> Sheet:
    """Time across, level 1 to 5 up; days that would meet are left out, first and last never.

    A line joins what compares; ≠ stands where the pack or the rules were other ones.
    """
    bottom = _TOP + _TALL
    sheet = Sheet(499, bottom + _BELOW, block.alt)
    first, last = block.points[0].day, block.points[-1].day
    days = max(1, (last - first).days)

    def y(index: float) -> float:
        return bottom - (index - 1) / 4 * _TALL

    for tick in range(1, 6):
        sheet.line(_LEFT, y(tick), 499, y(tick), colours.LINE, thick=0.6)
        sheet.text(_LEFT - 6, y(tick) + 2.5, str(tick), size=7, fill=colours.QUIET, align="end")
    room = _RIGHT - _LEFT - 44
    places = [_LEFT + 22 + room * (item.day - first).days / days for item in block.points]
    path = [(x, y(item.index)) for x, item in zip(places, block.points, strict=True)]
    for (here, there), item in zip(pairwise(path), block.points[1:], strict=True):
        if item.joined:
            sheet.path([here, there], colours.BLUE, 1.4)
        else:
            sheet.text((here[0] + there[0]) / 2, (here[1] + there[1]) / 2 + 3, "≠", size=9,
                       font=fonts.SEMIBOLD, align="middle")  # fmt: skip
    told = _told(places)
    for place, (x, item) in enumerate(zip(places, block.points, strict=True)):
        marks.verdict(sheet, item.tone, x, y(item.index), 7)
        if place in told:
            sheet.text(x, y(item.index) - 7, level(item.index), size=7.5, font=fonts.SEMIBOLD,
                       align="middle")  # fmt: skip
            sheet.text(x, bottom + 11, short_day(item.day), size=7, fill=colours.QUIET,
                       align="middle")  # fmt: skip
    return sheet


def _told(places: list[float]) -> set[int]:
    """Which points have their words: those that leave room, from the last backwards."""
    told = {len(places) - 1}
    left = places[-1]
    for place in range(len(places) - 2, 0, -1):
        if left - places[place] >= _LABEL and places[place] - places[0] >= _LABEL:
            told.add(place)
            left = places[place]
    return told | ({0} if left - places[0] >= _LABEL else set())
