"""What native charts have in common: axes, labels, limits, and a sheet with their numbers.

Each chart carries its numbers in a workbook of its own, a description for who cannot see it, and
labels on the marks themselves, so that it reads in grey and without a legend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, described
from reports.pptx.measures import LEADING, brief, lines, sized
from reports.pptx.palette import Rgb, tint
from reports.pptx.words import KEY, Style, said

LABEL = KEY
SIDE, TOP = 112.0, 10.0
"""Points right of a plot for the words of its limits, and above it."""


@dataclass(frozen=True)
class Limit:
    """A dashed line across a chart, with its words at the right end."""

    words: str
    value: float


@dataclass(frozen=True)
class Scale:
    """The axis of values: its ends, the step of its lines, and how numbers on it are written."""

    low: float
    high: float
    step: float
    number: str


LEVELS = Scale(0.0, 5.0, 1.0, "0.0")
SHARES = Scale(0.0, 1.0, 0.25, "0 %")


def native(
    canvas: Canvas, box: Box, kind: Any, categories: Sequence[str],
    series: Sequence[parts.Series], alt: str,
) -> Any:  # fmt: skip
    """A chart with its own workbook, without title, legend or a program's default look."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(categories)
    for name, values in series:
        data.add_series(name, list(values))
    frame = canvas.shapes.add_chart(
        kind, Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height), data
    )  # fmt: skip
    described(frame, alt)
    frame.name = f"Chart: {series[0][0]}"
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(parts.workbook(categories, series))
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(sized(LABEL))
    canvas.palette.paint(chart.font.color, "ink")
    return chart


def axes(chart: Any, scale: Scale, canvas: Canvas, *, upright: bool, shown: bool = False) -> None:
    """Set both axes; ``shown`` draws the lines and numbers of the values."""
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = (
        scale.low,
        scale.high,
        scale.step,
    )
    values.has_major_gridlines = shown
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    if shown:
        canvas.palette.paint(values.major_gridlines.format.line.color, "line")
        values.tick_labels.number_format = scale.number
        values.tick_labels.number_format_is_linked = False
        canvas.palette.paint(values.tick_labels.font.color, "quiet")
        values.tick_labels.font.size = Pt(sized(LABEL))
    else:
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    parts.upright(names)
    names.reverse_order = not upright
    names.format.line.width = Pt(0.8)
    canvas.palette.paint(names.format.line.color, "quiet_bar")


def named(names: Sequence[str], width: float, most: int = 3) -> tuple[str, ...]:
    """Names below upright marks over so much width, each in so many lines."""
    room = width / max(1, len(names)) - 6
    return tuple(brief(name, LABEL, room, most) for name in names)


def foot_of(categories: Sequence[str], width: float) -> float:
    """Points that the names of upright categories need below the plot."""
    each = width / max(1, len(categories)) - 6
    most = max(
        (sum(len(lines(part, LABEL, each)) for part in name.split("\n")) for name in categories),
        default=1,
    )
    return 10 + LEADING * sized(LABEL) * min(6, most)


def place_plot(
    chart: Any, box: Box, *, right: float, foot: float, left: float = 4.0, top: float = TOP
) -> None:
    """The plot between the room for names; ``right`` is a share of the width, the others points."""
    first, high = left / box.width, 1 - (top + foot) / box.height
    parts.plot_box(chart, first, top / box.height, 1 - first - right, high)


def label_with(label: Any, words: str, colour: Rgb, *, strong: bool = False) -> None:
    """Give a point's label words of its own."""
    frame = label.text_frame
    frame.text, frame.word_wrap = words, False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(sized(LABEL)), strong
    tint(font.color, colour)


def limit_words(canvas: Canvas, box: Box, item: Limit, scale: Scale, foot: float) -> None:
    """The words of a limit right of its line."""
    share = (item.value - scale.low) / (scale.high - scale.low)
    y = box.y + TOP + (1 - share) * (box.height - TOP - foot)
    place = Box(box.right - SIDE + 6, y - 7, SIDE - 6, 14)
    canvas.text(place, said(item.words, Style(LABEL, most=1)), anchor="middle", name="Limit")
