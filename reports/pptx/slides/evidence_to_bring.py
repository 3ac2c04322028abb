"""What would show each open question: the evidence that an answer is to be brought with."""

from reports import read_out_words
from reports.open_questions import open_questions
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages

ORDER = 116
_COLUMNS = (Column("Question", 44), Column("What would show it", 128, quiet=True))


def build(told: Told) -> Slide | None:
    """The slide, where questions stand between today and a verdict."""
    report = told.report
    if "next" not in told.sections:
        return None
    title = read_out_words.evidence(report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        asked = (report.pack.capability(item) for item in open_questions(report))
        grid = grids.of_texts(_COLUMNS, ((one.short_name, one.evidence) for one in asked))
        tables.fill(canvas, canvas.box, grid, title, "Evidence", tallest=14)

    return Slide(title, draw, behind=told.behind("next"))
