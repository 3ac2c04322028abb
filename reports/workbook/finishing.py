"""What every sheet has: print set-up, the confidentiality mark in its header and footer, names."""

from typing import Any

from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from reports import hue
from reports.model import Report
from reports.workbook.cells import plain
from reports.workbook.look import ACCENT, LINK, blue, font
from reports.workbook.names import stamp
from reports.workbook.schedule import FIRST
from reports.workbook.table import print_wide

README = "README"
LONGEST_MARK = 110
"""Characters of the mark in a header: a spreadsheet takes 255 of all parts together."""


def finish(book: Workbook, report: Report) -> None:
    """Set up every sheet for print and name what a formula of the client's own may ask for."""
    mark = _printed(report.mark)
    version = _printed(stamp(report.model_copy(update={"mark": ""})))
    for sheet in book.worksheets:
        if isinstance(sheet, Worksheet):
            print_wide(sheet, on_one_page=sheet.title == README)
            _mark(sheet.oddHeader, mark, "", "&A")
            _mark(sheet.oddFooter, version, "", "&P / &N")  # the mark stands in the header
    _links(book)
    if report.roadmap is not None and report.roadmap.rows:
        _name(book, FIRST + len(report.roadmap.rows) - 1)


def _links(book: Workbook) -> None:
    """Links in the client's colour; their look was put together before any client was known."""
    if hue.own():
        held: Any = book
        fonts = [
            font(underline=True, colour=blue(ACCENT)) if each == LINK else each
            for each in held._fonts
        ]
        held._fonts = IndexedList(fonts)
    for sheet in book.worksheets:
        if hue.own():
            sheet.sheet_properties.tabColor = blue(ACCENT)


def _mark(item: HeaderFooterItem | None, left: str, center: str, right: str) -> None:
    if item is not None:
        item.left.text, item.center.text, item.right.text = left, center, right


def _printed(text: str) -> str:
    """Text of a header, where ``&`` begins an instruction and a digit after a size is read as one."""
    words = " ".join(plain(text).split()).replace("&", "&&")
    return f" {words[:LONGEST_MARK]}" if words else ""


def _name(book: Workbook, last: int) -> None:
    columns = {
        "plan_initiatives": "B", "plan_start": "F", "plan_person_weeks": "G", "plan_end": "H",
        "plan_p80": "J", "plan_status": "L", "plan_done": "M", "plan_cost": "S",
    }  # fmt: skip
    for name, letter in columns.items():
        area = f"Schedule!${letter}${FIRST}:${letter}${last}"
        book.defined_names[name] = DefinedName(name, attr_text=area)
