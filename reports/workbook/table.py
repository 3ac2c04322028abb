"""A sheet with one table: a sentence, a note, a header row with filters, typed rows below."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import Content, Link, at, put, put_text
from reports.workbook.look import BODY, HEAD, HEAD_FILL, HEADING, LINK, NOTE, TITLE, TOP, WRAPPED

HEADER_ROW = 4


@dataclass(frozen=True)
class Column:
    """A column: its header (unique in the sheet), width in characters, number format."""

    title: str
    width: float = 14
    shape: str = ""
    hidden: bool = False


Row = Sequence[Content]


def add_sheet(
    book: Workbook, name: str, message: str, note: str = "", stamp: str = "", *, column: int = 1
) -> Worksheet:
    """A sheet with a sentence in row 1, how to read it in row 2 and version stamps in row 3."""
    sheet: Worksheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    for row, (text, look) in enumerate(((message, TITLE), (note, NOTE), (stamp, NOTE)), start=1):
        cell = at(sheet, row, column)
        put_text(cell, text)
        cell.font = look
    sheet.row_dimensions[1].height = 24
    return sheet


def add_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], freeze: int = 2
) -> None:
    """Write header and rows from row 4 on as a filtered table; ``freeze`` columns stay in view."""
    for number, column in enumerate(columns, start=1):
        head = at(sheet, HEADER_ROW, number)
        put_text(head, column.title)
        head.font, head.fill, head.alignment = HEAD, HEAD_FILL, HEADING
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden
    for offset, row in enumerate(rows, start=1):
        for number, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
            cell = at(sheet, HEADER_ROW + offset, number)
            put(cell, content, column.shape)
            cell.alignment = WRAPPED if cell.data_type == "s" else TOP
            cell.font = LINK if cell.hyperlink else BODY
        sheet.row_dimensions[HEADER_ROW + offset].height = _height(columns, row)
    sheet.row_dimensions[HEADER_ROW].height = 32
    _as_table(sheet, len(columns), max(len(rows), 1))
    sheet.freeze_panes = at(sheet, HEADER_ROW + 1, freeze + 1).coordinate
    print_wide(sheet)


def _height(columns: Sequence[Column], row: Row) -> float:
    """Points that a row's longest text needs, nine lines at most: not every reader measures."""
    lines = 1
    for column, content in zip(columns, row, strict=True):
        text = content.text if isinstance(content, Link) else content
        if isinstance(text, str):
            fits = max(4.0, column.width - 2)
            lines = max(lines, sum(1 + int(len(part) // fits) for part in text.split("\n")))
    return 3 + 13.0 * min(lines, 9)


def _as_table(sheet: Worksheet, columns: int, rows: int) -> None:
    reference = f"A{HEADER_ROW}:{get_column_letter(columns)}{HEADER_ROW + rows}"
    table = Table(displayName=f"table_{sheet.title.lower().replace(' ', '_')}", ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def print_wide(sheet: Worksheet) -> None:
    """Print landscape on A3, one page wide, with the header rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEADER_ROW}"
