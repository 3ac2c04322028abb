"""What is failing where: everything that stands in the way, with what would settle it."""

from reports import grounds, read_out_words
from reports.blocks import Line, State
from reports.grounds import Ground
from reports.model import Report
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages, plain
from reports.pptx.words import BODY
from reports.wording import percent
from scoring.model import Verdict

ORDER = 60
_COLUMNS = (
    Column("Area", 18, most=1), Column("Effect", 18, most=1), Column("What is wrong", 42),
    Column("In place", 12, "right", most=1), Column("What settles it, once proved", 42, quiet=True),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """One row a ground, the gaps and dimensions with the gravest first."""
    report = told.report
    held = grounds.grounds(report) if report.scorecard.gives_verdict else ()
    if not held:
        return None
    first = list(dict.fromkeys(read_out_words.area_of(report, item) for item in held))
    rows = sorted(held, key=lambda item: first.index(read_out_words.area_of(report, item)))

    def draw(canvas: Canvas, pages: Pages) -> None:
        grid = Grid(_COLUMNS, _rows(report, rows, pages))
        title = read_out_words.failing(report)
        tables.fill(canvas, canvas.box, grid, title, "Failing", tallest=22)

    notes = tuple(_note(report, item) for item in rows)
    behind = told.behind("gate")
    return Slide(read_out_words.failing(report), draw, behind=behind, notes=notes)


_EFFECT = {
    Verdict.NOT_READY: State(tone="insufficient_evidence", word="no verdict"),
    Verdict.CONDITIONAL: State(tone="not_ready", word="blocks"),
    Verdict.READY: State(tone="conditional", word="condition"),
    Verdict.INSUFFICIENT_EVIDENCE: State(tone="insufficient_evidence", word="no verdict"),
}
"""By the lowest verdict that a ground forbids."""


def _rows(report: Report, held: list[Ground], pages: Pages) -> list[tuple[Cell, ...]]:
    made: list[tuple[Cell, ...]] = []
    last = ""
    for item in held:
        area = read_out_words.area_of(report, item)
        settles: Line = grounds.settles(report, item)
        chance = percent(item.score.p3) if item.score and item.score.answered else "–"
        made.append((
            grids.cell(area if area != last else "", _COLUMNS[0], BODY, strong=True),
            grids.state(_EFFECT[item.blocks], _COLUMNS[1], BODY),
            grids.cell(grounds.brief(report, item), _COLUMNS[2], BODY),
            grids.cell(chance, _COLUMNS[3], BODY),
            grids.cell(plain(settles, pages), _COLUMNS[4], BODY),
        ))  # fmt: skip
        last = area
    return made


def _note(report: Report, item: Ground) -> str:
    area, head = read_out_words.area_of(report, item), grounds.headline(report, item)
    seen = plain(grounds.seen(report, item), {})
    settles = plain(grounds.settles(report, item), {})
    return f"– {area}: {head}. {seen} {grounds.chance(report, item)}. What settles it: {settles}."
