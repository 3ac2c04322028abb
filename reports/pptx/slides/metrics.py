"""Live metrics: what each exit criterion asks, the number now, and the way to where it was read."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column, Grid
from reports.pptx.slide import Slide, Told, every
from reports.pptx.telling import Pages

ORDER = 120
_EXIT = (
    (0, Column("Metric, with its link, and initiative", 84)), (1, Column("Now", 28, "right")),
    (3, Column("Target", 46)), (5, Column("Source, read (UTC)", 52, quiet=True)),
    (6, Column("State", 34, most=1)),
)  # fmt: skip
_READ = (
    (0, Column("Metric, with its link", 60)), (1, Column("Value", 30, "right", most=1)),
    (2, Column("80 % interval or n", 40, quiet=True)), (4, Column("Source", 44, quiet=True)),
    (5, Column("Read, UTC", 36, most=1, quiet=True)), (6, Column("Evidence", 22, most=1)),
)  # fmt: skip
_UNREAD = (
    (0, Column("Initiative", 20, most=1)),
    (1, Column("Metrics not read yet, each with its target", 100, most=3)),
)  # fmt: skip
_URGENT = ("not met", "uncertain", "met", "unavailable", "not read", "to be attested")


def build(told: Told) -> Slide | None:
    """The slide, where a number was read or asked for."""
    section = told.sections.get("metrics")
    found = every(section.blocks, blocks.Table) if section else ()
    if section is None or not found:
        return None
    held, table = section, found[0]

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = _grid(table)
        tables.fill(canvas, canvas.box, grid, held.title, "Metrics", tallest=18)

    behind, anchors = told.behind("metrics", "also-read"), (section.anchor, "section-also-read")
    return Slide(section.title, draw, behind=behind, anchors=anchors)


def _grid(table: blocks.Table) -> Grid:
    """The report's own table with the columns that a slide has room for."""
    titles = [column.title for column in table.columns]
    if "State" in titles:
        return grids.of_block(_sorted(table), _EXIT)
    return grids.of_block(table, _READ if "Value" in titles else _UNREAD)


def _sorted(table: blocks.Table) -> blocks.Table:
    """What is not met first."""
    rows = []
    for row in table.rows:
        name = row.cells[0]
        if isinstance(name, tuple):  # a link stands out without being bold
            name = tuple(words.model_copy(update={"strong": False}) for words in name)
        rows.append(row.model_copy(update={"cells": (name, *row.cells[1:])}))
    ranked = sorted(rows, key=_urgency)
    return table.model_copy(update={"rows": tuple(ranked)})


def _urgency(row: blocks.Row) -> int:
    last = row.cells[-1]
    word = last.word.partition(",")[0] if isinstance(last, blocks.State) else ""
    return _URGENT.index(word) if word in _URGENT else len(_URGENT)
