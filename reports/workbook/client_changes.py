"""The sheets Changes and Earlier texts; each only where there is something."""

from collections.abc import Callable, Mapping

from openpyxl.workbook import Workbook

from reports.changed_places import AnyChanges, beside, earlier_note, earlier_title, title
from reports.client_changes import EarlierText
from reports.model import Report
from reports.people import respondents
from reports.workbook.names import stamp
from reports.workbook.table import Column, add_sheet, add_table

COLUMNS = (
    Column("What", 34), Column("Part", 24), Column("The pack says", 60),
    Column("For this client", 60), Column("Who", 24), Column("When", 14), Column("Why", 60),
)  # fmt: skip
EARLIER = (
    Column("Answer", 34), Column("Part", 24), Column("It was given to", 60),
    Column("It reads now", 60), Column("Who", 24), Column("When", 14), Column("Version", 20),
    Column("Counts", 12),
)  # fmt: skip


def add_client_changes(book: Workbook, report: Report) -> None:
    """What the client has otherwise, then the answers to what read otherwise before."""
    made = stamp(report)
    if report.client_changes is not None:
        add_places(book, report.client_changes, made)
    if report.earlier_texts:
        names = {item.id: item.short_name for item in report.pack.capabilities}
        add_earlier(book, report.earlier_texts, respondents(report), names.__getitem__, made)


def add_places(book: Workbook, told: AnyChanges, stamped: str) -> None:
    """One row a place that differs, with both values."""
    sheet = add_sheet(book, "Changes", title(told), beside(told), stamped)
    rows = [
        (
            item.difference.name, item.difference.part, item.difference.before,
            item.difference.after, item.by, item.at.date(), item.reason,
        )
        for item in told.rows
    ]  # fmt: skip
    add_table(sheet, COLUMNS, rows)


def add_earlier(
    book: Workbook, found: tuple[EarlierText, ...], people: Mapping[str, str],
    name: Callable[[str], str], stamped: str,
) -> None:  # fmt: skip
    """One row a text that read otherwise when it was answered."""
    sheet = add_sheet(book, "Earlier texts", earlier_title(found), earlier_note(found), stamped)
    rows = [
        (
            name(item.capability), part.part, part.before, part.after,
            people.get(item.respondent, item.respondent), item.at.date(), item.pack.version,
            "yes" if item.counts else "set aside",
        )
        for item in found
        for part in item.parts
    ]  # fmt: skip
    add_table(sheet, EARLIER, rows)
