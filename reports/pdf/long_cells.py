"""Cells that are too long for their column: begun in their row, and set in full below it.

Two hundred characters in a column of sixty points are twenty lines beside an empty page. Below the
row they are two.
"""

from collections.abc import Mapping

from reportlab.lib.styles import ParagraphStyle

from reports.blocks import Column, Line, Row, Table, Words
from reports.charts.sheet import fitted

_LINES, _BEGUN, _SHARE = 7, 3, 0.6
"""Lines that a cell may have, those that are left of a longer one, and the share of the table's
width from which a column is wide enough for any text."""
_KEPT = 16
"""Characters of the longest run that stay at least."""


def spread(
    block: Table, widths: list[float], forms: Mapping[str, ParagraphStyle]
) -> tuple[Row, ...]:
    """The table's rows, each followed by what is too long for its columns of ``widths`` points.

    A text that stood in full once is only begun in the rows after.
    """
    rows: list[Row] = []
    told: set[str] = set()
    for row in block.rows:
        if row.group or row.below:
            rows.append(row)
            continue
        cells = list(row.cells)
        below: list[Row] = []
        for place, (cell, column) in enumerate(zip(cells, block.columns, strict=False)):
            if not isinstance(cell, tuple) or _fits(
                cell, column, widths[place], sum(widths), forms
            ):
                continue
            text = "".join(words.text for words in cell)
            cells[place] = _begun(cell, forms[column.kind], widths[place])
            if text not in told:
                told.add(text)
                below.append(_in_full(column, cell))
        rows += [row.model_copy(update={"cells": tuple(cells)}), *below]
    return tuple(rows)


def _fits(
    cell: Line, column: Column, wide: float, whole: float, forms: Mapping[str, ParagraphStyle]
) -> bool:
    """Whether the cell keeps to its lines; most are told from their number of characters alone."""
    text = "".join(words.text for words in cell)
    form = forms[column.kind]
    if wide >= _SHARE * whole or len(text) * form.fontSize < _LINES * wide:
        return True
    return len(fitted(text, form.fontName, form.fontSize, wide, _LINES + 1)) <= _LINES


def _begun(cell: Line, form: ParagraphStyle, wide: float) -> Line:
    """The beginning: the longest run is cut, so that a link beside it stays."""
    whole = "".join(words.text for words in cell)
    room = len(" ".join(fitted(whole, form.fontName, form.fontSize, wide, _BEGUN)))
    longest = max(range(len(cell)), key=lambda place: len(cell[place].text))
    others = sum(len(words.text) for words in cell) - len(cell[longest].text)
    text = cell[longest].text[: max(_KEPT, room - others)].rsplit(" ", 1)[0].rstrip(" ,;:")
    begun = cell[longest].model_copy(update={"text": text + "…"})
    return (*cell[:longest], begun, *cell[longest + 1 :])


def _in_full(column: Column, cell: Line) -> Row:
    title = column.title.replace("\n", " ")
    return Row(cells=((Words(text=f"{title}: ", quiet=True), *cell),), below=True)
