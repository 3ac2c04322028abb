"""The sheet Use cases: the ranking in figures, its reasons, and what each inherits."""

from openpyxl.workbook import Workbook

from content.portfolio import portfolio_judgement
from reports import portfolio_words as told
from reports.model import Report
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.portfolio_model import Portfolio, SequenceStep, Standing

HEAD = (
    Column("Stable id", 34, hidden=True),
    Column("Place", 8, "0"),
    Column("Use case", 30),
    Column("Sponsor", 22, edit=True),
    Column("Value low", 12, "#,##0", edit=True),
    Column("Value high", 12, "#,##0", edit=True),
    Column("Value stated", 11),
    Column("Feasibility", 11, "0.0"),
    Column("Feasibility low", 11, "0.0"),
    Column("Feasibility high", 11, "0.0"),
)
TAIL = (
    Column("Risk class", 11),
    Column("Comes first", 11, "0%"),
    Column("Keeps its place", 11, "0%"),
    Column("Effort to gate", 11, "0.0"),
    Column("Effort alone", 11, "0.0"),
    Column("Cost to gate", 12, "#,##0"),
    Column("Cost alone", 12, "#,##0"),
    Column("Starts", 12, "yyyy-mm-dd"),
    Column("Gate even odds", 12, "yyyy-mm-dd"),
    Column("Inherits", 50),
    Column("Why", 70),
)


def add_use_cases(book: Workbook, report: Report) -> None:
    """One row a use case: ranked where the client has several, else what its sponsor said."""
    held = report.portfolio
    if held is None:
        _alone(book, report)
        return
    judgement = portfolio_judgement()
    rules = " ".join(told.stop_sentences(held, judgement))
    sheet = add_sheet(book, "Use cases", told.headline(held), rules, stamp(report), column=2)
    parts = tuple(Column(part.name, 12) for part in judgement.parts)
    steps = {item.id: item for item in held.sequence}
    rows = [_row(item, steps.get(item.id), held) for item in held.ranking.standings]
    add_table(sheet, (*HEAD, *parts, *TAIL), rows, freeze=3)


ALONE = (
    *HEAD[:1],
    *HEAD[2:6],
    Column("Risk class", 11),
    Column("Stage", 16),
    Column("What it is", 60),
    Column("What it is worth", 60),
)


def _alone(book: Workbook, report: Report) -> None:
    case = report.use_case
    note = "Value is money at stake a quarter, as the sponsor states it. Nothing is ranked."
    sheet = add_sheet(
        book, "Use cases", "The client has one use case", note, stamp(report), column=2
    )
    row: Row = (
        case.id or case.name, case.name, case.sponsor, case.value_low, case.value_high,
        told.RISK_WORDS[case.traits.risk_class], str(case.traits.stage).replace("_", " "),
        case.summary, case.value_statement,
    )  # fmt: skip
    add_table(sheet, ALONE, [row])


def _row(item: Standing, step: SequenceStep | None, held: Portfolio) -> Row:
    value = item.value if item.value_stated else None
    able = item.feasibility
    return (
        item.id, item.place, item.name, item.sponsor,
        value.low if value else None, value.high if value else None,
        "yes" if item.value_stated else "no",
        able.middle, able.low, able.high,
        *(f"{told.part_level(part)}, {told.origin(part)}" for part in item.parts),
        told.RISK_WORDS[item.risk_class], item.first, item.kept,
        *_planned(step), told.reason(item, held, portfolio_judgement()),
    )  # fmt: skip


def _planned(step: SequenceStep | None) -> Row:
    if step is None or step.after is None or step.alone is None:
        return (None, None, None, None, None, None, step.why_not if step else "")
    inherits = ", ".join(item.title for item in step.inherits) or "nothing"
    dates = (None, None) if step.waits else (step.start, step.after.gate_p50)
    return (
        step.after.effort_mid, step.alone.effort_mid, step.after.cost_mid, step.alone.cost_mid,
        *dates, inherits,
    )  # fmt: skip
