"""Live metrics: what each exit criterion asks, the number now, and the way to where it was read."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told, every
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said
from reports.wording import plural

ORDER = 120
_EXIT = (
    (0, Column("Initiative", 20, most=1)), (1, Column("Metric, with its link", 42)),
    (2, Column("Now", 22, "right", most=1)), (3, Column("80 % interval or n; history", 40, quiet=True)),
    (4, Column("Target", 32)), (6, Column("Source", 36, quiet=True)),
    (7, Column("Read, UTC", 26, most=1, quiet=True)), (8, Column("State", 26, most=1)),
)  # fmt: skip
_READ = (
    (0, Column("Metric, with its link", 44)), (1, Column("Value", 24, "right", most=1)),
    (2, Column("80 % interval or n", 26, quiet=True)), (3, Column("History", 24, quiet=True)),
    (4, Column("Source", 34, quiet=True)), (5, Column("Read, UTC", 26, most=1, quiet=True)),
    (6, Column("Evidence", 18, most=1)),
)  # fmt: skip
_URGENT = ("not met", "uncertain", "met", "unavailable", "not read", "to be attested")


def build(told: Told) -> Slide | None:
    """The slide, where a number was read or asked for."""
    section = told.sections.get("metrics")
    found = every(section.blocks, blocks.Table) if section else ()
    if section is None or not found:
        return None
    held, table = section, found[0]

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = said(plain(held.lead, pages), Style(11, "quiet", most=2))
        used = canvas.text(canvas.box.top(30), lead)
        box = canvas.box.below(used + 8).above(18)
        picked = _EXIT if len(table.columns) > 7 else _READ
        grid = grids.of_block(_sorted(table), picked, 10)
        shown, high = tables.draw(canvas, box, grid, held.title, "Metrics")
        if shown < len(table.rows):
            left = plural(len(table.rows) - shown, "more metric is", "more metrics are")
            words = f"And {left} in the notes, each with its target."
            canvas.text(box.below(high + 5).top(13), said(words, Style(10, "quiet", most=1)))

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))


def _sorted(table: blocks.Table) -> blocks.Table:
    """What is not met first; each row with its initiative, which the report prints once only."""
    rows, last = [], table.rows[0].cells[0] if table.rows else ()
    for row in table.rows:
        last = row.cells[0] or last
        rows.append(row.model_copy(update={"cells": (last, *row.cells[1:])}))
    ranked = sorted(rows, key=_urgency)
    return table.model_copy(update={"rows": tuple(ranked)})


def _urgency(row: blocks.Row) -> int:
    last = row.cells[-1]
    word = last.word if isinstance(last, blocks.State) else ""
    return _URGENT.index(word) if word in _URGENT else len(_URGENT)
