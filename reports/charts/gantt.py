"""The roadmap: work, the end between even odds and four chances in five, and the proof window."""

from datetime import date, timedelta

from reports import colours, fonts
from reports.blocks import Gantt, GanttRow
from reports.charts.calendar_axis import LEFT, WIDE, Axis
from reports.charts.sheet import Sheet, fitted

WIDTH = 499.0
_LEGEND, _HEAD = 20.0, 20.0
_FOOT, _AFTER = 24.0, 8.0
_BAR = 13.5
_RULE = 10.0
_FEW, _USUAL, _LEAST = 28.0, 22.0, 14.0
_NAME = 35.0


def row_height(block: Gantt, room: float) -> float:
    """Points a row where the chart has ``room`` points: 22 (28 for a few), down to 14 where that
    lets it fit; where even that does not, the usual height.
    """
    usual = _FEW if len(block.rows) < 4 else _USUAL
    fits = (room - _LEGEND - _HEAD - _RULE - _FOOT - _AFTER) / max(1, len(block.rows))
    return usual if fits < _LEAST else min(usual, fits)


def draw(block: Gantt, row: float = _USUAL) -> Sheet:
    """Gate work first, a rule, then the rest; the vertical line is the gate's date."""
    axis = Axis(block.start, block.end)
    parted = any(item.opens_gate for item in block.rows) and not all(
        item.opens_gate for item in block.rows
    )
    top = _LEGEND + _HEAD
    bottom = top + row * len(block.rows) + (_RULE if parted else 0)
    sheet = Sheet(WIDTH, bottom + _FOOT, block.alt)
    _legend(sheet)
    _grid(sheet, block, axis, top - 6, bottom)
    y = top
    middles: dict[str, float] = {}
    for number, item in enumerate(block.rows):
        if parted and number and block.rows[number - 1].opens_gate and not item.opens_gate:
            sheet.line(0, y + _RULE / 2 - 2, WIDTH, y + _RULE / 2 - 2, colours.INK, thick=0.8)
            y += _RULE
        _row(sheet, block, item, axis, (y + row / 2, min(_BAR, row - 6)))
        middles[item.id] = y + row / 2
        y += row
    _waits(sheet, block, axis, middles, min(_BAR, row - 6) / 2)
    _gate(sheet, block, axis, top - 6, bottom)
    return sheet


def _legend(sheet: Sheet) -> None:
    x = 0.0
    for fill, edge, words in (
        (colours.BLUE, None, "work that opens the gate"),
        (colours.LIGHT, None, "other work"),
        (colours.PAPER, colours.INK, "done, even odds to four in five"),
    ):
        sheet.rect(x, 1, 20 if edge is None else 9, 7.5, fill, edge=edge)
        x += (
            (24 if edge is None else 13)
            + sheet.text(x + (24 if edge is None else 13), 7.5, words, size=7.2)
            + 13
        )
    sheet.line(x, 5, x + 20, 5, colours.INK, thick=1.0, dash=(1.2, 1.8))
    sheet.line(x + 21, 1.5, x + 21, 8.5, colours.INK, thick=1.2)
    x += 39 + sheet.text(x + 26, 7.5, "proof window", size=7.2)
    sheet.line(x, 5, x + 8, 5, colours.INK, thick=0.7)
    sheet.polygon([(x + 8, 2.8), (x + 12, 5), (x + 8, 7.2)], colours.INK)
    sheet.text(x + 16, 7.5, "waits for", size=7.2)


def _grid(sheet: Sheet, block: Gantt, axis: Axis, top: float, bottom: float) -> None:
    for pause in block.breaks:
        if pause.end < block.start or pause.start > block.end:
            continue
        left, right = axis.x(pause.start), axis.x(pause.end + timedelta(days=1))
        sheet.rect(left, top, right - left, bottom - top, colours.FREEZE)
        sheet.paragraph(
            min(left, WIDTH - 70),
            bottom + 8,
            pause.name,
            limit=110,
            lines=1,
            size=7,
            fill=colours.QUIET,
        )
    last = 0.0
    for day, words in axis.months():
        x = axis.x(day)
        sheet.line(x, top, x, bottom, colours.LINE, thick=0.8)
        if x >= last and x < LEFT + WIDE - 14:
            last = (
                x
                + 4
                + sheet.text(x, top - 4, words, size=7.3, font=fonts.MEDIUM, fill=colours.QUIET)
            )


