"""A workbook's beginning and end: no blank sheet, and properties that hold no clock of this machine."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook import quick_rows
from reports.workbook.cells import plain

_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    """The same archive, its entries dated alike: the same report is the same file at any hour."""
    fixed = BytesIO()
    with ZipFile(written) as given, ZipFile(fixed, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, given.read(name))
    return fixed.getvalue()
