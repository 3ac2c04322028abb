"""Decisions asked for or taken, each with what exactly, an owner and a date."""

from reports import proposals
from reports.model import Decision
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.pptx.words import Style, said
from reports.wording import plural, short_day

ORDER = 130
_COLUMNS = (
    Column("", 5, "right", most=1), Column("Decision", 38, most=3),
    Column("What exactly", 62, most=4, quiet=True), Column("Owner", 26),
    Column("By", 20, most=1), Column("State", 18, most=1, quiet=True),
)  # fmt: skip
_SIZE = 13.0


def build(told: Told) -> Slide | None:
    """The last slide, where anything is asked or taken."""
    asked = proposals.decisions(told.report)
    if not asked:
        return None

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = Grid(
            _COLUMNS, [_row(place, item) for place, item in enumerate(asked, 1)], _SIZE, least=44
        )
        box = canvas.box.above(18)
        shown, high = tables.draw(canvas, box, grid, proposals.headline(asked), "Decisions")
        if shown < len(asked):
            left = f"And {plural(len(asked) - shown, 'more', 'more')}, in the notes."
            canvas.text(box.below(high + 5).top(13), said(left, Style(10, "quiet", most=1)))

    notes = tuple(_told(item) for item in asked)
    return Slide(
        proposals.headline(asked), draw, behind=told.behind("decisions"),
        anchors=("section-decisions",), notes=notes,
    )  # fmt: skip


def _row(place: int, item: Decision) -> tuple[Cell, ...]:
    due = short_day(item.due) if item.due else "–"
    state = "proposed" if item.proposed else "taken"
    texts = (str(place), item.title, item.text, item.owner or "to be named", due, state)
    return tuple(
        grids.cell(text, column, _SIZE, strong=column.title == "Decision")
        for text, column in zip(texts, _COLUMNS, strict=True)
    )


def _told(item: Decision) -> str:
    due = f" By {short_day(item.due)}." if item.due else ""
    return f"– {item.title}. {item.text} Owner: {item.owner or 'to be named'}.{due}"
