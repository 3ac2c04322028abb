"""The schedule's bars as conditional format, and the checks on what a planner types."""

from datetime import date

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.wording import short_day
from reports.workbook.capacity import FREEZE_DAYS
from reports.workbook.cells import at, put_text
from reports.workbook.look import (
    BOLD,
    BOXED,
    CENTRED,
    DARK_BAR,
    FREEZE,
    GATE,
    LIGHT_BAR,
    NOTE,
    PADDED,
    fill,
    outlined,
    painted,
    warned,
)
from reports.workbook.table import HEADER_ROW


def add_rules(sheet: Worksheet, first: int, last: int, first_week: int, weeks: int) -> None:
    """Grey freeze, dark where it opens the gate, else light, outlined to P80; late ends marked."""
    left, right = get_column_letter(first_week), get_column_letter(first_week + weeks - 1)
    area, week = f"{left}{first}:{right}{last}", f"{left}${HEADER_ROW}"
    frozen = f'COUNTIFS({FREEZE_DAYS},">="&{week},{FREEZE_DAYS},"<="&{week}+4)>=3'
    works = f"{week}+4>=$F{first},{week}<=$H{first},ISNUMBER($H{first})"
    gate = f'${get_column_letter(first_week - 1)}{first}="yes"'
    chance = f"{week}+4>=$H{first},{week}<=$J{first},ISNUMBER($H{first})"
    for formula, look in (
        (frozen, painted(FREEZE)),
        (f"AND({works},{gate})", painted(DARK_BAR)),
        (f"AND({works})", painted(LIGHT_BAR)),
        (f"AND({chance})", outlined()),
    ):
        _add(sheet, area, formula, look)
    late = f"AND(ISNUMBER($H{first}),$H{first}>$J{first})"
    _add(sheet, f"H{first}:H{last}", late, warned())
    signal = f'OR($R{first}="late",$R{first}="at risk",$R{first}="no capacity")'
    _add(sheet, f"R{first}:R{last}", signal, warned())


def _add(sheet: Worksheet, area: str, formula: str, look: DifferentialStyle) -> None:
    rule = Rule(type="expression", formula=[formula], dxf=look, stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


def add_legend(sheet: Worksheet, first_week: int, gate: bool) -> None:
    """What the bars mean, above the weeks: a painted cell and its words in the cells beside it."""
    looks = (
        (1, 0, fill(DARK_BAR), Border(), "opens the gate"),
        (1, _STEP, fill(LIGHT_BAR), Border(), "other work"),
        (2, 0, PatternFill(), BOXED, "P50 to P80"),
        (2, _STEP, fill(FREEZE), Border(), "no work"),
    )
    for row, step, ground, edge, words in looks:
        cell = at(sheet, row, first_week + step)
        cell.fill, cell.border = ground, edge
        _note(sheet, row, first_week + step + 1, words)
    if gate:
        at(sheet, 1, first_week + 2 * _STEP).border = GATE
        _note(sheet, 1, first_week + 2 * _STEP + 1, "week of the gate")


_STEP = 6
"""Week columns that a mark and its words take."""


def _note(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = at(sheet, row, column)
    put_text(cell, words)
    cell.font, cell.alignment = NOTE, PADDED


def mark_gate(
    sheet: Worksheet, first: int, last: int, first_week: int, gate: tuple[int, date] | None
) -> None:
    """A heavy line at the end of the gate's week, and its day below the bars."""
    if gate is None:
        return
    place, day = gate
    for row in range(first, last + 1):
        at(sheet, row, first_week + place).border = GATE
    below = at(sheet, last + 1, first_week + place)
    put_text(below, f"gate {short_day(day)}")
    below.font, below.alignment = BOLD, CENTRED


def add_entry_checks(sheet: Worksheet, first: int, last: int) -> None:
    """Dates are dates, efforts numbers above nothing, done a share of one."""
    start = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    start.error = "Type a date, such as 2027-01-18."
    effort = DataValidation(type="decimal", operator="greaterThan", formula1="0", allow_blank=True)
    effort.error = "Type person-weeks, a number above 0."
    done = DataValidation(type="decimal", operator="between", formula1="0", formula2="1")
    done.error = "Type a share from 0 % to 100 %."
    for columns, check in (("FPQ", start), ("GNO", effort), ("M", done)):
        sheet.add_data_validation(check)
        for column in columns:
            check.add(f"{column}{first}:{column}{last}")
