"""The sheet Schedule: one row an initiative, dates to move, a Gantt beside it."""

from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.model import Report
from reports.proof_words import STANDING_WORDS, standing
from reports.round_trip.fields import STATUS, TOTAL
from reports.wording import day, plural, short_day
from reports.workbook import calendar, formulas, gantt
from reports.workbook.cells import (
    Content,
    Formula,
    Link,
    Looks,
    at,
    put,
    put_dressed,
    put_text,
)
from reports.workbook.formulas import DATE, STATUS_WORDS, Computed
from reports.workbook.look import (
    BODY,
    BOLD,
    CENTRED,
    FIGURE,
    HEAD,
    HEAD_FILL,
    HEADING,
    LINK,
    NOTE,
    PADDED,
    RULE,
    TITLE,
    TOTAL_FILL,
    edited,
)
from reports.workbook.names import role, stamp
from reports.workbook.protection import protect
from reports.workbook.table import HEADER_ROW, add_list
from scoring.roadmap_model import PlannedInitiative, Roadmap

FIRST = HEADER_ROW + 1
HEADERS = (
    ("Stable id", 12),
    ("Initiative", 13),
    ("Title", 46),
    ("Lead role", 18),
    ("Owner", 20),
    ("Start", 12),
    ("Person-weeks", 11),
    ("Computed end", 13),
    ("End P50", 12),
    ("End P80", 12),
    ("Slack", 9),
    ("Status", 13),
    ("Done", 8),
    ("Low", 8),
    ("High", 8),
    ("Not before", 12),
    ("Ends by", 12),
    ("Signal", 11),
    ("Cost", 12),
    ("Proof", 13),
    ("Opens gate", 4),
)
EDITABLE = {5, 6, 7, 12, 13, 14, 15, 16, 17}
FIRST_WEEK = len(HEADERS) + 1


def add_schedule(book: Workbook, report: Report, roadmap: Roadmap, message: str) -> None:
    """The planner's sheet; ``message`` says what sets the date."""
    sheet = book.create_sheet("Schedule")
    sheet.sheet_view.showGridLines = False
    mondays = calendar.weeks(roadmap)
    _head(sheet, report, message, mondays)
    made, looks = list[Computed](), Looks()
    for row, item in enumerate(roadmap.rows, start=FIRST):
        made.append(formulas.of(report, roadmap, item, row, _entered(report, item.id, "end_by")))
        _initiative(sheet, report, made[-1], row, item, looks)
    last = FIRST + len(roadmap.rows) - 1
    if roadmap.rows:
        done = [_done(item) for item in roadmap.rows]
        _totals(sheet, last + 1, formulas.totals(roadmap.rows, made, done, FIRST))
        gantt.add_rules(sheet, FIRST, last, FIRST_WEEK, len(mondays))
        gantt.add_legend(sheet, FIRST_WEEK, roadmap.gate is not None)
        gantt.mark_gate(sheet, FIRST, last, FIRST_WEEK, calendar.week_of_gate(roadmap))
    _freezes(sheet, last + 2, roadmap)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(FIRST_WEEK - 1)}{max(last, FIRST)}"
    sheet.freeze_panes = "D5"
    protect(sheet)


def _head(sheet: Worksheet, report: Report, message: str, mondays: tuple[date, ...]) -> None:
    note = (
        "Amber-edged cells are yours to edit: owner, start, effort, status, done, dates; upload the "
        "file on the page Plan to take them in. P50: even odds; P80: four chances in five. The last "
        "row: the first start, and the last end of the work itself; the title’s day is that of its "
        "proof, which comes later."
    )
    for row, (text, look) in enumerate(((message, TITLE), (note, NOTE), (stamp(report), NOTE)), 1):
        put_text(at(sheet, row, 2), text)
        at(sheet, row, 2).font = look
    sheet.row_dimensions[1].height = 24
    for column, (title, width) in enumerate(HEADERS, start=1):
        put_text(at(sheet, HEADER_ROW, column), title)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column, (label, monday) in enumerate(
        zip(calendar.month_labels(mondays), mondays, strict=True), start=FIRST_WEEK
    ):
        put_text(at(sheet, HEADER_ROW - 1, column), label)
        at(sheet, HEADER_ROW - 1, column).font = NOTE
        put(at(sheet, HEADER_ROW, column), monday, "d")
        sheet.column_dimensions[get_column_letter(column)].width = 3.6
    for cell in sheet[HEADER_ROW]:
        cell.font, cell.fill = HEAD, HEAD_FILL
        cell.alignment = CENTRED if (cell.column or 0) >= FIRST_WEEK else HEADING
    sheet.row_dimensions[HEADER_ROW].height = 30
    for hidden in ("A", get_column_letter(FIRST_WEEK - 1)):
        sheet.column_dimensions[hidden].hidden = True


