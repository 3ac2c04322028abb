"""Tables of a report: a head that repeats, rules between rows, states and small trend lines."""

from collections.abc import Sequence

from reports.blocks import Cell, Column, KeyValues, Row, State, Table, Trend, Words
from reports.charts import trend
from reports.docx.elements import Element, el
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.pictures import picture
from reports.docx.unbroken import whole_ids
from reports.docx.words import field, holding, paragraph, runs, state
from reports.quantities import figure

_ROLES = {"text": "table", "number": "table-number", "mono": "table-code", "quiet": "table-quiet"}
_ROOM = (2.8, 0, 3.9, 7)
_SPLITTABLE = 1500
"""Characters from which a row may run over to the next page."""


def table(block: Table, kit: Kit, width: float) -> list[Element]:
    """The table over ``width`` points, or the sentence that stands for no rows."""
    if not block.rows:
        return [paragraph(block.empty, "body", kit)] if block.empty else []
    scale = width / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    rows = [_row(block, place, widths, kit) for place in range(len(block.rows))]
    return grid(widths, [_head(block.columns, kit), *rows], kit, style="table-report", room=_ROOM)


def named(words: str, kit: Kit, what: str = "Table") -> Element:
    """A caption with its number, which Word counts on."""
    number = kit.number(what)
    label = [*runs((Words(text=f"{what} ", strong=True),), kit)]
    label += field(f" SEQ {what} \\* ARABIC ", str(number), _strong(kit))
    role = "caption-above" if what == "Table" else "caption"
    return holding([*label, *runs(f".  {words}", kit)], role, kit, anchor=f"{what}-{number}")


def _strong(kit: Kit) -> Element:
    """The look of strong words."""
    return el("rPr", el("rStyle", val=kit.style("words-strong")))


def _head(columns: Sequence[Column], kit: Kit) -> Strip:
    lines = {"bottom": ("ink", 0.9)}
    places = [
        Place(
            [paragraph(column.title, "table-head", kit, align=_align(column))],
            lines=dict(lines), valign="bottom",
        )
        for column in columns
    ]  # fmt: skip
    places[-1].room = _last(_ROOM)
    return Strip(places, head=True)


def _align(column: Column) -> str:
    return "right" if column.kind == "number" else ""


def _last(room: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return room[0], room[1], room[2], 0


def _row(block: Table, place: int, widths: Sequence[float], kit: Kit) -> Strip:
    row, number = block.rows[place], len(block.columns)
    joined = place + 1 < len(block.rows) and block.rows[place + 1].below
    whole = _length(row) < _SPLITTABLE
    if row.group:
        head = _cell(row.cells[0], "table", sum(widths), kit, row.anchor, keep=True)
        lines = {"bottom": ("ink", 0.8)}
        return Strip([Place(head, span=number, lines=lines, room=(8, 0, 3.9, 0))])
    if row.below:
        text = _cell(row.cells[0], "table", sum(widths), kit, row.anchor)
        lines = {"top": ("line", 0.0)}
        return Strip([Place(text, span=number, lines=lines, room=(0, 0, 3.9, 0))], whole=whole)
    cells = [*row.cells, *[()] * (number - len(row.cells))]
    places = [
        Place(
            _cell(cell, _ROLES[column.kind], wide - 7, kit, row.anchor if at == 0 else "", keep=joined),
            lines={"bottom": ("line", 0.0)} if joined else {},
        )
        for at, (cell, column, wide) in enumerate(zip(cells, block.columns, widths, strict=True))
    ]  # fmt: skip
    places[-1].room = _last(_ROOM)
    return Strip(places, whole=whole)


def _length(row: Row) -> int:
    return sum(len(words.text) for cell in row.cells if isinstance(cell, tuple) for words in cell)


def _cell(
    cell: Cell, role: str, wide: float, kit: Kit, anchor: str = "", *, keep: bool = False
) -> list[Element]:
    if isinstance(cell, State):
        return [
            holding(state(cell.tone, cell.word, kit), "table", kit, anchor=anchor, keep_next=keep)
        ]
    if isinstance(cell, Trend):
        return [_trend(cell, wide, kit, anchor, keep=keep)]
    line = whole_ids(cell, role, wide)
    return [paragraph(line, role, kit, anchor=anchor, keep_next=keep)]


def _trend(cell: Trend, wide: float, kit: Kit, anchor: str, *, keep: bool) -> Element:
    if cell.note or not (cell.points or cell.target is not None):
        return paragraph(cell.note or "–", "table-quiet", kit, anchor=anchor, keep_next=keep)
    return holding([small_line(cell, wide, 14, kit)], "table", kit, anchor=anchor, keep_next=keep)


def small_line(cell: Trend, wide: float, high: float, kit: Kit) -> Element:
    """The line of the last window as a small picture that says what it shows."""
    return picture(trend.draw(cell, wide, high), kit, alt=_told(cell), clear=True)


def _told(cell: Trend) -> str:
    parts = []
    if cell.points:
        values = [value for _, value in cell.points]
        number = len(values)
        span = f", between {figure(min(values))} and {figure(max(values))}"
        noun = "reading" if number == 1 else "readings"
        last = f"the last {figure(values[-1])}"
        parts.append(f"{number} {noun}{span if number > 1 else ''}, {last}")
    if cell.target is not None:
        parts.append(f"target {figure(cell.target)}")
    return "; ".join(parts)


def key_values(block: KeyValues, kit: Kit, width: float) -> list[Element]:
    """Names at the left, values at the right, a rule below each."""
    strips = [
        Strip(
            [
                Place([paragraph(name, "table", kit)]),
                Place([paragraph(value, "table", kit, align="right")], room=_last(_ROOM)),
            ]
        )
        for name, value in block.rows
    ]
    if not strips:
        return []
    return grid([width * 0.58, width * 0.42], strips, kit, style="table-report", room=_ROOM)
