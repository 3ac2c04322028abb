"""The sheet Scenarios: trial plans kept by name beside the plan; only where there are any."""

from openpyxl.workbook import Workbook

from reports.kept_scenarios import title, verdict_told
from reports.model import Report
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table

COLUMNS = (
    Column("Scenario", 30), Column("What differs", 70), Column("Gate even odds", 14, "yyyy-mm-dd"),
    Column("Gate four in five", 14, "yyyy-mm-dd"), Column("Person-weeks", 13, "0.0"),
    Column("Cost low", 13, "#,##0"), Column("Cost likely", 13, "#,##0"),
    Column("Cost high", 13, "#,##0"), Column("Currency", 10), Column("Verdict then", 22),
    Column("Kept by", 22), Column("Kept at (UTC)", 18),
)  # fmt: skip
NOTE = "Each is planned anew from today's answers and findings. The first row is the plan itself."


def add_scenarios(book: Workbook, report: Report) -> None:
    """One row a scenario, the plan first."""
    held = report.scenarios
    if not held:
        return
    sheet = add_sheet(book, "Scenarios", title(held), NOTE, stamp(report))
    rows: list[Row] = [
        (
            item.name, item.impossible or "; ".join(item.differs), item.p50, item.p80, item.effort,
            item.cost_low, item.cost_mid, item.cost_high, item.currency,
            "" if item.impossible else verdict_told(item), item.kept_by, item.kept_at,
        )
        for item in held
    ]  # fmt: skip
    add_table(sheet, COLUMNS, rows)
