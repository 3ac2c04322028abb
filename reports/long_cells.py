"""Cells that are too long for their column: begun in their row, and set in full below it.

Two hundred characters in a column of sixty points are twenty lines beside an empty page. Below the
row they are two.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports import fonts
from reports.blocks import Block, Column, Columns, Line, Row, Section, Table, Words
from reports.charts.sheet import fitted

_LINES, _BEGUN, _SHARE = 7, 3, 0.6
"""Lines that a cell may have, those that are left of a longer one, and the share of the table's
width from which a column is wide enough for any text."""
_KEPT = 16
"""Characters of the longest run that stay at least."""
_WIDTH, _HALF, _ROOM = 499.0, 239.5, 7.0
"""Points of a page's text, of one of two columns, and of the gap after a cell."""


class Face(NamedTuple):
    """What a text is measured with: the registered name of its font, and points."""

    font: str
    size: float


_FACES: Mapping[str, Face] = {
    "text": Face(fonts.REGULAR, 8), "number": Face(fonts.SEMIBOLD, 8),
    "mono": Face(fonts.MONO, 7.2), "quiet": Face(fonts.REGULAR, 7.5),
}  # fmt: skip
"""The faces of a table's cells in Word; the web page has the same proportions."""


def set_below(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with every text of a table that is too long for its cell below that row."""
    return tuple(
        section.model_copy(
            update={"blocks": tuple(_block(item, _WIDTH) for item in section.blocks)}
        )
        for section in sections
    )


def _block(block: Block, width: float) -> Block:
    if isinstance(block, Columns):
        each = _HALF if len(block.columns) == 2 else width / max(1, len(block.columns))
        columns = tuple(tuple(_block(item, each) for item in held) for held in block.columns)
        return block if columns == block.columns else block.model_copy(update={"columns": columns})
    if not isinstance(block, Table) or not block.columns:
        return block
    scale = width / (sum(column.width for column in block.columns) or 1.0)
    rows = spread(block, [column.width * scale - _ROOM for column in block.columns], _FACES)
    return block if rows == block.rows else block.model_copy(update={"rows": rows})


def spread(block: Table, widths: Sequence[float], faces: Mapping[str, Face]) -> tuple[Row, ...]:
    """The table's rows, each followed by what is too long for its columns of ``widths`` points.

    A text that stood in full once is only begun in the rows after. ``faces`` say how each kind of
    column is set.
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
                cell, column, widths[place], sum(widths), faces
            ):
                continue
            text = "".join(words.text for words in cell)
            cells[place] = _begun(cell, faces[column.kind], widths[place])
            if text not in told:
                told.add(text)
                below.append(_in_full(column, cell))
        rows += [row.model_copy(update={"cells": tuple(cells)}), *below]
    return tuple(rows)


def _fits(cell: Line, column: Column, wide: float, whole: float, faces: Mapping[str, Face]) -> bool:
    """Whether the cell keeps to its lines; most are told from their number of characters alone."""
    text = "".join(words.text for words in cell)
    face = faces[column.kind]
    if wide >= _SHARE * whole or len(text) * face.size < _LINES * wide:
        return True
    return len(fitted(text, face.font, face.size, wide, _LINES + 1)) <= _LINES


def _begun(cell: Line, face: Face, wide: float) -> Line:
    """The beginning: the longest runs are cut first, so that a link beside them stays."""
    whole = "".join(words.text for words in cell)
    over = len(whole) - len(" ".join(fitted(whole, face.font, face.size, wide, _BEGUN)))
    made = list(cell)
    for place in sorted(range(len(cell)), key=lambda at: -len(cell[at].text)):
        words = made[place]
        if over <= 0 or len(words.text) <= _KEPT:
            break
        text = words.text[: max(_KEPT, len(words.text) - over)].rsplit(" ", 1)[0].rstrip(" ,;:")
        over -= len(words.text) - len(text)
        end = "\n" if words.text.endswith("\n") else ""
        made[place] = words.model_copy(update={"text": f"{text}…{end}"})
    return tuple(made)


def _in_full(column: Column, cell: Line) -> Row:
    title = column.title.replace("\n", " ")
    return Row(cells=((Words(text=f"{title}: ", quiet=True), *cell),), below=True)
