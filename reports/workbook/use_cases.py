"""The sheet Use cases: the ranking in figures, its reasons, what each inherits, what a room chose."""

from openpyxl.workbook import Workbook

from assessment.workshop.record import UseCaseRecord
from content.portfolio import FeasibilityPart, portfolio_judgement
from reports import portfolio_words as told
from reports.model import Report
from reports.round_trip.fields import part_header
from reports.wording import short_day
from reports.workbook.cells import Content
from reports.workbook.names import stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.portfolio_model import PartStanding, Portfolio, SequenceStep, Standing

DATE = "d mmm yyyy"
HEAD = (
    Column("Stable id", 34, hidden=True),
    Column("Place", 8, "0"),
    Column("Use case", 30),
    Column("Sponsor", 24, edit=True),
    Column("Value low", 13, "#,##0", edit=True),
    Column("Value high", 13, "#,##0", edit=True),
)
FEASIBLE = (
    Column("Value stated", 10),
    Column("Feasibility", 12, "0.0"),
    Column("Feasibility low", 12, "0.0"),
    Column("Feasibility high", 12, "0.0"),
)
TAIL = (
    Column("Risk class", 11),
    Column("Chance", 10, "0%"),
    Column("Worth a quarter", 13, "#,##0"),
    Column("Comes first", 10, "0%"),
    Column("Keeps its place", 10, "0%"),
    Column("Effort to gate", 11, "0.0"),
    Column("Effort alone", 11, "0.0"),
    Column("Cost to gate", 13, "#,##0"),
    Column("Cost alone", 13, "#,##0"),
    Column("Starts", 14, DATE),
    Column("Gate even odds", 14, DATE),
    Column("Inherits", 44),
    Column("Why", 60),
)
ROOM = (
    Column("Dots", 8, "0"),
    Column("Impact in the room", 11, "0.0"),
    Column("Feasibility in the room", 12, "0.0"),
)
DECISION = Column("Decision", 44)
LEVELS = ("1", "2", "3", "4", "5")


def add_use_cases(book: Workbook, report: Report) -> None:
    """One row a use case: ranked where the client has several, else what its sponsor said."""
    held = report.portfolio
    if held is None:
        _alone(book, report)
        return
    judgement = portfolio_judgement()
    rules = " ".join(told.stop_sentences(held, judgement))
    sheet = add_sheet(book, "Use cases", told.headline(held), rules, stamp(report), column=2)
    said = tuple(Column(f"{part.name}: used", 21) for part in judgement.parts)
    steps, room = {item.id: item for item in held.sequence}, _chosen_from(report)
    voted = ROOM if room else ()
    columns = (*HEAD, *_levels(judgement.parts), *FEASIBLE, *said, *TAIL, *voted, DECISION)
    rows = [
        (
            *_row(item, steps.get(item.id), held),
            *(_voted(room.get(item.name)) if room else ()),
            _decided(report, item.name, room.get(item.name)),
        )
        for item in held.ranking.standings
    ]
    add_table(sheet, columns, rows, freeze=3)


def _levels(parts: tuple[FeasibilityPart, ...]) -> tuple[Column, ...]:
    """What the sponsor says of each part, which is the planner's to edit."""
    return tuple(Column(part_header(part), 12, "0", edit=True, choices=LEVELS) for part in parts)


ALONE = (
    Column("Risk class", 11),
    Column("Stage", 16),
    Column("What it is", 60),
    Column("What it is worth", 60),
)


def _alone(book: Workbook, report: Report) -> None:
    case, parts, room = report.use_case, portfolio_judgement().parts, _chosen_from(report)
    note = "Value is money at stake a quarter, as the sponsor states it. Nothing is ranked."
    sheet = add_sheet(
        book, "Use cases", "The client has one use case", note, stamp(report), column=2
    )
    row: Row = (
        case.id or case.name, case.name, case.sponsor, case.value_low, case.value_high,
        *(case.feasibility.get(part.id) for part in parts),
        told.RISK_WORDS[case.traits.risk_class], str(case.traits.stage).replace("_", " "),
        case.summary, case.value_statement,
        *(_voted(room.get(case.name)) if room else ()), _decided(report, case.name, room.get(case.name)),
    )  # fmt: skip
    voted = ROOM if room else ()
    columns = (HEAD[0], *HEAD[2:], *_levels(parts), *ALONE, *voted, DECISION)
    add_table(sheet, columns, [row])


def _row(item: Standing, step: SequenceStep | None, held: Portfolio) -> Row:
    value = item.value if item.value_stated else None
    able = item.feasibility
    return (
        item.id, item.place, item.name, item.sponsor,
        value.low if value else None, value.high if value else None,
        *(part.estimate for part in item.parts),
        "yes" if item.value_stated else "no", able.middle, able.low, able.high,
        *(_used(part) for part in item.parts),
        told.RISK_WORDS[item.risk_class], item.chance,
        item.worth.middle if item.value else None, item.first, item.kept,
        *_planned(step), told.reason(item, held, portfolio_judgement()),
    )  # fmt: skip


def _used(part: PartStanding) -> str:
    return f"{told.part_level(part)}, {told.origin(part)}".replace("\u00a0", " ")


def _planned(step: SequenceStep | None) -> Row:
    if step is None or step.after is None or step.alone is None:
        return (None, None, None, None, None, None, step.why_not if step else "")
    inherits = ", ".join(item.title for item in step.inherits) or "nothing"
    dates = (None, None) if step.waits else (step.start, step.after.gate_p50)
    return (
        step.after.effort_mid, step.alone.effort_mid, step.after.cost_mid, step.alone.cost_mid,
        *dates, inherits,
    )  # fmt: skip


def _chosen_from(report: Report) -> dict[str, UseCaseRecord]:
    """What the last workshop that chose put on each use case, by name."""
    held = [item for item in report.workshops if item.use_cases]
    last = max(held, key=lambda item: item.opened_at, default=None)
    return {item.name: item for item in last.use_cases} if last else {}


def _voted(item: UseCaseRecord | None) -> tuple[Content, ...]:
    return (item.dots, item.impact, item.feasibility) if item else (None,) * len(ROOM)


def _decided(report: Report, name: str, item: UseCaseRecord | None) -> str:
    """What was decided of it: chosen in a room, or recorded in the decision log with its owner."""
    words = ["Chosen in the workshop"] if item and item.chosen else []
    for one in report.decisions:
        if one.title == told.start_title_of(name):
            state = "asked" if one.proposed else "taken"
            day = f", due {short_day(one.due)}" if one.due else ""
            words.append(f"{one.title}: {state}, {one.owner}{day}".replace("\u00a0", " "))
    return "; ".join(words)
