"""The sheet Schedule: one row an initiative, dates to move, a Gantt beside it."""

from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.model import Report
from reports.round_trip.fields import TOTAL
from reports.wording import day, plural, short_day
from reports.workbook import calendar, gantt
from reports.workbook.capacity import (
    FREEZE_DAYS,
    available_cells,
    people_cell,
    people_in,
    rate_cell,
)
from reports.workbook.cells import Content, Formula, Link, at, put, put_text
from reports.workbook.look import (
    BODY,
    BOLD,
    CENTRED,
    EDITED,
    FIGURE,
    FREE,
    HEAD,
    HEAD_FILL,
    HEADING,
    LINK,
    NOTE,
    PADDED,
    RULE,
    TITLE,
    TOTAL_FILL,
)
from reports.workbook.names import role, stamp
from reports.workbook.protection import protect
from reports.workbook.table import HEADER_ROW, add_list
from scoring.roadmap_model import PlannedInitiative, Roadmap, RoleLoad, Status

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
    ("Opens gate", 4),
)
EDITABLE = {5, 6, 7, 12, 13, 14, 15, 16, 17}
FIRST_WEEK = len(HEADERS) + 1
DATE = "d mmm yy"
STATUS_WORDS = {
    Status.PLANNED: "Planned",
    Status.CAN_START: "Can start",
    Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done",
    Status.PROVED: "Proved",
    Status.DROPPED: "Dropped",
}


def add_schedule(book: Workbook, report: Report, roadmap: Roadmap, message: str) -> None:
    """The planner's sheet; ``message`` says what sets the date."""
    sheet = book.create_sheet("Schedule")
    sheet.sheet_view.showGridLines = False
    mondays = calendar.weeks(roadmap)
    _head(sheet, report, message, mondays)
    for row, item in enumerate(roadmap.rows, start=FIRST):
        _initiative(sheet, report, roadmap, row, item)
    last = FIRST + len(roadmap.rows) - 1
    if roadmap.rows:
        _totals(sheet, last + 1)
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
        "file on the page Plan to take them in. P50: even odds; P80: four chances in five."
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
    sheet: Worksheet, report: Report, roadmap: Roadmap, row: int, item: PlannedInitiative
) -> None:
    contents: tuple[Content, ...] = (
        item.id,
        Link(item.id, cell=f"'Initiatives'!A{row}"),
        item.title,
        role(report, item.lead_role),
        item.owner,
        item.start,
        item.effort_mid,
        Formula(computed_end(report, roadmap, item, row), DATE),
        item.p50,
        item.p80,
        item.slack_days,
        STATUS_WORDS[item.status],
        _done(item),
        item.effort_low,
        item.effort_high,
        _entered(report, item.id, "earliest"),
        _entered(report, item.id, "end_by"),
        Formula(signal(row)),
        _cost(report, roadmap, item, row),
        "yes" if item.opens_gate else "no",
    )
    shapes = {
        6: DATE, 7: "0.0", 9: DATE, 10: DATE, 11: '0 "d"', 13: "0%", 14: "0.0", 15: "0.0",
        16: DATE, 17: DATE,
    }  # fmt: skip
    for column, content in enumerate(contents, start=1):
        cell = at(sheet, row, column)
        put(cell, content, shapes.get(column, ""))
        cell.alignment = PADDED if isinstance(content, str | Link) else FIGURE
        cell.border = RULE
        cell.font = LINK if column == 2 else BOLD if column == 3 and item.opens_gate else BODY
        if column in EDITABLE:
            cell.border, cell.protection = EDITED, FREE
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


def signal(row: int) -> str:
    """The formula of the signal: the computed end against the simulated ends and the day promised."""
    words = ",".join(f'$L{row}="{STATUS_WORDS[one]}"' for one in (Status.DONE, Status.PROVED))
    late = f"OR($H{row}>$J{row},AND(ISNUMBER($Q{row}),$H{row}>$Q{row}))"
    judged = f'IF({late},"late",IF($H{row}>$I{row},"at risk","on track"))'
    open_ = f'IF(ISNUMBER($H{row}),{judged},"no capacity")'
    dropped = STATUS_WORDS[Status.DROPPED]
    return f'=IF($L{row}="{dropped}","dropped",IF(OR({words}),"done",{open_}))'


