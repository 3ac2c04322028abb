"""Claimed against used: the widest distances as dumbbells, and the conflicts with owner and date."""

from content.locales import written
from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.chart_base import SIDE, Limit, named
from reports.pptx.dumbbell_chart import Dumbbells, dumbbells
from reports.pptx.grids import Column, Grid
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said
from reports.wording import capital, plural

ORDER = 70
_CONFLICTS = (
    ("No.", Column("No.", 9, most=1)), ("Capability", Column("Open or waived conflict", 54, most=1)),
    ("Claimed", Column("Claimed", 34, most=1)), ("Owner", Column("Owner", 44, most=1)),
    ("Due", Column("Due", 24, most=1)),
)  # fmt: skip
_KEY = (
    "◆ claimed   ● used in the score   Band: 80 % interval. Line: the distance. * critical. "
    "Dashed: level 3, asked of every critical capability."
)
_ROWS, _FEWEST, _MOST = 3, 3, 8


def build(told: Told) -> Slide | None:
    """The slide, where enough was claimed to draw."""
    section = told.sections.get("claims")
    chart = first(section, blocks.Dumbbells) if section else None
    if section is None or chart is None or len(chart.rows) < _FEWEST:
        return None
    held, rows = section, chart

    def draw(canvas: Canvas, pages: Pages) -> None:
        box = canvas.box
        lead = said(plain(held.lead, pages), Style(role="quiet", most=2))
        used = canvas.text(box.top(36), lead)
        grid = _conflicts(held)
        high = tables.high(grid, box.width) if grid else -8.0
        upper = box.above(high + 8)
        _chart(canvas, upper.below(used + 6).above(KEY_HIGH + 2), rows)
        found = first(held, blocks.Table)
        left = len(found.rows) - _ROWS if found else 0
        more = f" {capital(plural(left, 'more conflict'))} in the notes." if left > 0 else ""
        canvas.key(upper, f"{_KEY}{more}")
        if grid:
            tables.draw(canvas, box.foot(high), grid, "Conflicts", "Conflicts")

    behind = told.behind("claims", "conflicts", "people", "room")
    anchors = (section.anchor, "section-people", "section-conflicts")
    return Slide(section.title, draw, behind=behind, anchors=anchors)


def _conflicts(held: blocks.Section) -> Grid | None:
    """The first conflicts of the report's own table; ``None`` where there is none."""
    found = first(held, blocks.Table)
    if found is None:
        return None
    grid = grids.of_block(found, _CONFLICTS)
    grid.rows, grid.pad = grid.rows[:_ROWS], 2.0
    return grid


def _chart(canvas: Canvas, box: Box, held: blocks.Dumbbells) -> None:
    rows = held.rows[:_MOST]
    names = [f"{row.name}{' *' if row.critical else ''}" for row in rows]
    dumbbells(canvas, box, Dumbbells(
        first="Claimed",
        second="Used",
        categories=named(names, box.width - SIDE - 26),
        firsts=tuple(row.claimed for row in rows),
        seconds=tuple(round(row.used, 3) for row in rows),
        intervals=tuple((row.low, row.high) for row in rows),
        limit=Limit(f"level {written(held.limit, 'g')}", held.limit),
        alt=held.alt,
    ))  # fmt: skip
