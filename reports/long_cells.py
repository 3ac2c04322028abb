"""Long texts of a table: set whole below their row, over the whole width (Word and the web page)."""

from collections.abc import Iterator

from reports.blocks import Block, Cell, Column, Line, Row, Section, Table, Words

_SHARE = 0.6
"""Of the table's width: a column as wide as this is wide enough for any text."""
LONGEST = 420
"""Characters of a cell; a longer text in a narrow column would run over pages and cannot be read."""

_BELOW = (Words(text="in full below", quiet=True),)


def set_below(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with every text of a table that is too long for its cell below that row."""
    return tuple(
        section.model_copy(update={"blocks": tuple(_block(item) for item in section.blocks)})
        for section in sections
    )


def _block(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(made for row in block.rows for made in _rows(row, block.columns))
    return block if rows == block.rows else block.model_copy(update={"rows": rows})


def _rows(row: Row, columns: tuple[Column, ...]) -> Iterator[Row]:
    wide = _SHARE * sum(column.width for column in columns)
    long = [
        place
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=False))
        if not (row.group or row.below) and column.width < wide and _is_long(cell)
    ]
    if not long:
        yield row
        return
    cells = tuple(_BELOW if place in long else cell for place, cell in enumerate(row.cells))
    yield row.model_copy(update={"cells": cells})
    for place in long:
        told = row.cells[place]
        if isinstance(told, tuple):
            yield Row(cells=(_headed(columns[place].title, told),), below=True)


def _is_long(cell: Cell) -> bool:
    return isinstance(cell, tuple) and sum(len(words.text) for words in cell) > LONGEST


def _headed(title: str, told: Line) -> Line:
    return (Words(text=f"{title}  ", quiet=True), *told)
