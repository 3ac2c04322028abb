"""The five-dimension gate: index with interval and threshold over the chance of the weakest control."""

from content.locales import written
from reports import blocks
from reports.pptx.boxes import Box
from reports.pptx.canvas import MARKS, Canvas
from reports.pptx.chart_base import LEVELS, SHARES, Limit, label_size
from reports.pptx.column_chart import Columns, columns
from reports.pptx.measures import cut
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages
from reports.pptx.words import Style, said
from reports.wording import NBSP, percent

ORDER = 40
_INDEX = "Index, level 1 to 5, with 80 % interval"
_CHANCE = "Gate: chance that the weakest critical control is in place"


def build(told: Told) -> Slide | None:
    """The slide, where the depth gives a verdict."""
    section = told.sections.get("gate")
    chart = first(section, blocks.GateChart) if section else None
    if section is None or chart is None or not any(row.index for row in chart.rows):
        return None
    held = chart

    def draw(canvas: Canvas, _pages: Pages) -> None:
        upper, lower = canvas.box.top(158), canvas.box.below(168)
        canvas.text(upper.top(16), said(_INDEX, Style(11, strong=True)))
        _index(canvas, upper.below(16), held)
        canvas.text(lower.top(16), said(_CHANCE, Style(11, strong=True)))
        _chance(canvas, lower.below(16), held)

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))


def _names(held: blocks.GateChart, box: Box, *, state: bool) -> tuple[str, ...]:
    room = (box.width - 96) / len(held.rows) - 8
    size = label_size(box.width, len(held.rows))
    names = (cut(row.name, size, room, 2) for row in held.rows)
    if not state:
        return tuple(names)
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
