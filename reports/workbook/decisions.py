"""The sheet Decision log: what is decided or asked, by whom and by when; rows may be added."""

from hashlib import sha256

from openpyxl.workbook import Workbook

from reports import proposals
from reports.model import Decision, Report
from reports.round_trip.fields import DECIDED, PROPOSED, RECORDED
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table

LOG = (
    Column("Stable id", 14, hidden=True),
    Column("Decision id", 13),
    Column("Decision", 44, edit=True),
    Column("What exactly", 80, edit=True),
    Column("Owner", 26, edit=True),
    Column("Due", 14, "d mmm yyyy", edit=True),
    Column("State", 13, edit=True, choices=DECIDED, warns=("proposed",)),
)
SPARE = 5
"""Empty rows for new decisions."""


def add_decisions(book: Workbook, report: Report) -> None:
    """Recorded decisions, then what the plan proposes and nobody has recorded."""
    recorded = report.decisions
    known = {item.title for item in recorded}
    asked = proposals.decisions(report.model_copy(update={"decisions": ()}))
    open_ones = [item for item in asked if item.title not in known]
    message = proposals.headline(recorded) if recorded else "No decision is recorded yet"
    note = (
        "Yours to edit, and the empty rows to fill: proposed by the plan, asked of somebody, or taken. "
        "A proposal is recorded once its state is asked or taken."
    )
    sheet = add_sheet(book, "Decision log", message, note, stamp(report), column=2)
    rows = [_row(id_of(item), item, "asked" if item.proposed else "taken")
            for item in recorded]  # fmt: skip
    rows += [_row(id_of(item, PROPOSED), item, "proposed") for item in open_ones]
    add_table(sheet, LOG, rows, freeze=3, spare=SPARE)


def _row(row_id: str, item: Decision, state: str) -> Row:
    return (row_id, row_id, item.title, item.text, item.owner, item.due, state)


def id_of(item: Decision, first: str = RECORDED) -> str:
    """Names a decision by what it says: it has no other id, and two that say the same are one."""
    return first + sha256(item.model_dump_json().encode()).hexdigest()[:8]
