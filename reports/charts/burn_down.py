"""Levels still to gain, day by day; where a pace can be told, on to its days."""

from datetime import date
from itertools import pairwise

from reports import colours, fonts
from reports.blocks import BurnDownChart
from reports.charts.sheet import Sheet
from reports.wording import short_day

_LEFT, _RIGHT, _TOP, _TALL, _BELOW = 22.0, 410.0, 12.0, 92.0, 26.0
_WIDTH, _LABEL = 499.0, 62.0


def draw(block: BurnDownChart) -> Sheet:
    """The solid line is without what is proved, the dashed one without what is only said too."""
    bottom = _TOP + _TALL
    sheet = Sheet(_WIDTH, bottom + _BELOW, block.alt)
    first, today = block.points[0].day, block.points[-1].day
    days = max(1, (max([today, *_ends(block)]) - first).days)
    most = max(1, *(item.by_proof for item in block.points))

    def place(day: date, levels: float) -> tuple[float, float]:
        across = _LEFT + (_RIGHT - _LEFT) * (day - first).days / days
        return across, bottom - _TALL * levels / most

    for levels in sorted({0, round(most / 2), most}):
        y = place(first, levels)[1]
        sheet.line(_LEFT, y, _RIGHT, y, colours.LINE, thick=0.6)
        sheet.text(_LEFT - 5, y + 2.5, str(levels), size=7, fill=colours.QUIET, align="end")
    word = [(item.day, item.by_word) for item in block.points]
    proof = [(item.day, item.by_proof) for item in block.points]
    if word != proof:
        _steps(sheet, [place(*item) for item in word], dashed=True)
    _steps(sheet, [place(*item) for item in proof], dashed=False)
    _figures(sheet, block, place(*proof[-1]), place(*word[-1]))
    start = place(*(word if block.by_word else proof)[-1])
    for end in _ends(block):
        sheet.line(*start, *place(end, 0), colours.INK, thick=0.8, dash=(1.5, 2))
        sheet.dot(*place(end, 0), 2.4, colours.INK)
    _days(sheet, block, [place(day, 0)[0] for day, _ in _labels(block)], bottom)
    return sheet


def _ends(block: BurnDownChart) -> list[date]:
    return [day for day in (block.p50, block.p80) if day is not None]


def _labels(block: BurnDownChart) -> list[tuple[date, str]]:
    """Days below the axis with their words, in order."""
    found = [(block.points[0].day, ""), (block.points[-1].day, "today, ")]
    for day, words in ((block.p50, "half of runs, "), (block.p80, "four in five, ")):
        if day is not None:
            found.append((day, words))
    return found[-1:] if found[0][0] == found[-1][0] else found


def _steps(sheet: Sheet, points: list[tuple[float, float]], *, dashed: bool) -> None:
    """Level until the next day, then down or up."""
    for (x, y), (then, after) in pairwise(points):
        for ends in ((x, y, then, y), (then, y, then, after)):
            if dashed:
                sheet.line(*ends, colours.QUIET, thick=1.0, dash=(3, 2))
            else:
                sheet.line(*ends, colours.BLUE, thick=1.6)


def _figures(
    sheet: Sheet, block: BurnDownChart, proof: tuple[float, float], word: tuple[float, float]
) -> None:
    last = block.points[-1]
    sheet.dot(*proof, 3, colours.BLUE)
    lift = 5.0 if 0 < word[1] - proof[1] < 10 else 0.0
    sheet.text(proof[0] + 6, proof[1] + 2.5 - lift, f"{last.by_proof} not proved", size=7.5,
               font=fonts.SEMIBOLD)  # fmt: skip
    if last.by_word != last.by_proof:
        sheet.dot(*word, 2.4, colours.QUIET)
        sheet.text(word[0] + 6, word[1] + 2.5 + lift, f"{last.by_word} not called done", size=7.5,
                   fill=colours.QUIET)  # fmt: skip


def _days(sheet: Sheet, block: BurnDownChart, places: list[float], bottom: float) -> None:
    """Days below; one that would meet the one before stands a line lower."""
    lower = False
    for number, (x, (day, words)) in enumerate(zip(places, _labels(block), strict=True)):
        lower = not lower if number and x - places[number - 1] < _LABEL else False
        align = "start" if x < _LABEL / 2 + _LEFT else "middle"
        sheet.text(x, bottom + 11 + 9 * lower, f"{words}{short_day(day)}", size=7,
                   fill=colours.QUIET, align=align)  # fmt: skip
