"""Lying bars from a low to a high end with a middle between."""

from dataclasses import dataclass

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.chart_base import LABEL, Scale, axes, label_with, native, place_plot
from reports.pptx.measures import brief
from reports.pptx.palette import Role
from reports.wording import NBSP, percent


@dataclass(frozen=True)
class Ranges:
    """Lying bars from a low to a high end with a middle between, the ends written beside them."""

    categories: tuple[str, ...]
    lows: tuple[float, ...]
    middles: tuple[float, ...]
    highs: tuple[float, ...]
    names: tuple[str, str]
    """What the part below the middle is, and the part above it."""
    roles: tuple[Role, Role]
    alt: str
    label_room: float = 250.0


def ranges(canvas: Canvas, box: Box, held: Ranges) -> None:
    """Draw ranges: a stacked bar whose first part is not seen."""
    rows = list(zip(held.lows, held.middles, held.highs, strict=True))
    ends = [(min(row), row[1], max(row)) for row in rows]
    top = max((high for _, _, high in ends), default=1.0)
    series: list[parts.Series] = [
        ("From", [low for low, _, _ in ends]),
        (held.names[0], [middle - low for low, middle, _ in ends]),
        (held.names[1], [high - middle for _, middle, high in ends]),
        ("Room for a label", [0.6 * top] * len(ends)),
    ]
    names = [brief(name, LABEL, held.label_room, 2) for name in held.categories]
    chart = native(canvas, box, XL_CHART_TYPE.BAR_STACKED, names, series, held.alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    start, below, above, room = plot.series
    for one, role in ((below, held.roles[0]), (above, held.roles[1])):
        one.format.fill.solid()
        canvas.palette.paint(one.format.fill.fore_color, role)
    for one in (start, room):
        one.format.fill.background()
    for place, (low, _, high) in enumerate(rows):
        label = room.points[place].data_label
        label.position = XL_LABEL_POSITION.INSIDE_BASE
        words = f"{percent(low)}{NBSP}to{NBSP}{percent(high)}"
        label_with(label, words, canvas.palette.of("ink"), strong=True)
    scale = Scale(0.0, 1.6 * top if top else 1.0, top or 1.0, "0 %")
    axes(chart, scale, canvas, upright=False)
    place_plot(chart, box, left=held.label_room + 12, right=0.01, foot=2)
