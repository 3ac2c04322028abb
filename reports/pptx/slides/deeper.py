"""How deep one can go: what each depth asks and ends in, where a pulse is all there is, or nothing."""

from reports import read_out_words
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages

ORDER = 125
_COLUMNS = (
    Column("Depth", 26, most=1), Column("What it gives", 110), Column("Verdict", 24, most=1),
    Column("Minutes", 22, "right", most=1),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where the depth gives no verdict, and before anybody has answered."""
    report = told.report
    if report.scorecard.gives_verdict and any(
        item.answered for item in report.scorecard.capabilities
    ):
        return None
    title = read_out_words.deeper(report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        rows = (
            (one.name, one.promise, "yes" if one.gives_verdict else "no", str(one.minutes))
            for one in report.pack.depths
        )
        grid = grids.of_texts(_COLUMNS, rows)
        tables.fill(canvas, canvas.box, grid, title, "Depths", tallest=30)

    notes = tuple(f"– {one.name}: {one.reason}" for one in report.pack.depths)
    return Slide(title, draw, behind=told.behind("method"), notes=notes)
