"""The sheet Capacity: person-weeks available, used and left by role and week."""

from collections.abc import Callable

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from reports.model import Report
from reports.workbook import calendar
from reports.workbook.cells import Content, Formula, Looks, at, put, put_dressed
from reports.workbook.charts import add_load
from reports.workbook.look import (
    BODY,
    BOLD,
    CENTRED,
    FIGURE,
    HEAD,
    HEAD_FILL,
    HEADING,
    HEADING_RIGHT,
    NOTE,
    PADDED,
    RULE,
    edited,
    warned,
)
from reports.workbook.names import role, stamp
from reports.workbook.protection import protect
from reports.workbook.rounding import half_up
from reports.workbook.table import HEADER_ROW, add_sheet
from scoring.roadmap_model import Roadmap, RoleLoad

FREEZE_DAYS = "freeze_days"
FIRST_WEEK = 7
SHAPE, USED = "0.00;-0.00;0", '0.00;-0.00;"–"'
HEADERS = ("Role id", "Role", "Person-weeks", "People", "Rate", "Total")


def people_cell(report: Report, role_id: str) -> str:
    """Where the people of a role stand, as a formula in another sheet names it."""
    return f"Capacity!$D${_row(report, role_id)}"


def rate_cell(report: Report, role_id: str) -> str:
    """Where the money per person-week of a role stands, as a formula in another sheet names it."""
    return f"Capacity!$E${_row(report, role_id)}"


def _row(report: Report, role_id: str) -> int:
    return HEADER_ROW + 1 + 3 * calendar.roles(report).index(role_id)


def add_capacity(book: Workbook, report: Report, roadmap: Roadmap) -> None:
    """Three rows a role (available, used, left), one column a week; availability is editable."""
    limiting = roadmap.limiting_role
    named = role(report, limiting) if limiting else ""
    message = f"Capacity: {named} limits the plan" if named else "Capacity by role and week"
    note = (
        "Amber-edged cells are yours: people at the start, money per person-week, and what is "
        "available in a week. Used comes from the plan."
    )
    if any(load.people_by_week for load in roadmap.load):
        note += " Who joins or leaves on a day is in the weeks from then on."
    # Months stand in the same line; the mark is in the header of the page.
    made = stamp(report.model_copy(update={"mark": ""}))
    sheet = add_sheet(book, "Capacity", message, note, made, column=2)
    mondays = calendar.weeks(roadmap)
    _head(sheet, calendar.month_labels(mondays), mondays)
    loads = {load.role: load for load in roadmap.load}
    looks: Looks = {}
    frozen = set(calendar.frozen_days(roadmap.freezes))
    for number, role_id in enumerate(calendar.roles(report)):
        load = loads.get(role_id, RoleLoad(role=role_id, people=0.0, weeks=()))
        shares = [
            calendar.share_of_week(roadmap.first_monday, week, frozen)
            for week in range(len(mondays))
        ]
        _role(sheet, HEADER_ROW + 1 + 3 * number, role(report, role_id), load, shares, looks)
        _rate(sheet, HEADER_ROW + 1 + 3 * number, report, role_id)
    last = FIRST_WEEK + len(mondays) - 1
    _freeze_days(book, sheet, last + 2, calendar.frozen_days(roadmap.freezes))
    _finish(sheet, last, len(calendar.roles(report)))
    if calendar.roles(report):
        # The limiting role stands first.
        first_role = role(report, calendar.roles(report)[0])
        below = HEADER_ROW + 3 * len(calendar.roles(report)) + 3
        add_load(sheet, first_role, HEADER_ROW + 1, (FIRST_WEEK, last), below)


