"""A table before it is drawn: its columns, its cells, and what of the report's own table it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.blocks import Line, State, Table, Trend, Words
from reports.pptx.canvas import MARKS, tone_colour
from reports.pptx.palette import Rgb
from reports.pptx.words import BODY, Paragraph, Style, said


@dataclass(frozen=True)
class Column:
    """A column's title, its share of the width, and how many lines its cells may take."""

    title: str
    share: float
    align: str = "left"
    most: int = 2
    quiet: bool = False
    parted: bool = False
    """The report's own ends of lines part its cells into paragraphs, each of at most ``most`` lines."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the colour it is filled with."""

    items: tuple[Paragraph, ...] = ()
    fill: Rgb | None = None


@dataclass
class Grid:
    """A table before it is drawn: columns, rows, and the size of its words."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    size: float = BODY
    heads: frozenset[int] = field(default_factory=frozenset)
    """Rows that are heads over those below them."""
    least: float = 0.0
    """A row is at least so high."""
    roomier: float = 0.0
    """Room that every row has beyond what it needs."""
    side: float = 4.0
    """Room left and right of the words of a cell."""
    pad: float = 3.2
    """Room over and under the words of a cell."""


def cell(content: Line | str, column: Column, size: float, *, strong: bool = False) -> Cell:
    """A cell of plain words."""
    role: Any = "quiet" if column.quiet else "ink"
    style = Style(size=size, role=role, strong=strong, align=column.align, most=column.most)
    return Cell((said(content, style),))


def of_texts(columns: tuple[Column, ...], rows: Iterable[Sequence[str]]) -> Grid:
    """A table of plain texts; the first of each row is bold."""
    made: list[tuple[Cell, ...]] = [
        tuple(
            cell(text, column, BODY, strong=not place)
            for place, (text, column) in enumerate(zip(row, columns, strict=True))
        )
        for row in rows
    ]
    return Grid(columns, made)


def state(item: State, column: Column, size: float) -> Cell:
    """A verdict's shape and word in its colour."""
    style = Style(size, strong=True, most=column.most, colour=tone_colour(item.tone))
    return Cell((said(f"{MARKS[item.tone]} {item.word}", style),))


def of_block(block: Table, picked: Sequence[tuple[str, Column]], size: float = BODY) -> Grid:
    """A table of the report with some of its columns; ``picked`` are (its head there, column here).

    :class:`KeyError` where the report's table has no column of that head, or more than one.
    """
    columns = tuple(column for _, column in picked)
    places = [place(block, head) for head, _ in picked]
    rows = []
    for row in block.rows:
        if row.group or row.below:
            continue
        cells = [row.cells[at] if at < len(row.cells) else () for at in places]
        rows.append(tuple(_of(each, it, size) for each, it in zip(cells, columns, strict=True)))
    return Grid(columns, rows, size)


def place(block: Table, head: str) -> int:
    """Where the table has the column of this head: a table that changed never gives another one."""
    heads = [column.title for column in block.columns]
    if heads.count(head) != 1:
        raise KeyError(f"A table with the heads {heads} has not one column {head!r}")
    return heads.index(head)


def _of(content: Any, column: Column, size: float) -> Cell:
    if isinstance(content, State):
        return state(content, column, size)
    if isinstance(content, Trend):
        return cell(content.note or "–", column, size)
    if not column.parted:
        return cell(content, column, size)
    return Cell(tuple(item for part in _parts(content) for item in cell(part, column, size).items))


def _parts(content: Line) -> list[Line]:
    """The line, parted where it has an end of line."""
    made: list[list[Words]] = [[]]
    for words in content:
        first, *others = words.text.split("\n")
        made[-1] += [words.model_copy(update={"text": first})] if first else []
        for text in others:
            made.append([words.model_copy(update={"text": text})] if text else [])
    return [tuple(part) for part in made]