def _cost(report: Report, roadmap: Roadmap, item: PlannedInitiative, row: int) -> Formula | None:
    """Person-weeks as typed in, shared among the roles as planned, at the rates of Capacity."""
    rates = report.entries.rates if report.entries else {}
    if not item.effort_mid or not all(name in rates for name in item.effort_by_role):
        return None
    parts = "+".join(
        f"{weeks / item.effort_mid:.6g}*{rate_cell(report, name)}"
        for name, weeks in item.effort_by_role.items()
    )
    shape = f'#,##0 "{roadmap.currency}"' if roadmap.currency.isalpha() else "#,##0"
    dropped = STATUS_WORDS[Status.DROPPED]
    return Formula(f'=IF($L{row}="{dropped}",0,$G{row}*({parts}))', shape)


def computed_end(report: Report, roadmap: Roadmap, item: PlannedInitiative, row: int) -> str:
    """The formula of the computed end, in the plan's own working days.

    It is the plan's end as long as nobody edits. Days grow with the effort typed in and with the
    role that lost most people against the plan; weekends and freeze days hold no work. Where a role
    changes on a day, what it has in the weeks of this work counts, and not what it began with. A
    role left without people gives the words *no capacity* in place of a date.
    """
    frozen = set(calendar.frozen_days(roadmap.freezes))
    planned = calendar.working_days(item.start, item.end, frozen)
    loads = {load.role: load for load in roadmap.load}
    ratios = [
        _slower(report, roadmap, item, loads[name]) for name in item.effort_by_role if name in loads
    ]
    slower = ",".join(one for one in ratios if one)
    stretch = f"MAX({slower})" if slower else "1"
    work = f"{planned}*$G{row}/{item.effort_mid or 1:.6g}*{stretch}"
    end = f"WORKDAY($F{row}-1,MAX(1,ROUNDUP(ROUND({work},4),0)),{FREEZE_DAYS})"
    return f'=IF($L{row}="{STATUS_WORDS[Status.DROPPED]}","",IFERROR({end},"no capacity"))'


def _slower(report: Report, roadmap: Roadmap, item: PlannedInitiative, load: RoleLoad) -> str:
    """What the plan counts on over what the sheet Capacity has; empty where the plan has nobody."""
    if not load.people_by_week:
        return f"{load.people:.6g}/{people_cell(report, load.role)}" if load.people else ""
    first, last = ((day - roadmap.first_monday).days // 7 for day in (item.start, item.end))
    drawn = len(calendar.weeks(roadmap)) - 1
    frozen = set(calendar.frozen_days(roadmap.freezes))
    weeks = range(min(max(first, 0), drawn), min(max(last, 0), drawn) + 1)
    counted = sum(
        people_in(load, week) * calendar.share_of_week(roadmap.first_monday, week, frozen)
        for week in weeks
    )
    if not counted:
        return ""
    return f"{counted:.6g}/SUM({available_cells(report, load.role, weeks[0], weeks[-1])})"


def _totals(sheet: Worksheet, row: int) -> None:
    last = row - 1
    contents: dict[int, Content] = {
        1: TOTAL,
        3: Formula(
            f'=COUNTA(B{FIRST}:B{last})&" initiatives, "'
            f'&TEXT(SUM(G{FIRST}:G{last}),"0.0")&" person-weeks (mid)"'
        ),
        6: Formula(f"=MIN(F{FIRST}:F{last})", DATE),
        7: Formula(f"=SUM(G{FIRST}:G{last})", "0.0"),
        8: Formula(f"=MAX(H{FIRST}:H{last})", DATE),
        9: Formula(f"=MAX(I{FIRST}:I{last})", DATE),
        10: Formula(f"=MAX(J{FIRST}:J{last})", DATE),
        13: Formula(
            f"=SUMPRODUCT(G{FIRST}:G{last},M{FIRST}:M{last})/MAX(0.001,SUM(G{FIRST}:G{last}))", "0%"
        ),
        14: Formula(f"=SUM(N{FIRST}:N{last})", "0.0"),
        15: Formula(f"=SUM(O{FIRST}:O{last})", "0.0"),
        19: Formula(f"=SUM(S{FIRST}:S{last})", "#,##0"),
    }
    for column in range(1, FIRST_WEEK):
        cell = at(sheet, row, column)
        put(cell, contents.get(column))
        cell.font, cell.fill = BOLD, TOTAL_FILL
    sheet.row_dimensions[row].height = 20
    add_list(sheet, f"L{FIRST}:L{last}", tuple(STATUS_WORDS.values()))
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
