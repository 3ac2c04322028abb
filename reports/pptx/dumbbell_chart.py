"""Two values of each category with the distance between them and the interval of one."""

from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE

from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.chart_base import (
    LEVELS,
    SIDE,
    Limit,
    axes,
    foot_of,
    limit_words,
    native,
    place_plot,
)
from reports.pptx.palette import code


@dataclass(frozen=True)
class Dumbbells:
    """Two values of each category, the interval of the second, and one limit."""

    first: str
    second: str
    categories: tuple[str, ...]
    firsts: tuple[float, ...]
    seconds: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    limit: Limit
    alt: str


def dumbbells(canvas: Canvas, box: Box, held: Dumbbells) -> None:
    """Draw a diamond and a dot for each category, joined by a line over the band of the interval."""
    band = f"{held.second}, 80 % interval"
    pairs = list(zip(held.firsts, held.seconds, held.intervals, strict=True))
    series: list[parts.Series] = [
        (band, held.seconds),
        (held.second, held.seconds),
        (held.first, held.firsts),
        (held.limit.words, [held.limit.value] * len(held.categories)),
        ("Interval below", [max(0.0, used - ends[0]) for _, used, ends in pairs]),
        ("Interval above", [max(0.0, ends[1] - used) for _, used, ends in pairs]),
        ("Distance down", [max(0.0, used - claim) for claim, used, _ in pairs]),
        ("Distance up", [max(0.0, claim - used) for claim, used, _ in pairs]),
    ]
    chart = native(canvas, box, XL_CHART_TYPE.LINE_MARKERS, held.categories, series, held.alt)
    palette, ink = canvas.palette, code(canvas.palette.of("ink"))
    thick, thin = parts.line_xml(code(palette.of("band")), 9), parts.line_xml(ink, 1.5)
    parts.error_bars(chart, band, "Interval below", "Interval above", thick, capped=False)
    parts.error_bars(chart, held.second, "Distance down", "Distance up", thin, capped=False)
    bands, used, claimed, limit = chart.plots[0].series
    shapes = (XL_MARKER_STYLE.NONE, XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND)
    for one, shape in zip((bands, used, claimed), shapes, strict=True):
        one.format.line.fill.background()
        one.smooth = False
        _marker(one, shape, canvas)
    parts.limit(limit._element, ink)
    scale = replace(LEVELS, low=1.0, number="0")
    axes(chart, scale, canvas, upright=True, shown=True)
    foot = foot_of(held.categories, box.width - SIDE - 26)
    place_plot(chart, box, left=26, right=SIDE / box.width, foot=foot)
    limit_words(canvas, box, held.limit, scale, foot)


def _marker(series: Any, shape: Any, canvas: Canvas) -> None:
    marker = series.marker
    marker.style = shape
    if shape == XL_MARKER_STYLE.NONE:
        return
    diamond = shape == XL_MARKER_STYLE.DIAMOND
    marker.size = 12 if diamond else 10
    marker.format.fill.solid()
    canvas.palette.paint(marker.format.fill.fore_color, "hue" if diamond else "ink")
    canvas.palette.paint(marker.format.line.color, "paper")
