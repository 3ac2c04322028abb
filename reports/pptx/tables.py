"""Native tables: a head, thin rules, cells that hold their words, and rows that fit their box."""

from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, described, more
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.measures import shown as printable
from reports.pptx.measures import wide
from reports.pptx.palette import Palette, code, tint
from reports.pptx.words import Paragraph, Style, alone, fitted, said, set_paragraph, tall

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style *No Style, No Grid*, which every program knows."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_REST = 22.0
_MOST_GROWN = 1.8
"""How much wider than its share a column of single lines may become."""


def draw(
    canvas: Canvas, box: Box, grid: Grid, alt: str, name: str = "Table", *, telling: bool = False
) -> tuple[int, float]:
    """Draw as many rows as the box holds; gives how many those are, and the height.

    With ``telling`` a row over the whole width says how many found no room: as a row of the table it
    stands below the others in whatever font, and however high, a program sets them.
    """
    widths = _widths(grid, box.width)
    head = _head_height(grid, widths)
    heights = [_height(row, widths, grid) for row in grid.rows]
    shown = _fitting(heights, box.height - head)
    while 1 < shown < len(heights) and shown - 1 in grid.heads:
        shown -= 1  # a head with nothing below it says nothing
    total = head + sum(heights[:shown]) + (_REST if telling else 0.0)
    frame = canvas.shapes.add_table(
        shown + (head > 0) + telling, len(widths), Pt(box.x), Pt(box.y), Pt(box.width), Pt(total)
    )
    frame.name = printable(name)[:120]
    described(frame, alt)
    table = frame.table
    _plain(table, head > 0)
    for place, room in enumerate(widths):
        table.columns[place].width = Pt(room)
    if head:
        table.rows[0].height = Pt(head)
        for place, column in enumerate(grid.columns):
            _fill_head(table.cell(0, place), column, canvas.palette, grid)
    for number in range(shown):
        at = number + (head > 0)
        table.rows[at].height = Pt(heights[number])
        _fill_row(table, at, grid, number, widths, canvas.palette)
        _rules(table, at, canvas.palette, strong=number in grid.heads)
    if telling:
        _rest(table, more(len(grid.rows) - shown), canvas.palette, grid)
    return shown, total


def _rest(table: Any, words: str, palette: Palette, grid: Grid) -> None:
    """The last row, in one cell."""
    at = len(table.rows) - 1
    table.rows[at].height = Pt(_REST)
    target = table.cell(at, 0)
    target.merge(table.cell(at, len(table.columns) - 1))
    _set(target, [said(words, Style(grid.size, "quiet", most=1))], palette, grid)


def fill(
    canvas: Canvas, box: Box, grid: Grid, alt: str, name: str = "Table", *, tallest: float = 0.0
) -> float:
    """Draw the table and say how many rows found no room; gives the height that both take.

    ``tallest`` lets the rows of a short table grow to so many points, so that it fills its box.
    """
    if tallest and grid.rows:
        spare = (box.height - high(grid, box.width)) / len(grid.rows)
        grid = replace(grid, roomier=max(0.0, min(spare - 0.1, tallest)))
    if high(grid, box.width) <= box.height:
        return draw(canvas, box, grid, alt, name)[1]
    return draw(canvas, box.above(_REST), grid, alt, name, telling=True)[1]


def _widths(grid: Grid, width: float) -> list[float]:
    """Widths by share; a column of single lines takes what it lacks from those of several lines."""
    whole = sum(column.share for column in grid.columns)
    shares = [width * column.share / whole for column in grid.columns]
    wanted = [
        max(share, min(_MOST_GROWN * share, _longest(grid, place))) if column.most == 1 else share
        for place, (column, share) in enumerate(zip(grid.columns, shares, strict=True))
    ]
    lines = sum(
        share for share, column in zip(shares, grid.columns, strict=True) if column.most != 1
    )
    lacking = sum(wanted) - sum(shares)
    if lacking <= 0 or lines <= 0:
        return shares
    kept = max(0.6, 1 - lacking / lines)
    made = [
        share * kept if column.most != 1 else share
        for share, column in zip(wanted, grid.columns, strict=True)
    ]
    return [width * each / sum(made) for each in made]


