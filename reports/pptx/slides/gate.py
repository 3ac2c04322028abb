"""The five-dimension gate: index with interval and threshold over the chance of the weakest control."""

from content.locales import written
from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import MARKS, Canvas
from reports.pptx.chart_base import LEVELS, SHARES, SIDE, Limit, named
from reports.pptx.column_chart import Columns, columns
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.pptx.words import BODY, Style, said
from reports.sections.gate import chart
from reports.wording import NBSP, level, percent

ORDER = 40
_UPPER, _BETWEEN = 160.0, 12.0
"""Points of height of the upper chart on our own slide, and between the two."""
_SHARE = 0.43
"""Of a low slide, what the upper chart takes at most: the lower one has a line more under its columns."""
_INDEX = "Index, level 1 to 5, with 80 % interval"
_CHANCE = "Gate: chance that the weakest critical control is in place"


def build(told: Told) -> Slide | None:
    """The slide, where the depth gives a verdict."""
    section = told.sections.get("gate")
    if section is None:
        return None
    held = chart(told.report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        if 2 * sum(row.index is not None for row in held.rows) < len(held.rows):
            tables.fill(canvas, canvas.box, _listed(held), held.alt, "Gate", tallest=20)
            return
        high = min(_UPPER, _SHARE * canvas.box.height)
        upper, lower = canvas.box.top(high), canvas.box.below(high + _BETWEEN)
        canvas.text(upper.top(18), said(_INDEX, Style(strong=True)))
        _index(canvas, upper.below(19), held)
        canvas.text(lower.top(18), said(_CHANCE, Style(strong=True)))
        _chance(canvas, lower.below(19), held)

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))


_COLUMNS = (
    Column("Gap or dimension", 40, most=1), Column("State", 44, most=1),
    Column("Index, 80 % interval", 40, "right", most=1),
    Column("Weakest critical control in place", 60, "right"),
)  # fmt: skip


def _listed(held: blocks.GateChart) -> Grid:
    """A table in place of charts where most areas have nothing to draw yet."""
    rows: list[tuple[Cell, ...]] = []
    for row in held.rows:
        index = "not answered"
        if row.index:
            index = f"{level(row.index[0])}, {level(row.index[1])} to {level(row.index[2])}"
        chance = "not answered" if row.chance is None else percent(row.chance)
        rows.append((
            grids.cell(row.name, _COLUMNS[0], BODY, strong=True),
            grids.state(row.state, _COLUMNS[1], BODY),
            grids.cell(index, _COLUMNS[2], BODY),
            grids.cell(chance, _COLUMNS[3], BODY),
        ))  # fmt: skip
    return Grid(_COLUMNS, rows)


def _names(held: blocks.GateChart, box: Box, *, state: bool) -> tuple[str, ...]:
    names = named([row.name for row in held.rows], box.width - SIDE, 2)
    if not state:
        return names
    states = (f"{MARKS[row.state.tone]}{NBSP}{row.state.word}" for row in held.rows)
    return tuple(f"{name}\n{word}" for name, word in zip(names, states, strict=True))


def _index(canvas: Canvas, box: Box, held: blocks.GateChart) -> None:
    rows = held.rows
    columns(canvas, box, Columns(
        name="Index",
        categories=_names(held, box, state=False),
        values=tuple(round(row.index[0], 3) if row.index else None for row in rows),
        intervals=tuple((row.index[1], row.index[2]) if row.index else None for row in rows),
        limits=(Limit(f"threshold {written(held.index_limit, '.1f')}", held.index_limit),),
        scale=LEVELS,
        fills=(canvas.palette.of("light"),) * len(rows),
        alt=held.alt,
    ))  # fmt: skip


def _chance(canvas: Canvas, box: Box, held: blocks.GateChart) -> None:
    rows, (low, high) = held.rows, held.limits
    columns(canvas, box, Columns(
        name="Chance of the weakest critical control",
        categories=_names(held, box, state=True),
        values=tuple(row.chance if row.chance is None else round(row.chance, 4) for row in rows),
        intervals=(None,) * len(rows),
        limits=(Limit(f"ready {percent(high)}", high), Limit(f"conditional {percent(low)}", low)),
        scale=SHARES,
        fills=(canvas.palette.of("hue"),) * len(rows),
        alt=held.alt,
    ))  # fmt: skip