def _head(sheet: Worksheet, labels: tuple[str, ...], mondays: tuple[object, ...]) -> None:
    for number, title in enumerate(HEADERS, start=1):
        put(at(sheet, HEADER_ROW, number), title)
    for number, (label, monday) in enumerate(zip(labels, mondays, strict=True), start=FIRST_WEEK):
        put(at(sheet, HEADER_ROW - 1, number), label)
        at(sheet, HEADER_ROW - 1, number).font = NOTE
        put(at(sheet, HEADER_ROW, number), monday, "d")  # type: ignore[arg-type]
        sheet.column_dimensions[get_column_letter(number)].width = 5.2
    for number in range(1, FIRST_WEEK + len(mondays)):
        cell = at(sheet, HEADER_ROW, number)
        cell.font, cell.fill = HEAD, HEAD_FILL
        cell.alignment = HEADING if number < 4 else HEADING_RIGHT
        if number >= FIRST_WEEK:
            cell.alignment = CENTRED
    sheet.row_dimensions[HEADER_ROW].height = 24
    for letter, width in zip("BCDEF", (24, 14, 9, 11, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True


def _role(
    sheet: Worksheet, row: int, name: str, load: RoleLoad, worked: list[float], looks: Looks
) -> None:
    """``worked`` is the share of each week (0–1) that no freeze takes."""
    weeks = _weeks(load, worked)
    first, last = (get_column_letter(FIRST_WEEK + n) for n in (0, len(worked) - 1))
    for offset, kind in enumerate(("Available", "Used", "Left")):
        line = row + offset
        total = sum(week[offset] for week in weeks)
        told = Formula(f"=SUM({first}{line}:{last}{line})", total, "0.0")

        def dress(cell: Cell, bold: bool = offset == 0) -> None:
            cell.font, cell.border = (BOLD if bold else BODY), RULE
            cell.alignment = PADDED if (cell.column or 0) < 4 else FIGURE

        for number, content in enumerate((load.role, name, kind, None, None, told), start=1):
            kept = (offset == 0, number)
            put_dressed(at(sheet, line, number), content, "", looks, kept, dress)
    people = at(sheet, row, 4)
    put(people, load.people, "0.0#")
    edited(people)
    for number, week in enumerate(weeks):
        more = people_in(load, number) - load.people
        _week(sheet, row, FIRST_WEEK + number, more, week, looks)


Week = tuple[float, float, float]
"""Person-weeks of one week: available, used, left."""


def _weeks(load: RoleLoad, worked: list[float]) -> list[Week]:
    made = []
    for number, part in enumerate(worked):
        there = people_in(load, number)
        used = round(there * share(load, number), 3)
        made.append((there * part, used, half_up(there * part - used, 2)))
    return made


def people_in(load: RoleLoad, week: int) -> float:
    """People of a role in a week of the plan, from 0; after its last week those of that one."""
    if not load.people_by_week:
        return load.people
    return load.people_by_week[min(week, len(load.people_by_week) - 1)]


def available_cells(report: Report, role_id: str, first: int, last: int) -> str:
    """What a role has in the weeks ``first`` to ``last`` (from 0), as another sheet names them."""
    row = _row(report, role_id)
    begin, end = (get_column_letter(FIRST_WEEK + week) for week in (first, last))
    return f"Capacity!${begin}${row}:${end}${row}"


def _rate(sheet: Worksheet, row: int, report: Report, role_id: str) -> None:
    cell = at(sheet, row, 5)
    put(cell, report.entries.rates.get(role_id) if report.entries else None, "#,##0")
    cell.font, cell.number_format, cell.alignment = BODY, "#,##0", FIGURE
    edited(cell)


def share(load: RoleLoad, week: int) -> float:
    """Share of a role's people in use in a week (0–1); nothing after the plan's last week."""
    return load.weeks[week] if week < len(load.weeks) else 0.0


def _week(sheet: Worksheet, row: int, column: int, more: float, week: Week, looks: Looks) -> None:
    """``more`` people than at the start are there by the plan's own dates, or fewer."""
    letter = get_column_letter(column)
    monday = f"{letter}${HEADER_ROW}"
    off = f'COUNTIFS({FREEZE_DAYS},">="&{monday},{FREEZE_DAYS},"<="&{monday}+4)'
    people = f"$D{row}" if not more else f"MAX(0,$D{row}{more:+.12g})"
    contents: tuple[tuple[Content, str, Callable[[Cell], None]], ...] = (
        (Formula(f"={people}*(5-{off})/5", week[0], SHAPE), "available", _available),
        (week[1], "used", _of_plan),
        (Formula(f"=ROUND({letter}{row}-{letter}{row + 1},2)", week[2], SHAPE), "left", _left),
    )
    for line, (content, kind, dress) in enumerate(contents, start=row):
        put_dressed(at(sheet, line, column), content, USED, looks, kind, dress)


def _available(cell: Cell) -> None:
    cell.font, cell.alignment, cell.number_format = BODY, CENTRED, SHAPE
    edited(cell)


def _of_plan(cell: Cell) -> None:
    cell.font, cell.alignment, cell.border = BODY, CENTRED, RULE


def _left(cell: Cell) -> None:
    _of_plan(cell)
    cell.number_format = SHAPE


def _freeze_days(book: Workbook, sheet: Worksheet, column: int, days: tuple[object, ...]) -> None:
    letter = get_column_letter(column)
    put(at(sheet, HEADER_ROW, column), "No work on")
    head = at(sheet, HEADER_ROW, column)
    head.font, head.fill, head.alignment = HEAD, HEAD_FILL, HEADING_RIGHT
    for row, day in enumerate(days, start=HEADER_ROW + 1):
        put(at(sheet, row, column), day)  # type: ignore[arg-type]
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + max(len(days), 1) + 10):
        cell = at(sheet, row, column)
        cell.font, cell.number_format, cell.alignment = BODY, "d mmm yyyy", FIGURE
        edited(cell)
    sheet.column_dimensions[letter].width = 14
    reference = f"Capacity!${letter}${HEADER_ROW + 1}:${letter}${row}"
    book.defined_names[FREEZE_DAYS] = DefinedName(FREEZE_DAYS, attr_text=reference)


def _finish(sheet: Worksheet, last: int, roles: int) -> None:
    sheet.freeze_panes = at(sheet, HEADER_ROW + 1, FIRST_WEEK).coordinate
    sheet.auto_filter.ref = (
        f"A{HEADER_ROW}:{get_column_letter(FIRST_WEEK - 1)}{HEADER_ROW + 3 * roles}"
    )
    if roles:
        first = get_column_letter(FIRST_WEEK)
        area = f"{first}{HEADER_ROW + 1}:{get_column_letter(last)}{HEADER_ROW + 3 * roles}"
        rule = f'AND($C{HEADER_ROW + 1}="Left",{first}{HEADER_ROW + 1}<0)'
        sheet.conditional_formatting.add(
            area, Rule(type="expression", formula=[rule], dxf=warned())
        )
    protect(sheet)
