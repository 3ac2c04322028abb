"""The sheet Changes: what this client has otherwise in the pack; only where there is something."""

from openpyxl.workbook import Workbook

from reports.model import Report
from reports.sections.client_changes import beside, title
from reports.workbook.names import stamp
from reports.workbook.table import Column, add_sheet, add_table

COLUMNS = (
    Column("What", 34), Column("Part", 24), Column("The pack says", 60),
    Column("For this client", 60), Column("Who", 24), Column("When", 14), Column("Why", 60),
)  # fmt: skip


def add_client_changes(book: Workbook, report: Report) -> None:
    """One row a place that differs, with both values."""
    told = report.client_changes
    if told is None:
        return
    sheet = add_sheet(book, "Changes", title(told), beside(told), stamp(report))
    rows = [
        (
            item.difference.name, item.difference.part, item.difference.before,
            item.difference.after, item.by, item.at.date(), item.reason,
        )
        for item in told.rows
    ]  # fmt: skip
    add_table(sheet, COLUMNS, rows)
