"""The sheet that remembers what the workbook was made from; no spreadsheet shows it by itself."""

from openpyxl.workbook import Workbook

from reports.model import Report
from reports.round_trip.origin import TITLE, lines, of
from reports.workbook.cells import at, put_text


def add_origin(book: Workbook, report: Report) -> None:
    """Write the sheet; last of all, because it repeats what stands in the others."""
    told = lines(of(book, report))
    sheet = book.create_sheet(TITLE)
    for row, line in enumerate(told, start=1):
        for column, text in enumerate(line, start=1):
            put_text(at(sheet, row, column), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
