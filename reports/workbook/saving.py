"""A workbook's beginning and end: no blank sheet, and properties that hold no clock of this machine."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.undated import undated
from reports.workbook import quick_rows
from reports.workbook.cells import plain


def saved(book: Workbook, title: str, made_at: datetime) -> bytes:
    """The file; the blank first sheet that every new workbook has is taken out."""
    blank = book.worksheets[0]
    if isinstance(blank, Worksheet) and blank.title == "Sheet":
        book.remove(blank)
    book.properties.creator = "Prodworthy"
    book.properties.title = plain(title)
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    written = BytesIO()
    quick_rows.write(book, written)
    return undated(written)
