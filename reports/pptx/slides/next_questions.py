"""What to ask next, where a verdict is not given yet: question, who knows, evidence, minutes."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages
from reports.pptx.words import Style, said
from reports.wording import plural

ORDER = 115
_COLUMNS = (
    (0, Column("Question", 56)), (1, Column("Area", 24, most=1, quiet=True)),
    (2, Column("Who would know", 44)), (3, Column("Good evidence", 60, quiet=True)),
    (4, Column("Minutes", 16, "right", most=1)),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where the report has open questions that a verdict needs."""
    section = told.sections.get("next")
    table = first(section, blocks.Table) if section else None
    if section is None or table is None:
        return None
    held = table

    def draw(canvas: Canvas, _pages: Pages) -> None:
        box = canvas.box.above(18)
        grid = grids.of_block(held, _COLUMNS, 11)
        shown, high = tables.draw(canvas, box, grid, section.title, "Open questions")
        if shown < len(held.rows):
            left = f"And {plural(len(held.rows) - shown, 'more', 'more')}, in the notes."
            canvas.text(box.below(high + 5).top(13), said(left, Style(10, "quiet", most=1)))

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))
