"""Native charts where a planner looks: the dimensions on Summary, the scarcest role on Capacity."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import at
from reports.workbook.look import DARK_BAR, INK, LIGHT_BAR, LINE, QUIET, blue
from reports.workbook.table import HEADER_ROW


def add_dimensions(sheet: Worksheet, first: int, last: int, column: int) -> None:
    """Bars of the index by part, levels 1 to 5, below the table; names stand in column A."""
    chart = BarChart()
    chart.type, chart.legend = "bar", None
    dress(chart, "Index by part, levels 1 to 5", "0")
    chart.y_axis.crosses = "max"  # at the foot, as the names run downwards
    chart.height, chart.width, chart.gapWidth = 9, 22, 40
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 1, 5
    chart.y_axis.majorUnit = 1
    chart.x_axis.scaling.orientation = "maxMin"
    chart.add_data(Reference(sheet, min_col=column, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=blue(DARK_BAR)[2:])
    sheet.add_chart(chart, at(sheet, last + 2, 1).coordinate)


def add_load(sheet: Worksheet, name: str, row: int, columns: tuple[int, int], below: int) -> None:
    """What a role has against what the plan uses, week by week; ``row`` is its *available*."""
    first, last = columns
    used, available = BarChart(), LineChart()
    dress(used, f"{name}: person-weeks used and available", "0.0")
    used.height, used.width, used.gapWidth = 8, 26, 30
    used.x_axis.number_format = "d mmm"
    used.y_axis.scaling.min = 0
    for chart, line in ((used, row + 1), (available, row)):
        data = Reference(sheet, min_col=first - 4, max_col=first - 4, min_row=line)
        values = Reference(sheet, min_col=first, max_col=last, min_row=line)
        chart.add_data(values, from_rows=True, titles_from_data=False)
        chart.series[0].tx = _title(data)
        chart.set_categories(Reference(sheet, min_col=first, max_col=last, min_row=HEADER_ROW))
    used.series[0].graphicalProperties = GraphicalProperties(solidFill=blue(LIGHT_BAR)[2:])
    available.series[0].graphicalProperties.line.solidFill = INK[2:]
    available.series[0].smooth = False
    used.legend.position = "b"
    used += available
    sheet.add_chart(used, at(sheet, below, 2).coordinate)


def _title(data: Reference) -> SeriesLabel:
    return SeriesLabel(strRef=StrRef(str(data)))


def dress(chart: BarChart | LineChart, title: str, shape: str) -> None:
    """A quiet title, pale lines across, and axes with small figures of the format ``shape``."""
    large = CharacterProperties(sz=1100, b=True, solidFill=INK[2:])
    run = RegularTextRun(rPr=large, t=title)
    chart.title = Title(overlay=False)
    chart.title.tx = Text(
        rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=large), r=[run])])
    )
    chart.y_axis.number_format, chart.y_axis.majorGridlines = shape, ChartLines(spPr=_line(LINE))
    small = ParagraphProperties(defRPr=CharacterProperties(sz=800, solidFill=QUIET[2:]))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete, axis.spPr = False, _line(LINE)
        axis.txPr = RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties())])


def _line(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour[2:], w=9525))