def _initiative(
    sheet: Worksheet,
    report: Report,
    made: Computed,
    row: int,
    item: PlannedInitiative,
    looks: Looks,
) -> None:
    contents: tuple[Content, ...] = (
        item.id,
        Link(item.id, cell=f"'Initiatives'!A{row}"),
        item.title,
        role(report, item.lead_role),
        item.owner,
        item.start,
        item.effort_mid,
        made.end,
        item.p50,
        item.p80,
        item.slack_days,
        STATUS_WORDS[item.status],
        _done(item),
        item.effort_low,
        item.effort_high,
        _entered(report, item.id, "earliest"),
        _entered(report, item.id, "end_by"),
        made.signal,
        made.cost,
        STANDING_WORDS[standing(item)],
        "yes" if item.opens_gate else "no",
    )
    shapes = {
        6: DATE, 7: "0.0", 9: DATE, 10: DATE, 11: '0 "d"', 13: "0%", 14: "0.0", 15: "0.0",
        16: DATE, 17: DATE,
    }  # fmt: skip
    for column, content in enumerate(contents, start=1):
        bold, words = column == 3 and item.opens_gate, isinstance(content, str | Link)

        def dress(cell: Cell, bold: bool = bold, words: bool = words) -> None:
            cell.alignment, cell.border = PADDED if words else FIGURE, RULE
            cell.font = LINK if cell.column == 2 else BOLD if bold else BODY
            cell.number_format = shapes.get(cell.column or 0, cell.number_format)
            if cell.column in EDITABLE:
                edited(cell)

        kind = (column, type(content), bold)
        put_dressed(at(sheet, row, column), content, shapes.get(column, ""), looks, kind, dress)
    sheet.row_dimensions[row].height = 20


def _done(item: PlannedInitiative) -> float:
    """What somebody said; else all of it where the work has ended, and nothing before."""
    if item.done is not None:
        return item.done
    return 1.0 if item.is_finished else 0.0


def _entered(report: Report, initiative: str, name: str) -> date | None:
    """A planner's own date of an initiative."""
    dates: dict[str, date] = getattr(report.entries, name) if report.entries else {}
    return dates.get(initiative)


def _totals(sheet: Worksheet, row: int, made: dict[int, Formula]) -> None:
    last = row - 1
    contents: dict[int, Content] = {1: TOTAL, **made}
    for column in range(1, FIRST_WEEK):
        cell = at(sheet, row, column)
        put(cell, contents.get(column))
        cell.font, cell.fill = BOLD, TOTAL_FILL
        cell.alignment = PADDED if column == 3 else FIGURE
    sheet.row_dimensions[row].height = 20
    add_list(sheet, f"L{FIRST}:L{last}", STATUS)
    gantt.add_entry_checks(sheet, FIRST, last)


def _freezes(sheet: Worksheet, row: int, roadmap: Roadmap) -> None:
    named = [
        f"{item.name}, {short_day(item.start)} to {short_day(item.end)}" for item in roadmap.freezes
    ]
    text = f"Grey weeks: {'; '.join(named)}." if named else "No freeze is planned."
    put_text(at(sheet, row, 1), TOTAL)
    put_text(at(sheet, row, 3), f"{text} Days without work stand on the sheet Capacity.")
    at(sheet, row, 3).font = NOTE


def title(roadmap: Roadmap) -> str:
    """The sentence of row 1: what sets the gate's date, or how large the plan is."""
    count = plural(len(roadmap.rows), "initiative")
    if roadmap.gate is None and roadmap.unplanned_blockers:
        waits = plural(len(roadmap.unplanned_blockers), "capability", "capabilities")
        return f"Schedule: {count}; no date for the gate: it waits for {waits} outside the plan"
    if roadmap.gate is None:
        return f"Schedule: {count}; nothing blocks the gate"
    opening = [row for row in roadmap.rows if row.opens_gate]
    latest = max(opening, key=lambda row: row.proof_end, default=None)
    when = f"{day(roadmap.gate.p80)} (P80)"
    if latest is None:
        return f"Schedule: {count}; proof can be complete on {when}"
    return f"Schedule: proving “{latest.title}” sets the date; proof can be complete on {when}"
