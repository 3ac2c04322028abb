"""From a first value over its steps to a last one."""

import math
from dataclasses import dataclass

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.chart_base import Scale, axes, foot_of, label_with, named, native, place_plot
from reports.pptx.palette import Role, tint
from reports.wording import level, signed

_FLOOR, _ROOM = 1.0, 0.35
"""The lowest level there is, and levels above the highest bar for its label."""


@dataclass(frozen=True)
class Step:
    """What a value is before and after; ``strong`` is dark."""

    name: str
    before: float
    after: float
    strong: bool


@dataclass(frozen=True)
class Waterfall:
    """Steps in their order between two values with their names."""

    first: str
    last: str
    steps: tuple[Step, ...]
    alt: str


def waterfall(canvas: Canvas, box: Box, held: Waterfall) -> None:
    """Stacked bars: what is below a step is not seen, the step stands on it, its label above."""
    begin, end = held.steps[0].before, held.steps[-1].after
    names = named((held.first, *(step.name for step in held.steps), held.last), box.width - 8, 4)
    bases = [None, *(min(step.before, step.after) for step in held.steps), None]
    sizes = [None, *(abs(step.after - step.before) for step in held.steps), None]
    wholes = [begin, *(None for _ in held.steps), end]
    top = max(begin, *(max(step.before, step.after) for step in held.steps))
    series: list[parts.Series] = [
        ("Index", wholes), ("Before", bases), ("Adds", sizes), ("Room for a label", [_ROOM] * len(names)),
    ]  # fmt: skip
    chart = native(canvas, box, XL_CHART_TYPE.COLUMN_STACKED, names, series, held.alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 100
    whole, base, size, room = plot.series
    for one in (base, room):
        one.format.fill.background()
    whole.format.fill.solid()
    canvas.palette.paint(whole.format.fill.fore_color, "quiet_bar")
    for place, step in enumerate(held.steps, 1):
        fill = size.points[place].format.fill
        fill.solid()
        role: Role = "hue" if step.strong else "light"
        tint(fill.fore_color, canvas.palette.of(role))
    told = [level(begin), *(signed(step.after - step.before, 2) for step in held.steps), level(end)]
    for place, words in enumerate(told):
        label = room.points[place].data_label
        label.position = XL_LABEL_POSITION.INSIDE_BASE
        label_with(label, words, canvas.palette.of("ink"), strong=place in {0, len(told) - 1})
    high = math.ceil(2 * (top + _ROOM)) / 2
    axes(chart, Scale(_FLOOR, high, 0.5, "0.0"), canvas, upright=True)
    place_plot(chart, box, right=4 / box.width, foot=foot_of(names, box.width - 8), top=2)
