"""Every question as a mark, a row a section: shape and colour by its risk."""

from reports import colours, fonts
from reports.blocks import RiskMarks, RiskRow
from reports.charts import marks
from reports.charts.sheet import Sheet

WIDTH = 499.0
A_LINE, A_SHEET = 22, 22
"""Marks in a line, and lines on one drawing."""
_LEFT, _STEP, _LINE = 176.0, 12.2, 17.0


def draw(block: RiskMarks) -> list[Sheet]:
    """The marks, in drawings that each find a page."""
    sheets: list[Sheet] = []
    rows: list[RiskRow] = []
    lines = 0
    for row in _fitting(block.rows):
        if rows and lines + _lines(row) > A_SHEET:
            sheets.append(_drawn(rows, lines, block.alt))
            rows, lines = [], 0
        rows.append(row)
        lines += _lines(row)
    return [*sheets, _drawn(rows, lines, block.alt)] if rows else sheets


def _fitting(rows: tuple[RiskRow, ...]) -> list[RiskRow]:
    """A row that no page could hold goes on in further rows."""
    most = A_LINE * A_SHEET
    return [
        RiskRow(
            name=row.name if start == 0 else f"{row.name}, continued",
            marks=row.marks[start : start + most], figure=row.figure if start == 0 else "",
        )
        for row in rows
        for start in range(0, max(1, len(row.marks)), most)
    ]  # fmt: skip


def _lines(row: RiskRow) -> int:
    return max(1, -(-len(row.marks) // A_LINE))


def _drawn(rows: list[RiskRow], lines: int, alt: str) -> Sheet:
    sheet = Sheet(WIDTH, lines * _LINE + 6, alt)
    y = 4.0
    for row in rows:
        middle = y + _LINE / 2
        sheet.paragraph(0, middle + 2.6, row.name, limit=_LEFT - 12, lines=1, size=8.4)
        for place, tone in enumerate(row.marks):
            x = _LEFT + 5 + (place % A_LINE) * _STEP
            marks.verdict(sheet, tone, x, middle + (place // A_LINE) * _LINE, 8.0)
        sheet.text(WIDTH, middle + 2.8, row.figure, size=7.8, fill=colours.QUIET,
                   font=fonts.REGULAR, align="end")  # fmt: skip
        y += _lines(row) * _LINE
    return sheet
