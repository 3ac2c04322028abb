"""The sheet Crosswalk: each capability beside the items of published frameworks that it serves."""

from openpyxl.workbook import Workbook

from content.locales import written
from content.model import Capability, FrameworkReference
from reports.model import Report
from reports.wording import STATE_WORDS
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.model import CapabilityScore
from scoring.readiness import is_below_target

BELOW, HELD, OPEN, OUT = "below target", "at target", "not answered", "does not apply"
CROSSWALK = (
    Column("Capability id", 27),
    Column("Capability", 44),
    Column("Framework", 40),
    Column("Version", 16),
    Column("Item", 22),
    Column("Title", 60),
    Column("Used", 8, "0.0"),
    Column("Target", 8, "0"),
    Column("State", 16),
    Column("Status", 16, warns=(BELOW, OPEN)),
)


def add_crosswalk(book: Workbook, report: Report) -> None:
    """One row for each capability and item; ids and titles only, as the frameworks publish them."""
    scores = {item.id: item for item in report.scorecard.capabilities}
    rows = [
        _row(report, known, scores[known.id], reference)
        for known in report.pack.capabilities
        for reference in known.frameworks
        if known.id in scores
    ]
    frameworks = len({row[2] for row in rows})
    message = (
        f"{written(len(rows), ',')} links from capabilities to {frameworks} published frameworks"
    )
    note = (
        "A link says that both speak of the same thing, not that one fulfils the other. This is no "
        "legal advice."
    )
    sheet = add_sheet(book, "Crosswalk", message, note, stamp(report))
    add_table(sheet, CROSSWALK, rows)


def _row(
    report: Report, known: Capability, score: CapabilityScore, reference: FrameworkReference
) -> Row:
    framework = next((one for one in report.pack.frameworks if one.id == reference.framework), None)
    items = {item.id: item.title for item in framework.items} if framework else {}
    return (
        known.id, known.name, framework.name if framework else reference.framework,
        framework.version if framework else "", reference.id, items.get(reference.id, ""),
        score.mean if score.applicable else None, score.target if score.applicable else None,
        STATE_WORDS[score.state] if score.applicable else "", _status(score),
    )  # fmt: skip


def _status(score: CapabilityScore) -> str:
    if not score.applicable:
        return OUT
    if not score.answered:
        return OPEN
    return BELOW if is_below_target(score) else HELD
