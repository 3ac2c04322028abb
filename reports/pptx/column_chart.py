"""Upright bars with an interval each, against limits."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from content.locales import written
from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.chart_base import (
    SIDE,
    Limit,
    Scale,
    axes,
    foot_of,
    label_with,
    limit_words,
    native,
    place_plot,
)
from reports.pptx.palette import Rgb, code, tint
from reports.wording import NBSP, percent


@dataclass(frozen=True)
class Columns:
    """Upright bars: a value for each category, an interval where there is one, limits."""

    name: str
    categories: tuple[str, ...]
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...]
    limits: tuple[Limit, ...]
    scale: Scale
    fills: tuple[Rgb, ...]
    alt: str


def columns(canvas: Canvas, box: Box, held: Columns) -> None:
    """Draw columns with interval and limits; labels at their foot stay clear of both."""
    spread = any(held.intervals)
    pairs = list(zip(held.values, held.intervals, strict=True))
    series: list[parts.Series] = [(held.name, held.values)]
    if spread:
        series.append(("Below", [_apart(value, ends, 0) for value, ends in pairs]))
        series.append(("Above", [_apart(value, ends, 1) for value, ends in pairs]))
    series += [(item.words, [item.value] * len(held.categories)) for item in held.limits]
    chart = native(canvas, box, XL_CHART_TYPE.COLUMN_CLUSTERED, held.categories, series, held.alt)
    ink = code(canvas.palette.of("ink"))
    if spread:
        look = parts.line_xml(ink, 1.3)
        parts.error_bars(chart, held.name, "Below", "Above", look, capped=True, upright=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    _bars(plot.series[0], held, canvas)
    if held.limits:
        parts.as_limits(chart, [item.words for item in held.limits], ink)
    axes(chart, held.scale, canvas, upright=True)
    foot = foot_of(held.categories, box.width - SIDE)
    place_plot(chart, box, right=SIDE / box.width, foot=foot)
    for item in held.limits:
        limit_words(canvas, box, item, held.scale, foot)


def _apart(value: float | None, ends: tuple[float, float] | None, side: int) -> float | None:
    return None if value is None or ends is None else round(abs(ends[side] - value), 6)


def _bars(series: Any, held: Columns, canvas: Canvas) -> None:
    for place, fill in enumerate(held.fills):
        point = series.points[place]
        point.format.fill.solid()
        tint(point.format.fill.fore_color, fill)
        value = held.values[place]
        if value is None:
            continue
        label = point.data_label
        small = (value - held.scale.low) / (held.scale.high - held.scale.low) < 0.12
        label.position = XL_LABEL_POSITION.OUTSIDE_END if small else XL_LABEL_POSITION.INSIDE_BASE
        ground = canvas.palette.of("paper") if small else fill
        label_with(label, _written(value, held.scale), canvas.palette.on(ground), strong=True)


def _written(value: float, scale: Scale) -> str:
    return (
        percent(value).replace(NBSP, " ") if scale.number.endswith("%") else written(value, ".1f")
    )
