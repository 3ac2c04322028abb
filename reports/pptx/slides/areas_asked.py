"""What is asked about: each gap and dimension with its question, and how much of it is covered."""

from reports import read_out_words
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.wording import percent

ORDER = 45
_COLUMNS = (
    Column("Gap or dimension", 40, most=1), Column("It asks", 120, quiet=True),
    Column("Covered", 24, "right", most=1),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where the report has no gate: in a pulse, and before anybody has answered."""
    report = told.report
    if "gate" in told.sections:
        return None
    title = read_out_words.areas(report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        rows = (
            (
                report.pack.area(one.id).name,
                report.pack.area(one.id).question,
                percent(one.coverage),
            )
            for one in report.scorecard.areas
        )
        grid = grids.of_texts(_COLUMNS, rows)
        tables.fill(canvas, canvas.box, grid, title, "Areas", tallest=20)

    return Slide(title, draw, behind=told.behind("answer"))
