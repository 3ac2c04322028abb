"""Decisions asked for or taken, each with what exactly, an owner and a date."""

from reports import proposals
from reports.model import Decision
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.pptx.words import BODY
from reports.wording import short_day

ORDER = 130
_COLUMNS = (
    Column("", 5, "right", most=1), Column("Decision", 52, most=4),
    Column("What exactly", 56, most=4, quiet=True), Column("Owner", 26),
    Column("By", 22, most=1), Column("State", 20, most=1, quiet=True),
)  # fmt: skip
_SIZE, _FEW = 15.0, 4


def build(told: Told) -> Slide | None:
    """The last slide, where anything is asked or taken."""
    asked = proposals.decisions(told.report)
    if not asked:
        return None

    def draw(canvas: Canvas, _pages: Pages) -> None:
        size = _SIZE if len(asked) <= _FEW else BODY
        grid = Grid(
            _COLUMNS,
            [_row(place, proposals.unbroken(item), size) for place, item in enumerate(asked, 1)],
            size,
        )
        tables.fill(canvas, canvas.box, grid, proposals.headline(asked), "Decisions", tallest=34)

    notes = tuple(spoken(item) for item in asked)
    return Slide(
        proposals.headline(asked), draw, behind=told.behind("decisions"),
        anchors=("section-decisions",), notes=notes,
    )  # fmt: skip


def _row(place: int, item: Decision, size: float) -> tuple[Cell, ...]:
    due = short_day(item.due) if item.due else "–"
    state = "proposed" if item.proposed else "taken"
    texts = (str(place), item.title, item.text, item.owner or "to be named", due, state)
    return tuple(
        grids.cell(text, column, size, strong=column.title == "Decision")
        for text, column in zip(texts, _COLUMNS, strict=True)
    )


def spoken(item: Decision) -> str:
    """A decision whole, in a line of the notes."""
    due = f" By {short_day(item.due)}." if item.due else ""
    return f"– {item.title}. {item.text} Owner: {item.owner or 'to be named'}.{due}"
