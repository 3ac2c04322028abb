"""The capabilities: probability of each level, with what is claimed and what is used."""

from reports import colours, fonts
from reports.blocks import HeatGroup, Heatmap, HeatRow
from reports.charts import marks
from reports.charts.sheet import Sheet, fitted

WIDTH = 499.0
_COLUMN = 239.0
_RIGHT = 260.0
_CELL, _CELLS = 17.2, 153.0
_GROUP_HEAD, _GROUP_GAP, _TOP = 22.0, 3.0, 12.0
_KEY = 84.0
_NOTE = 10.5
_NAME = 7.7
"""Points of a capability's name; less only where a page has to hold very many."""


def heights(block: Heatmap, row: float) -> tuple[float, float]:
    """Height of the left and of the right column without the key."""

    def column(groups: tuple[HeatGroup, ...]) -> float:
        return _TOP + sum(_GROUP_HEAD + _GROUP_GAP + row * len(group.rows) for group in groups)

    return column(block.left), column(block.right)


def row_height(block: Heatmap, room: float) -> float:
    """19.5 pt, 26 where there are few rows, less where the page asks for it (at least 13)."""
    rows = max(1, sum(len(group.rows) for group in (*block.left, *block.right)))
    key = _KEY + _NOTE * len(_note(block))
    wanted = 26.0 if rows <= 8 else 19.5
    while wanted > 13 and max(heights(block, wanted)[0], heights(block, wanted)[1] + key) > room:
        wanted -= 0.5
    return wanted


def _note(block: Heatmap) -> list[str]:
    return fitted(block.note, fonts.REGULAR, 7.5, _COLUMN, 12)


def draw(block: Heatmap, room: float) -> Sheet:
    """Both columns and the key, in at most ``room`` points of height where that can be."""
    row = row_height(block, room)
    left, right = heights(block, row)
    note = _note(block)
    height = max(left, right + _KEY + _NOTE * len(note))
    sheet = Sheet(WIDTH, height, block.alt)
    for x, groups in ((0.0, block.left), (_RIGHT, block.right)):
        _column(sheet, groups, x, row)
    _key(sheet, right + 14, note)
    return sheet


def _column(sheet: Sheet, groups: tuple[HeatGroup, ...], x: float, row: float) -> None:
    if not groups:
        return
    for number in range(5):
        middle = x + _CELLS + (number + 0.5) * _CELL
        sheet.text(middle, 6, str(number + 1), size=7.5, fill=colours.QUIET, align="middle")
    sheet.text(x + _CELLS - 5, 6, "level", size=7.5, fill=colours.QUIET, align="end")
    y = _TOP
    for group in groups:
        sheet.paragraph(x, y + 12, group.name, limit=150, lines=1, size=9.2, font=fonts.SEMIBOLD)
        sheet.text(x + _COLUMN, y + 12, group.figure, size=8, fill=colours.QUIET, align="end")
        sheet.line(x, y + 16.5, x + _COLUMN, y + 16.5, colours.INK, thick=0.8)
        y += _GROUP_HEAD
        for item in group.rows:
            _row(sheet, item, x, y, row)
            y += row
        y += _GROUP_GAP


def _row(sheet: Sheet, item: HeatRow, x: float, y: float, row: float) -> None:
    middle = y + row / 2 - 1
    applies = item.used is not None
    if item.critical:
        marks.critical(sheet, x, middle)
    size = _NAME if row >= 2 * _NAME else 7.0
    parts = fitted(item.name, fonts.REGULAR, size, _CELLS - 13, 2 if row >= 2 * size else 1)
    start = middle + 2.6 - (len(parts) - 1) * 0.5 * size
    for number, part in enumerate(parts):
        sheet.text(
            x + 7.5,
            start + size * number,
            part,
            size=size,
            fill=colours.INK if applies else colours.QUIET,
            target=item.target,
        )
    (_cells if applies else _outside)(sheet, item, x + _CELLS, middle, min(13.0, row - 3))


def _cells(sheet: Sheet, item: HeatRow, x: float, middle: float, height: float) -> None:
    for number, probability in enumerate(item.belief):
        sheet.rect(
            x + number * _CELL, middle - height / 2, _CELL - 0.9, height, colours.shade(probability)
        )

    def place(level: float) -> float:
        return x + (level - 0.5) * _CELL - 0.4

    if item.claimed is not None:
        marks.claimed(sheet, place(item.claimed), middle)
    if item.used is None:
        return
    if item.open_word:
        sheet.text(
            x + 5 * _CELL - 3,
            middle + 2.3,
            item.open_word,
            size=7.2,
            font=fonts.MEDIUM,
            align="end",
        )
    marks.used(sheet, place(item.used), middle, 2.9)
    if item.used_target:
        box = (place(item.used) - 4, middle - 4, place(item.used) + 4, middle + 4)
        sheet.links.append((box, item.used_target))


def _outside(sheet: Sheet, item: HeatRow, x: float, middle: float, height: float) -> None:
    """Hatched ends and words: neither a colour nor a level."""
    wide = 5 * _CELL - 0.9
    for left in (x, x + wide - 13):
        for step in range(0, 13, 3):
            reach = min(height, 13.0 - step)
            sheet.line(
                left + step,
                middle + height / 2,
                left + step + reach,
                middle + height / 2 - reach,
                colours.LINE,
                thick=0.7,
            )
    sheet.text(
        x + wide / 2, middle + 2.4, item.open_word, size=7, fill=colours.QUIET, align="middle"
    )


def _key(sheet: Sheet, y: float, note: list[str]) -> None:
    x = _RIGHT
    sheet.line(x, y - 8, x + _COLUMN, y - 8, colours.LINE, thick=0.7)
    sheet.text(x, y + 5, "How to read it", size=8.2, font=fonts.SEMIBOLD)
    marks.claimed(sheet, x + 4.4, y + 17.5)
    sheet.text(x + 12, y + 20, "claimed by people", size=7.2)
    marks.used(sheet, x + 92, y + 17.5, 2.9)
    sheet.text(x + 99, y + 20, "used in the score", size=7.2)
    marks.critical(sheet, x + 176, y + 17.5)
    sheet.text(x + 184, y + 20, "critical", size=7.2)
    sheet.text(x, y + 32, "Shade: probability of each level, 1 left to 5 right", size=7.2)
    for number, (colour, words) in enumerate(
        zip(colours.SHADES, colours.SHADE_LABELS, strict=True)
    ):
        sheet.rect(x + number * 34.5, y + 36, 33.6, 9, colour)
        sheet.text(
            x + number * 34.5 + 16.8, y + 53, words, size=7, fill=colours.QUIET, align="middle"
        )
    for number, part in enumerate(note):
        sheet.text(x, y + 67 + _NOTE * number, part, size=7.5, fill=colours.QUIET)
