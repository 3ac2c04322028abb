"""What would change the verdict: the tornado at the left, what to verify first at the right."""

from itertools import pairwise

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.range_chart import Ranges, ranges
from reports.pptx.slide import Slide, Told, every, first
from reports.pptx.telling import Pages, plain
from reports.pptx.words import BODY, Style, said
from reports.wording import percent

ORDER = 80
_VERIFY = (
    ("Capability", Column("Capability", 60)), ("Time", Column("Time", 28, "right", most=1)),
    ("Turns it", Column("Turns it", 30, "right", most=1)),
)  # fmt: skip
_PROVED = (
    ("Capability", Column("Capability", 60)),
    ("To be proved at", Column("To be proved at", 36, "right", most=1)),
    ("Share with all above and this", Column("Share with all above", 46, "right", most=1)),
)  # fmt: skip
_DOWN = (
    ("Capability", Column("Capability", 50)), ("If found at", Column("If found at", 34, most=1)),
    ("How likely", Column("How likely", 32, "right", most=1)),
)  # fmt: skip
_PICKED = {"Turns it": _VERIFY, "To be proved at": _PROVED, "If found at": _DOWN}
"""Which columns of the report's tables are shown, by a title that tells which table it is."""
_ROWS, _HIGH, _ROOM = 8, 34.0, 96.0


def build(told: Told) -> Slide | None:
    """The slide, where there is a picture of what could change the verdict.

    Before a verdict it is only the open questions, which have a slide of their own.
    """
    section = told.sections.get("sensitivity")
    pictured = section and (
        first(section, blocks.TornadoChart) or first(section, blocks.StepsChart)
    )
    if section is None or not pictured:
        return None
    held = section

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = said(plain(held.lead, pages), Style(role="quiet", most=3))
        used = canvas.text(canvas.box.top(54), lead) + 12 if held.lead else 0.0
        rest = canvas.box.below(used)
        chart = first(held, blocks.TornadoChart)
        left, right = rest.columns(476, 352) if chart else (rest.top(0), rest)
        if chart:
            _tornado(canvas, left, chart)
        _tables(canvas, right, held)

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))


def _tornado(canvas: Canvas, box: Box, chart: blocks.TornadoChart) -> None:
    rows = chart.rows[:_ROWS]
    starts = {round(row.now, 6) for row in rows}
    now = f", now {percent(rows[0].now)}" if len(starts) == 1 else ""
    key = f"Grey: at the low end of the evidence. Dark: at the high end{now}."
    used = canvas.head(box, "One at a time")
    high = min(box.height - used - KEY_HIGH - 4, 6 + _HIGH * len(rows))
    ranges(canvas, box.below(used).top(high), Ranges(
        categories=tuple(f"{row.name} ({row.levels})" for row in rows),
        lows=tuple(round(row.low, 4) for row in rows),
        middles=tuple(round(row.now, 4) for row in rows),
        highs=tuple(round(row.high, 4) for row in rows),
        names=("Down to the low end", "Up to the high end"),
        roles=("quiet_bar", "hue"),
        alt=chart.alt,
        label_room=170.0,
    ))  # fmt: skip
    canvas.key(box.below(used + high).top(KEY_HIGH + 4), key)


def _tables(canvas: Canvas, box: Box, held: blocks.Section) -> None:
    """The steps up, then the report's own tables with their headings, as far as they find room."""
    steps = first(held, blocks.StepsChart)
    if steps is not None:
        head = next((item.text for item in every(held.blocks, blocks.Heading)), "")
        box = box.below(_one(canvas, box, head, _steps(steps), steps.alt) + 14)
    for head, table in _pairs(held):
        picked = next((each for name, each in _PICKED.items() if name in _titles(table)), None)
        if picked is not None and box.height > _ROOM:
            box = box.below(_one(canvas, box, head, grids.of_block(table, picked), head) + 14)


def _one(canvas: Canvas, box: Box, head: str, grid: Grid, alt: str) -> float:
    used = canvas.head(box, head)
    return used + tables.fill(canvas, box.below(used), grid, alt, head)


def _steps(steps: blocks.StepsChart) -> Grid:
    columns = (Column("", 70, most=1), Column("", 24, "right", most=1))
    rows: list[tuple[Cell, ...]] = [
        (
            grids.cell(bar.words, columns[0], BODY),
            grids.cell(percent(bar.share), columns[1], BODY),
        )
        for bar in steps.bars
    ]
    return Grid(columns, rows)


def _pairs(held: blocks.Section) -> list[tuple[str, blocks.Table]]:
    """Each table that stands right under a heading."""
    return [
        (head.text, table)
        for head, table in pairwise(held.blocks)
        if isinstance(head, blocks.Heading) and isinstance(table, blocks.Table)
    ]


def _titles(table: blocks.Table) -> list[str]:
    return [column.title for column in table.columns]
