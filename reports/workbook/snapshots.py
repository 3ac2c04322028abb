"""The sheet Snapshots: earlier results beside today's, for a trend."""

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.model import Report
from reports.wording import VERDICT_WORDS, capital, plural
from reports.workbook.cells import at, put
from reports.workbook.charts import dress
from reports.workbook.look import BODY, DARK_BAR, HEAD, HEAD_FILL, HEADING
from reports.workbook.names import capability, stamp
from reports.workbook.table import HEADER_ROW, Column, Row, add_sheet, add_table

SNAPSHOTS = (
    Column("Assessed at (UTC)", 17),
    Column("Snapshot", 14),
    Column("Verdict", 22),
    Column("Index 1 to 5", 11, "0.00"),
    Column("Capability id", 27),
    Column("Capability", 44),
    Column("Used", 8, "0.0"),
    Column("Low", 8, "0"),
    Column("High", 8, "0"),
)
BESIDE = len(SNAPSHOTS) + 2


def add_snapshots(book: Workbook, report: Report) -> None:
    """One row for each frozen result and capability, the oldest first, then this report's own."""
    count = plural(len(report.history), "frozen result")
    message = f"{capital(count)} before this one" if report.history else "No result is frozen yet"
    note = "A snapshot is taken on Track and never changes; the last rows are this report's own."
    sheet = add_sheet(book, "Snapshots", message, note, stamp(report))
    add_table(sheet, SNAPSHOTS, [*_past(report), *_now(report)], freeze=1)
    _trend(sheet, report)


def _past(report: Report) -> list[Row]:
    return [
        (past.at, past.id, VERDICT_WORDS[past.verdict], past.index, item.capability,
         capability(report, item.capability), item.used, item.low, item.high)
        for past in report.history
        for item in past.levels
    ]  # fmt: skip


def _now(report: Report) -> list[Row]:
    card = report.scorecard
    verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "no verdict"
    index = card.index.level if card.index else None
    return [
        (report.made_at, "this report", verdict, index, item.id, capability(report, item.id),
         item.mean, item.low, item.high)
        for item in card.capabilities
        if item.applicable
    ]  # fmt: skip


def _trend(sheet: Worksheet, report: Report) -> None:
    """The index over time as a chart, from its own small table beside the rows."""
    index = report.scorecard.index
    points = [(past.at, past.index) for past in report.alike() if past.index is not None]
    points += [(report.made_at, index.level)] if index else []
    if len(points) < 2:
        return
    put(at(sheet, HEADER_ROW, BESIDE), "Index over time")
    put(at(sheet, HEADER_ROW, BESIDE + 1), "Index 1 to 5")
    for row, (moment, level) in enumerate(points, start=HEADER_ROW + 1):
        put(at(sheet, row, BESIDE), moment.date(), "d mmm yyyy")
        put(at(sheet, row, BESIDE + 1), level, "0.00")
        at(sheet, row, BESIDE).font = at(sheet, row, BESIDE + 1).font = BODY
    for column, width in ((BESIDE, 17), (BESIDE + 1, 13)):
        head = at(sheet, HEADER_ROW, column)
        head.font, head.fill, head.alignment = HEAD, HEAD_FILL, HEADING
        sheet.column_dimensions[head.column_letter].width = width
    last = HEADER_ROW + len(points)
    chart = LineChart()
    dress(chart, "Index, levels 1 to 5", "0")
    chart.height, chart.width = 8, 16
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 1, 5
    chart.x_axis.number_format, chart.legend = "d mmm yy", None
    chart.add_data(Reference(sheet, min_col=BESIDE + 1, min_row=HEADER_ROW + 1, max_row=last))
    chart.set_categories(Reference(sheet, min_col=BESIDE, min_row=HEADER_ROW + 1, max_row=last))
    chart.y_axis.majorUnit = 1
    line = chart.series[0]
    line.marker.symbol, line.smooth = "circle", False
    line.marker.graphicalProperties = GraphicalProperties(solidFill=DARK_BAR[2:])
    line.graphicalProperties.line.solidFill = DARK_BAR[2:]
    sheet.add_chart(chart, at(sheet, last + 2, BESIDE).coordinate)
