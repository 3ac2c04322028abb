"""Tables of a page that typed texts made too long for it: begun there, and whole in the appendix."""

from math import ceil

from reports.blocks import Block, Heading, Line, Prose, Row, Table, Words
from reports.wording import NBSP, capital, count, shortened

PAGE = 62.0
"""Lines of text that a page of tables holds below its title."""
_LETTER, _WIDE, _MOST, _BEGUN = 4.1, 120, 7, 3
"""Points of a letter in a table; letters of a line over the whole width; the lines of a cell, and
what is left of one that is set in full below its row."""
_GAP, _HEAD = 0.7, 2.6


def lines_of(blocks: tuple[Block, ...]) -> float:
    """About how many lines the blocks take on a page."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    if isinstance(block, Table):
        return _HEAD + sum(_row_lines(block, row) for row in block.rows)
    if isinstance(block, Prose):
        return ceil(len(_text(block.content)) / _WIDE) + _GAP
    return _HEAD if isinstance(block, Heading) else 0.0


def _row_lines(table: Table, row: Row) -> float:
    highest, below = 1.0, 0.0
    for column, cell in zip(table.columns, row.cells, strict=False):
        if not isinstance(cell, tuple):
            continue
        letters = len(_text(cell))
        lines = ceil(letters * _LETTER / column.width)
        if lines > _MOST:
            lines, below = _BEGUN, below + ceil(letters / _WIDE)
        highest = max(highest, lines)
    return highest + below + _GAP


def _text(cell: Line) -> str:
    return "".join(words.text for words in cell)


def begun(table: Table, rows: int, letters: int) -> Table:
    """The first ``rows`` of a table, each text of at most so many letters."""
    held = tuple(_row(row, letters) for row in table.rows[:rows])
    return table.model_copy(update={"rows": held, "dense": True})


def _row(row: Row, letters: int) -> Row:
    cells = tuple(
        tuple(words.model_copy(update={"text": _cut(words.text, letters)}) for words in cell)
        if isinstance(cell, tuple) else cell for cell in row.cells
    )  # fmt: skip
    return row.model_copy(update={"cells": cells})


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else shortened(text, letters)


def where_whole(left: int, section: str) -> Prose:
    """How many rows are left out, and the page on which all stands as it was written."""
    head = f"{capital(count(left))} more, and every text" if left else "Every text"
    return stands_on(f"{head} in full", section)


def stands_on(what: str, section: str) -> Prose:
    """That ``what`` found no room here, and on which page of the appendix it stands."""
    page = Words(
        text=f"page{NBSP}{{page}}", page_of=f"section-{section}", target=f"#section-{section}"
    )
    return Prose(content=(Words(text=f"{what}: "), page, Words(text=".")), kind="note")
