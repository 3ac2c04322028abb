"""The sheet Artefacts: what people attached, what it proves and who read it."""

from openpyxl.workbook import Workbook

from reports.attached import Attached, attached, headline
from reports.model import Report
from reports.workbook.cells import Link
from reports.workbook.names import capability, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table

ARTEFACTS = (
    Column("Artefact", 36),
    Column("Version", 9, "0"),
    Column("Owner", 24),
    Column("Proves", 48),
    Column("State", 20),
    Column("Accepted for", 9, "0"),
    Column("Returned for", 9, "0"),
    Column("Read by", 26),
    Column("Attached at (UTC)", 17),
    Column("Valid until (UTC)", 17),
    Column("SHA-256", 68),
)


def add_artefacts(book: Workbook, report: Report) -> None:
    """One row for each artefact behind an answer; no sheet where nothing was attached."""
    every = attached(report)
    if not every:
        return
    note = "An artefact counts for most once somebody other than who attached it has accepted it."
    sheet = add_sheet(book, "Artefacts", headline(report), note, stamp(report))
    add_table(sheet, ARTEFACTS, [_row(report, item) for item in every], freeze=1)


def _row(report: Report, item: Attached) -> Row:
    file = item.artefact
    return (
        Link(file.filename, file.link) if file.link else file.filename,
        file.version,
        item.owner,
        "\n".join(capability(report, one) for one in item.capabilities),
        item.standing,
        len(item.accepted),
        len(item.returned),
        ", ".join(item.readers),
        file.added_at,
        file.valid_until,
        file.digest,
    )