def working(block: Gantt, start: date, end: date) -> list[tuple[date, date]]:
    """The days from start to end without the breaks, as stretches [from, to)."""
    stretches = [(start, end)]
    for pause in block.breaks:
        parts = []
        for first, last in stretches:
            after = pause.end + timedelta(days=1)
            parts.extend([(first, min(last, pause.start)), (max(first, after), last)])
        stretches = [(first, last) for first, last in parts if last > first]
    return stretches


def _names(sheet: Sheet, item: GanttRow, middle: float) -> None:
    """Id and title; a title too long for one line takes two."""
    font = fonts.SEMIBOLD if item.opens_gate else fonts.REGULAR
    sheet.paragraph(
        0, middle + 2.6, item.id, limit=33, lines=1, size=7, fill=colours.ACCENT, target=item.target
    )
    limit = LEFT - _NAME - 5
    size = 7.3 if fonts.width(item.name, font, 7.3) <= limit else 7.0
    lines = min(2, len(fitted(item.name, font, size, limit, 9)))
    first = middle + 2.6 - (lines - 1) * 3.6
    sheet.paragraph(_NAME, first, item.name, limit=limit, size=size, leading=7.2, font=font)


def _row(
    sheet: Sheet, block: Gantt, item: GanttRow, axis: Axis, place: tuple[float, float]
) -> None:
    middle, bar = place
    _names(sheet, item, middle)
    fill = colours.BLUE if item.opens_gate else colours.LIGHT
    begin = axis.x(item.start)
    half, late = axis.x(item.p50), axis.x(item.p80)
    sheet.line(begin, middle, max(half, begin + 1), middle, fill, thick=1.4)
    top = middle - bar / 2
    for first, last in working(block, item.start, item.p50):
        left = axis.x(first)
        sheet.rect(left, top, max(1.0, axis.x(last) - left), bar, fill)
    if item.p80 > item.p50:
        box = max(1.6, late - half)
        sheet.rect(half, top, box, bar, colours.PAPER, edge=colours.INK, thick=0.8)
    if item.proof_end > item.p80:
        end = axis.x(item.proof_end)
        sheet.line(late + 2, middle, end, middle, colours.INK, thick=1.0, dash=(1.2, 1.8))
        sheet.line(end, middle - 4.5, end, middle + 4.5, colours.INK, thick=1.3)


def _waits(sheet: Sheet, block: Gantt, axis: Axis, middles: dict[str, float], half: float) -> None:
    """An arrow from each work that is drawn to the one that begins after it."""
    rows = {item.id: item for item in block.rows}
    for item in block.rows:
        for name in item.after:
            if name not in rows:
                continue
            x = max(LEFT - 4, axis.x(item.start) - 4)
            begin, end = middles[name], middles[item.id]
            done = axis.x(rows[name].p50)
            if done < x:
                sheet.line(done, begin, x, begin, colours.INK, thick=0.7)
            else:
                begin += half if end > begin else -half
            sheet.line(x, begin, x, end, colours.INK, thick=0.7)
            sheet.polygon([(x, end - 2.2), (x + 4, end), (x, end + 2.2)], colours.INK)


def _gate(sheet: Sheet, block: Gantt, axis: Axis, top: float, bottom: float) -> None:
    if block.gate is None:
        return
    day, words = block.gate
    x = axis.x(day)
    sheet.line(x, top, x, bottom + 11, colours.INK, thick=1.6)
    wide = fonts.width(words, fonts.SEMIBOLD, 7.5)
    place = min(max(x - wide / 2, LEFT - 40), WIDTH - wide)
    sheet.text(place, bottom + 20, words, size=7.5, font=fonts.SEMIBOLD)
