"""Numbered marks by two values, each with the reach of both."""

import math
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports.pptx import chart_parts as parts
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, described
from reports.pptx.chart_base import LABEL, Scale, label_with
from reports.pptx.measures import sized
from reports.pptx.palette import Role, code
from reports.pptx.words import Style, said

_NAMED, _FOOT, _TOP = 70.0, 40.0, 24.0
"""Points left of the plot for the numbers of the upright axis, below it, and above it."""
_HEADS = ("Distance to the low end", "Distance to the high end")
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Spot:
    """One mark: low end, middle and high end across and upright; ``leading`` is filled."""

    number: int
    name: str
    across: tuple[float, float, float]
    upright: tuple[float, float, float]
    leading: bool
    firm: tuple[bool, bool]
    """Whether the reach across and that upright rest on what somebody said."""


@dataclass(frozen=True)
class Scatter:
    """Marks on two axes with their titles; ``money`` is how numbers of the upright one are written."""

    spots: tuple[Spot, ...]
    titles: tuple[str, str]
    across: Scale
    money: str
    alt: str


def scatter(canvas: Canvas, box: Box, held: Scatter) -> None:
    """Draw the marks with their numbers; each is a series of its own in one sheet."""
    data: Any = XyChartData()  # type: ignore[no-untyped-call]
    for spot in held.spots:
        reach = data.add_series(f"{spot.name}, {held.titles[0].lower()}")
        for end in (spot.across[0], spot.across[2]):
            reach.add_data_point(end, spot.upright[1])
    for spot in held.spots:
        data.add_series(spot.name).add_data_point(spot.across[1], spot.upright[1])
    corners = (Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    frame = canvas.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *corners, data)
    described(frame, held.alt)
    frame.name = f"Chart: {held.titles[1]} against {held.titles[0].lower()}"
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(held))
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(sized(LABEL))
    canvas.palette.paint(chart.font.color, "ink")
    number, every = len(held.spots), list(chart.plots[0].series)
    for place, spot in enumerate(held.spots):
        _across(canvas, every[place], spot, 2 + number + 2 * place)
        _spot(canvas, every[number + place], spot, 2 + place)
    _axes(canvas, chart, held)
    high = box.height - _TOP - _FOOT
    left = _NAMED / box.width
    parts.plot_box(chart, left, _TOP / box.height, 0.97 - left, high / box.height)
    style = Style(LABEL, "quiet", most=1)
    canvas.text(box.top(16), said(held.titles[1], style), name="Axis upright")
    foot = Style(LABEL, "quiet", align="right", most=1)
    canvas.text(box.foot(16), said(held.titles[0], foot), name="Axis across")


def _sheet(held: Scatter) -> bytes:
    """A row a mark with both middles and the reach upright, then two rows for its reach across."""
    names = [spot.name for spot in held.spots]
    across, upright = (
        [getattr(spot, way)[1] for spot in held.spots] for way in ("across", "upright")
    )
    below, above = zip(*(_distances(spot) for spot in held.spots), strict=True)
    for spot in held.spots:
        names += [f"{spot.name}: low end", f"{spot.name}: high end"]
        across += [spot.across[0], spot.across[2]]
        upright += [spot.upright[1]] * 2
    series: list[parts.Series] = [
        (held.titles[0], across), (held.titles[1], upright), (_HEADS[0], below), (_HEADS[1], above)
    ]  # fmt: skip
    return parts.workbook(names, series)


def _distances(spot: Spot) -> tuple[float, float]:
    low, middle, high = spot.upright
    return middle - low, high - middle


def _refer(element: Any, first: int, last: int) -> None:
    """Point a series to its rows of the sheet."""
    for name, column, end in (("tx", "A", first), ("xVal", "B", last), ("yVal", "C", last)):
        told = f"Sheet1!${column}${first}" + (f":${column}${end}" if end > first else "")
        element.find(parts.tag(name)).find(f".//{parts.tag('f')}").text = told


def _across(canvas: Canvas, series: Any, spot: Spot, row: int) -> None:
    """The reach across as a line of its own: error bars that way are not drawn by every program."""
    _refer(series._element, row, row + 1)
    series.marker.style = XL_MARKER_STYLE.NONE
    line = series.format.line
    line.width = Pt(1.2)
    canvas.palette.paint(line.color, "quiet")
    line.dash_style = MSO_LINE.SOLID if spot.firm[0] else MSO_LINE.SQUARE_DOT


def _spot(canvas: Canvas, series: Any, spot: Spot, row: int) -> None:
    _refer(series._element, row, row)
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 20
    marker.format.fill.solid()
    fill: Role = "hue" if spot.leading else "band"
    canvas.palette.paint(marker.format.fill.fore_color, fill)
    canvas.palette.paint(marker.format.line.color, "hue" if spot.leading else "quiet")
    label = series.points[0].data_label
    label.position = XL_LABEL_POSITION.CENTER
    label_with(label, str(spot.number), canvas.palette.on(canvas.palette.of(fill)), strong=True)
    grey, dash = code(canvas.palette.of("quiet")), "solid" if spot.firm[1] else "sysDash"
    _upwards(series._element, row, spot, parts.line_xml(grey, 1.2, dash))


def _upwards(element: Any, row: int, spot: Spot, line: str) -> None:
    """A line through the mark from the low end upright to the high one."""
    ends = dict(zip(("minus", "plus"), zip("DE", _distances(spot), strict=True), strict=True))
    minus, plus = (
        f"<c:{name}><c:numRef><c:f>Sheet1!${ends[name][0]}${row}</c:f><c:numCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{ends[name][1]!r}</c:v></c:pt></c:numCache>'
        f"</c:numRef></c:{name}>"
        for name in ("minus", "plus")
    )
    held = parse_xml(
        f'<c:errBars {parts.NAMESPACES}><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="1"/>{plus}{minus}<c:spPr>{line}</c:spPr></c:errBars>'
    )
    element.find(parts.tag("xVal")).addprevious(held)


def _axes(canvas: Canvas, chart: Any, held: Scatter) -> None:
    scale = _upright(max(spot.upright[2] for spot in held.spots), held.money)
    for axis, ends in ((chart.category_axis, held.across), (chart.value_axis, scale)):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = ends.low, ends.high, ends.step
        axis.has_major_gridlines = True
        canvas.palette.paint(axis.major_gridlines.format.line.color, "line")
        axis.format.line.fill.background()
        labels = axis.tick_labels
        labels.number_format, labels.number_format_is_linked = ends.number, False
        labels.font.size = Pt(sized(LABEL))
        canvas.palette.paint(labels.font.color, "quiet")
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _upright(top: float, number: str) -> Scale:
    """From nothing to a round number above the highest end, in at most six steps."""
    size = 10.0 ** math.floor(math.log10(top)) if top > 0 else 1.0
    step = next(share * size / 2 for share in _STEPS if top / (share * size / 2) <= 6)
    return Scale(0.0, step * math.ceil(top / step), step, number)
