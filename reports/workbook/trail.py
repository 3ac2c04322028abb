"""The sheet Trail: how every figure and every belief came about, term by term."""

from openpyxl.workbook import Workbook

from content.locales import reworded
from reports.entries import finding_numbers
from reports.model import Report
from reports.plan_trail import gate_date
from reports.trail import NUMBERS, Trail, area, of
from reports.workbook.names import capability, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.model import CapabilityScore

TRAIL = (
    Column("Figure", 40),
    Column("Step or part", 44),
    Column("Words", 80),
    *(Column(f"P(level {number})", 11, "0.000") for number in range(1, 6)),
    Column("Finding", 12),
)
_NO_BELIEF = (None,) * 6


def add_trail(book: Workbook, report: Report) -> None:
    """Each figure with its arithmetic and parts, then each capability's belief step by step."""
    card = report.scorecard
    trails = [of(number, card, report.pack, report.forecast) for number in NUMBERS]
    trails += [area(card, report.pack, item.id) for item in card.areas]
    trails.append(gate_date(report.roadmap, report.pack) if report.roadmap else None)
    note = "Prior × likelihood of the claim × likelihood of each finding = belief, scaled to 1."
    sheet = add_sheet(book, "Trail", "Where every figure comes from", note, stamp(report))
    rows = [row for item in trails if item for row in _trail(item)]
    rows += [row for item in card.capabilities if item.applicable for row in _steps(report, item)]
    add_table(sheet, TRAIL, rows, freeze=1)


def _trail(item: Trail) -> list[Row]:
    lines: list[Row] = [(item.title, "", line, *_NO_BELIEF) for line in item.lines if line]
    return [*lines, *((item.title, part.name, part.words, *_NO_BELIEF) for part in item.parts)]


def _steps(report: Report, item: CapabilityScore) -> list[Row]:
    numbers, rows = finding_numbers(report), list[Row]()
    for place, (label, belief) in enumerate(item.steps):
        detail = item.details[place - 1] if place and item.details else None
        words = reworded(detail.formula) if detail else "the prior" if not place else ""
        number = numbers.get(detail.finding, "") if detail else ""
        rows.append((capability(report, item.id), label, words, *belief, number))
    return rows
