"""The sheet Record: what people typed that no other sheet tells."""

from openpyxl.workbook import Workbook

from reports.model import Report
from reports.record import all_groups
from reports.wording import capital, plural
from reports.workbook.cells import Link
from reports.workbook.names import stamp
from reports.workbook.table import Column, add_sheet, add_table

RECORD = (Column("Kind", 34), Column("Of what and by whom", 60), Column("What", 110))


def add_record(book: Workbook, report: Report) -> None:
    """One row a text; no sheet where nobody typed any."""
    rows = [
        (name, item.where, Link(item.text, item.link) if item.link else item.text)
        for name, entries in all_groups(report)
        for item in entries
    ]
    if not rows:
        return
    told = capital(plural(len(rows), "text stands", "texts stand"))
    note = "How conflicts went step by step, second rounds, own questions, names that are long."
    sheet = add_sheet(book, "Record", f"{told} here that no other sheet tells", note, stamp(report))
    add_table(sheet, RECORD, rows)
