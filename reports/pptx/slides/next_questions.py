"""What to ask next, where a verdict is not given yet: question, area, who knows, minutes."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages

ORDER = 115
_COLUMNS = (
    ("Question", Column("Question", 84)), ("Area", Column("Area", 26, most=1, quiet=True)),
    ("Who would know", Column("Who would know", 66)), ("Minutes", Column("Minutes", 20, "right", most=1)),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where the report has open questions that a verdict needs."""
    section = told.sections.get("next")
    table = first(section, blocks.Table) if section else None
    if section is None or table is None:
        return None
    held = table

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = grids.of_block(held, _COLUMNS)
        tables.fill(canvas, canvas.box, grid, section.title, "Open questions", tallest=14)

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))
