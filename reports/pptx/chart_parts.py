"""What the library's charts lack: error bars, dashed limits, a workbook that holds texts as texts."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from xlsxwriter import Workbook  # type: ignore[import-untyped]

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMESPACES = f'xmlns:c="{_C}" xmlns:a="{_A}"'
Series = tuple[str, Sequence[float | None]]


def tag(name: str) -> str:
    """A chart element's full name."""
    return f"{{{_C}}}{name}"


def workbook(categories: Sequence[str], series: Sequence[Series]) -> bytes:
    """The sheet behind a chart, where a person edits its numbers; no text of it is a formula."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, options) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 40)
        for row, name in enumerate(categories, start=1):
            sheet.write_string(row, 0, name)
        for column, (name, values) in enumerate(series, start=1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return written.getvalue()


def series_named(chart: Any, name: str) -> Any:
    """The element of a series by its name."""
    for held in chart._chartSpace.iter(tag("ser")):
        texts = held.find(tag("tx")).iter(tag("v"))
        if next((item.text for item in texts), "") == name:
            return held
    raise KeyError(name)


def only_in_the_sheet(chart: Any, name: str) -> Any:
    """Take a series out of the picture; its numbers stay in the workbook. Gives their reference."""
    held = series_named(chart, name)
    held.getparent().remove(held)
    return held.find(tag("val")).find(tag("numRef"))


def error_bars(
    chart: Any, name: str, minus: str, plus: str, line: str, *, capped: bool, upright: bool = True
) -> None:
    """Bars from ``minus`` below to ``plus`` above each point of a series, read from the sheet."""
    below, above = only_in_the_sheet(chart, minus), only_in_the_sheet(chart, plus)
    direction = '<c:errDir val="y"/>' if upright else ""
    held = parse_xml(
        f'<c:errBars {NAMESPACES}>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="{int(not capped)}"/><c:plus/><c:minus/><c:spPr>{line}</c:spPr></c:errBars>'
    )
    held.find(tag("plus")).append(above)
    held.find(tag("minus")).append(below)
    series = series_named(chart, name)
    series.find(tag("cat")).addprevious(held)


def line_xml(colour: str, thick: float, dash: str = "solid") -> str:
    """A line's look."""
    return (
        f'<a:ln {NAMESPACES} w="{round(12_700 * thick)}" cap="flat"><a:solidFill><a:srgbClr val="{colour}"/>'
        f'</a:solidFill><a:prstDash val="{dash}"/></a:ln>'
    )


def as_limits(chart: Any, names: Sequence[str], colour: str) -> None:
    """Move series of a column chart into a line chart on the same axes, drawn as dashed limits."""
    plot = chart._chartSpace.find(f".//{tag('plotArea')}")
    bars = plot.find(tag("barChart"))
    lines = parse_xml(
        f'<c:lineChart {NAMESPACES}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for name in names:
        held = series_named(chart, name)
        for part in ("invertIfNegative", "spPr"):
            for old in held.findall(tag(part)):
                held.remove(old)
        limit(held, colour)
        lines.find(tag("marker")).addprevious(held)
    for axis in bars.findall(tag("axId")):
        lines.append(parse_xml(f'<c:axId {NAMESPACES} val="{axis.get("val")}"/>'))
    bars.addnext(lines)


def limit(series: Any, colour: str) -> None:
    """A dashed line across the whole plot: a trend through equal values, half a step beyond them."""
    nothing = parse_xml(f"<c:spPr {NAMESPACES}><a:ln><a:noFill/></a:ln></c:spPr>")
    mark = parse_xml(f'<c:marker {NAMESPACES}><c:symbol val="none"/></c:marker>')
    trend = parse_xml(
        f"<c:trendline {NAMESPACES}><c:spPr>{line_xml(colour, 1.0, 'sysDash')}</c:spPr>"
        '<c:trendlineType val="linear"/><c:forward val="0.5"/><c:backward val="0.5"/>'
        '<c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )
    for old in (*series.findall(tag("marker")), *series.findall(tag("spPr"))):
        series.remove(old)
    series.find(tag("tx")).addnext(nothing)
    nothing.addnext(mark)
    series.find(tag("cat")).addprevious(trend)
    if series.find(tag("smooth")) is None:
        series.append(parse_xml(f'<c:smooth {NAMESPACES} val="0"/>'))


def upright(axis: Any) -> None:
    """Keep the names of an axis upright where a program would rather lay them aslant and cut them."""
    body = (
        axis.tick_labels.font._element.getparent().getparent().getparent().find(f"{{{_A}}}bodyPr")
    )
    body.set("rot", "0")
    body.set("vert", "horz")


def plot_box(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Where the plot itself stands, as shares (0–1) of the chart."""
    plot = chart._chartSpace.find(f".//{tag('plotArea')}")
    for old in plot.findall(tag("layout")):
        plot.remove(old)
    parts = "".join(
        f'<c:{name} val="{value:.4f}"/>'
        for name, value in (("x", left), ("y", top), ("w", width), ("h", height))
    )
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {NAMESPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{parts}</c:manualLayout></c:layout>'
        ),
    )
