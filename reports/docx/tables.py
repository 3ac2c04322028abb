"""Tables of a report: a head that repeats, rules between rows, states and small trend lines."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports.blocks import Cell, Column, KeyValues, Row, State, Table, Trend, Words
from reports.charts import trend
from reports.docx.elements import Element, el
from reports.docx.grids import Box, Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.pictures import picture
from reports.docx.unbroken import whole_ids
from reports.docx.words import field, holding, paragraph, runs, state
from reports.quantities import figure


class _Set(NamedTuple):
    """How a table is set: the style of each kind of column, of its head, and the room in a cell."""

    roles: Mapping[str, str]
    head: str
    room: Box

    @property
    def last(self) -> Box:
        """The room in the cells of the last column, which keeps no gap at its right."""
        return (*self.room[:3], 0)


_WIDE = _Set(
    {"text": "table", "number": "table-number", "mono": "table-code", "quiet": "table-quiet"},
    "table-head", (2.8, 0, 3.9, 7),
)  # fmt: skip
_CLOSE = _Set(
    {"text": "table-close", "number": "table-close-number", "mono": "table-close-code",
     "quiet": "table-close-quiet"},
    "table-close-head", (1.4, 0, 2.2, 7),
)  # fmt: skip
_FEW = 3
"""Rows up to which a table may leave one alone on a page, below a head that is repeated for it."""
_SPLITTABLE = 1500
"""Characters from which a row may run over to the next page."""


def table(block: Table, kit: Kit, width: float) -> list[Element]:
    """The table over ``width`` points, or the sentence that stands for no rows."""
    if not block.rows:
        return [paragraph(block.empty, "body", kit)] if block.empty else []
    scale = width / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    form = _CLOSE if block.dense else _WIDE
    rows = [_row(block, place, widths, kit, form) for place in range(len(block.rows))]
    strips = [_head(block.columns, kit, form), *rows]
    return grid(widths, strips, kit, style="table-report", room=form.room)


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


def _head(columns: Sequence[Column], kit: Kit, form: _Set) -> Strip:
    lines = {"bottom": ("ink", 0.9)}
    places = [
        Place(
            [paragraph(column.title, form.head, kit, align=_align(column))],
            lines=dict(lines), valign="bottom",
        )
        for column in columns
    ]  # fmt: skip
    places[-1].room = form.last
    return Strip(places, head=True)


def _align(column: Column) -> str:
    return "right" if column.kind == "number" else ""


def _row(block: Table, place: int, widths: Sequence[float], kit: Kit, form: _Set) -> Strip:
    row, number = block.rows[place], len(block.columns)
    joined = place + 1 < len(block.rows) and block.rows[place + 1].below
    keep = joined or (len(block.rows) > _FEW and place in (0, len(block.rows) - 2))
    whole = _length(row) < _SPLITTABLE
    below = form.room[2]
    if row.group:
        head = _cell(row.cells[0], "text", sum(widths), kit, form, row.anchor, keep=True)
        lines = {"bottom": ("ink", 0.8)}
        above = 5 if block.dense else 8
        return Strip([Place(head, span=number, lines=lines, room=(above, 0, below, 0))])
    if row.below:
        held = _cell(row.cells[0], "text", sum(widths), kit, form, row.anchor)
        lines = {"top": ("line", 0.0)}
        return Strip([Place(held, span=number, lines=lines, room=(0, 0, below, 0))], whole=whole)
    cells = [*row.cells, *[()] * (number - len(row.cells))]
    places = [
        Place(
            _cell(cell, column.kind, wide - (form.room[3] if at < number - 1 else 0), kit, form,
                  row.anchor if at == 0 else "", keep=keep),
            lines={"bottom": ("line", 0.0)} if joined else {},
        )
        for at, (cell, column, wide) in enumerate(zip(cells, block.columns, widths, strict=True))
    ]  # fmt: skip
    places[-1].room = form.last
    return Strip(places, whole=whole)


def _length(row: Row) -> int:
    return sum(len(words.text) for cell in row.cells if isinstance(cell, tuple) for words in cell)


def _cell(
    cell: Cell, kind: str, wide: float, kit: Kit, form: _Set, anchor: str = "", *,
    keep: bool = False,
) -> list[Element]:  # fmt: skip
    if isinstance(cell, State):
        words, role = state(cell.tone, cell.word, kit), form.roles["text"]
        return [holding(words, role, kit, anchor=anchor, keep_next=keep)]
    if isinstance(cell, Trend):
        return [_trend(cell, wide, kit, form, anchor, keep=keep)]
    line = whole_ids(cell, form.roles[kind], wide)
    return [paragraph(line, form.roles[kind], kit, anchor=anchor, keep_next=keep)]


def _trend(cell: Trend, wide: float, kit: Kit, form: _Set, anchor: str, *, keep: bool) -> Element:
    if cell.note or not (cell.points or cell.target is not None):
        words = cell.note or "–"
        return paragraph(words, form.roles["quiet"], kit, anchor=anchor, keep_next=keep)
    line = small_line(cell, wide, 14, kit)  # lines of close tables are as high as letters alone
    return holding([line], "table", kit, anchor=anchor, keep_next=keep)


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
                Place([paragraph(value, "table", kit, align="right")], room=_WIDE.last),
            ]
        )
        for name, value in block.rows
    ]
    if not strips:
        return []
    return grid([width * 0.58, width * 0.42], strips, kit, style="table-report", room=_WIDE.room)
