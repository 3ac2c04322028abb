"""Tables with a repeated header, rules between rows, states with shapes and small trend lines."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Spacer
from reportlab.platypus import Table as Grid

from reports import colours, fonts
from reports.blocks import Cell, Column, KeyValues, Row, State, Table, Trend, Words
from reports.charts import marks, trend
from reports.charts.sheet import Sheet, fitted
from reports.long_cells import Face, spread
from reports.pdf.flowables import Picture
from reports.pdf.grids import BARE, Again, Rows
from reports.pdf.styles import style
from reports.pdf.words import Kit, paragraph

_TOGETHER = 1_200
"""Characters up to which what stands below a row keeps to its page."""
_FEW = 3
_STYLES = {"text": "table", "number": "table-strong", "mono": "mono", "quiet": "quiet"}
_DENSE = {"text": "dense", "number": "dense-strong", "mono": "dense-mono", "quiet": "dense-quiet"}
_ABOVE, _BELOW = {False: 3.2, True: 1.3}, {False: 4.3, True: 2.1}
"""Points above and below the text of a row, by whether the table is dense."""


def flow(block: Table, kit: Kit, width: float) -> list[Any]:
    """The table over ``width`` points, or the sentence that stands for no rows."""
    if not block.rows:
        return [paragraph(block.empty, style("body"), kit), Spacer(1, 6)]
    scale = width / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    dense = block.dense or kit.close
    forms, titled = (_DENSE, "dense-head") if dense else (_STYLES, "table-head")
    head = [
        _head(column, wide - 7, kit, titled)
        for column, wide in zip(block.columns, widths, strict=True)
    ]
    faces = {kind: Face(style(form).fontName, style(form).fontSize) for kind, form in forms.items()}
    rows = spread(block, [wide - 7 for wide in widths], faces)
    body = [
        _row(row, block.columns, widths, kit, forms, above)
        for row, above in zip(rows, _above(rows), strict=True)
    ]
    look = _look(rows, dense=dense)
    grid = Rows([head, *body], colWidths=widths, repeatRows=1, style=look)
    return [grid, Spacer(1, 8)]


def _head(column: Column, wide: float, kit: Kit, name: str) -> Paragraph:
    form, words = style(name, _align(column)), (Words(text=column.title),)
    divided = _too_wide(words, form, wide)
    return paragraph(words, style(name, _align(column), divided=divided), kit)


def _align(column: Column) -> str:
    return "right" if column.kind == "number" else "left"


def _look(rows: tuple[Row, ...], *, dense: bool) -> list[tuple[Any, ...]]:
    look: list[tuple[Any, ...]] = [
        *BARE,
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 7),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), _ABOVE[dense]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW[dense]),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, colours.INK),
    ]
    for number, row in enumerate(rows, start=1):
        look += _joined(number, _length(row.cells[0]) <= _TOGETHER) if row.below else []
        if not (number < len(rows) and rows[number].below):
            look.append(("LINEBELOW", (0, number), (-1, number), 0.6, colours.LINE))
        if row.group:
            look += [
                ("SPAN", (0, number), (-1, number)),
                ("TOPPADDING", (0, number), (-1, number), 5 if dense else 9),
                ("LINEBELOW", (0, number), (-1, number), 0.8, colours.INK),
                *_together(number, number + 1),
            ]
    return [*look, *_ends(len(rows))]


def _joined(number: int, short: bool) -> list[tuple[Any, ...]]:
    """One cell over the whole width, close under the row before and, where short, on its page."""
    return [
        ("SPAN", (0, number), (-1, number)),
        ("TOPPADDING", (0, number), (-1, number), 0),
        ("BOTTOMPADDING", (0, number - 1), (-1, number - 1), 1.5),
        *(_together(number - 1, number) if short else []),
    ]


def _ends(number: int) -> list[tuple[Any, ...]]:
    """No row stands alone with the head, neither the first at a page's foot nor the last."""
    return [*_together(1, 2), *_together(number - 1, number)] if number > _FEW else []


def _together(first: int, last: int) -> list[tuple[Any, ...]]:
    return [("NOSPLIT", (0, first), (0, last))]


def _length(cell: Cell) -> int:
    return sum(len(words.text) for words in cell) if isinstance(cell, tuple) else 0


def _above(rows: tuple[Row, ...]) -> list[Cell]:
    """For each row the words of the first column that it goes on about; none where it has its own."""
    made: list[Cell] = []
    last: Cell = ()
    for row in rows:
        own = row.group or row.below or row.cells[0]
        made.append(() if own else last)
        last = () if row.group else row.cells[0] if row.cells[0] and not row.below else last
    return made


def _row(
    row: Row, columns: tuple[Column, ...], widths: list[float], kit: Kit, forms: dict[str, str],
    above: Cell,
) -> list[Any]:  # fmt: skip
    if row.below and isinstance(row.cells[0], tuple):
        text = paragraph(row.cells[0], style(forms["text"]), kit)
        return [text, *[""] * (len(columns) - 1)]
    if row.group:
        head = _cell(row.cells[0], Column(title="", width=1), 480, kit, forms, row.anchor)
        return [head, *[""] * (len(columns) - 1)]
    cells = list(row.cells) + [()] * (len(columns) - len(row.cells))
    made = [
        _cell(cell, column, wide - 7, kit, forms, row.anchor if place == 0 else "")
        for place, (cell, column, wide) in enumerate(zip(cells, columns, widths, strict=True))
    ]
    if above:
        made[0] = Again(_cell(above, columns[0], widths[0] - 7, kit, forms))
    return made


def _cell(
    cell: Cell, column: Column, wide: float, kit: Kit, forms: dict[str, str], anchor: str = ""
) -> Any:
    if isinstance(cell, State):
        return Picture(_state(cell, wide), kit)
    if isinstance(cell, Trend):
        if cell.note:
            return paragraph(cell.note, style(forms["quiet"]), kit)
        return Picture(trend.draw(cell, wide, 16), kit)
    form, words = style(forms[column.kind], _align(column)), cell
    if column.kind != "mono" and _too_wide(words, form, wide):
        form = style(forms[column.kind], _align(column), divided=True)
    return paragraph(words, form, kit, anchor)


def _too_wide(cell: tuple[Words, ...], form: ParagraphStyle, wide: float) -> bool:
    """Whether a word of the cell is wider than the cell, and would be broken anywhere."""
    parts = " ".join(words.text for words in cell).replace("\u00a0", " ").split()
    return any(fonts.width(part, form.fontName, form.fontSize) > wide for part in parts)


def _state(state: State, wide: float) -> Sheet:
    lines = fitted(state.word, fonts.REGULAR, 7.8, wide - 9, 3)
    sheet = Sheet(wide, 11.0 * len(lines))
    marks.verdict(sheet, state.tone, 3.4, 5.8, 6)
    for number, words in enumerate(lines):
        sheet.text(10.5, 8.4 + 11 * number, words, size=7.8, fill=colours.INK)
    return sheet


def key_values(block: KeyValues, kit: Kit, width: float) -> list[Any]:
    """Names at the left, values at the right, a rule below each."""
    rows = [
        [paragraph(name, style("table"), kit), paragraph(value, style("table", "right"), kit)]
        for name, value in block.rows
    ]
    look = [
        *BARE,
        ("TOPPADDING", (0, 0), (-1, -1), _ABOVE[kit.close]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW[kit.close]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, colours.LINE),
    ]
    return [Grid(rows, colWidths=[width * 0.58, width * 0.42], style=look), Spacer(1, 6)]
