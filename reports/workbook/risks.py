"""The sheet Risks: what each critical gap can lead to, how likely it is, who answers for it."""

from openpyxl.workbook import Workbook

from reports.model import Report
from reports.risks import IMPACT, Risk, risks
from reports.wording import capital, count, plural
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table

RISKS = (
    Column("Stable id", 27, hidden=True),
    Column("Capability id", 27),
    Column("Capability", 36),
    Column("Cause", 50),
    Column("Event", 44),
    Column("Effect", 50),
    Column("Likelihood", 11, "0%"),
    Column("Impact", 22),
    Column("Owner", 24, edit=True),
    Column("Response", 50, edit=True),
    Column("Initiative", 13),
    Column("Entered by a person", 12),
)


def add_risks(book: Workbook, report: Report) -> None:
    """One row for each critical capability that is not surely in place."""
    found = risks(report)
    owned = sum(bool(item.owner) for item in found)
    message = "Every critical capability is in place: no risk follows from a gap"
    if found:
        of_those = count(owned) if owned else "none"
        message = (
            f"{capital(plural(len(found), 'risk'))} from critical gaps, {of_those} with an owner"
        )
    note = (
        "Likelihood is the chance that the capability is below level 3; a critical one that is missing "
        "holds up the gate. Owner and response are yours; where nobody entered one they are the "
        "initiative's."
    )
    sheet = add_sheet(book, "Risks", message, note, stamp(report), column=2)
    add_table(sheet, RISKS, [_row(item) for item in found], freeze=3)


def _row(item: Risk) -> Row:
    return (
        item.capability, item.capability, item.name, item.cause, item.event, item.effect,
        item.likelihood, IMPACT, item.owner, item.response, item.initiative, item.entered,
    )  # fmt: skip