def _longest(grid: Grid, place: int) -> float:
    """Points that the words of a column take on one line, with the room beside them."""
    titled = wide(grid.columns[place].title, grid.size, strong=True)
    items = [item for row in grid.rows for item in row[place].items]
    return max([titled, *(alone(item) for item in items)]) + 2 * grid.side + 1


def _head_height(grid: Grid, widths: list[float]) -> float:
    if not any(column.title for column in grid.columns):
        return 0.0
    pairs = zip(grid.columns, widths, strict=True)
    words = max(tall([_title(it, grid.size)], room - 2 * grid.side) for it, room in pairs)
    return words + 2 * grid.pad


def _title(column: Column, size: float) -> Paragraph:
    style = Style(size=size, role="quiet", strong=True, align=column.align, most=2)
    return said(column.title, style)


def _height(row: tuple[Cell, ...], widths: list[float], grid: Grid) -> float:
    pairs = zip(row, widths, strict=True)
    words = max(tall(list(item.items), room - 2 * grid.side) for item, room in pairs)
    return max(grid.least, words + 2 * grid.pad) + grid.roomier


def high(grid: Grid, width: float) -> float:
    """Points of height that the whole table takes in so much width."""
    widths = _widths(grid, width)
    return _head_height(grid, widths) + sum(_height(row, widths, grid) for row in grid.rows)


def _fitting(heights: list[float], room: float) -> int:
    total, number = 0.0, 0
    for height in heights:
        total += height
        if total > room + 0.5:
            break
        number += 1
    return max(1, number) if heights else 0


def _plain(table: Any, headed: bool) -> None:
    """No banding and no style of a program's own; the first row is the header for readers."""
    properties = table._tbl.tblPr
    for name in ("bandRow", "firstRow"):
        properties.set(name, str(int(name == "firstRow" and headed)))
    held = properties.find(f"{{{_A}}}tableStyleId")
    if held is not None:
        held.text = _PLAIN


def _fill_head(target: Any, column: Column, palette: Palette, grid: Grid) -> None:
    _set(target, [_title(column, grid.size)], palette, grid)
    target.vertical_anchor = MSO_ANCHOR.BOTTOM
    _edge(target, palette, 1.1, "ink")


def _fill_row(
    table: Any, at: int, grid: Grid, number: int, widths: list[float], palette: Palette
) -> None:
    for place, item in enumerate(grid.rows[number]):
        target = table.cell(at, place)
        items = [fitted(each, widths[place] - 2 * grid.side) for each in item.items]
        _set(target, items, palette, grid)
        if item.fill is not None:
            target.fill.solid()
            tint(target.fill.fore_color, item.fill)


def _set(target: Any, items: list[Paragraph], palette: Palette, grid: Grid) -> None:
    target.margin_left = target.margin_right = Pt(grid.side)
    target.margin_top = target.margin_bottom = Pt(max(0.0, grid.pad - 0.6))
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = target.text_frame
    frame.word_wrap = True
    for place, item in enumerate(items):
        set_paragraph(frame.paragraphs[0] if place == 0 else frame.add_paragraph(), item, palette)


def _rules(table: Any, at: int, palette: Palette, *, strong: bool) -> None:
    for place in range(len(table.columns)):
        _edge(table.cell(at, place), palette, 1.1 if strong else 0.6, "ink" if strong else "line")


def _edge(target: Any, palette: Palette, thick: float, role: Any) -> None:
    """The line under a cell; before its fill, as the format wants it."""
    properties = target._tc.get_or_add_tcPr()
    line = parse_xml(
        f'<a:lnB xmlns:a="{_A}" w="{round(12_700 * thick)}" cap="flat"><a:solidFill>'
        f'<a:srgbClr val="{code(palette.of(role))}"/></a:solidFill><a:prstDash val="solid"/></a:lnB>'
    )
    properties.insert(0, line)
