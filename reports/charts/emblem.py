"""The cover's emblem: one bar a capability, made of the data."""

from reports import colours, fonts
from reports.blocks import EmblemColumn
from reports.charts.sheet import Sheet

WIDTH = 499.0


def draw(columns: tuple[EmblemColumn, ...], room: float = 200.0) -> Sheet:
    """Columns of 49 pt where there are eight areas; bars 8 pt high where ``room`` allows."""
    deepest = max((len(column.levels) for column in columns), default=0)
    step = min(11.2, max(3.0, (room - 16) / max(1, deepest)))
    bar = 0.72 * step
    sheet = Sheet(
        WIDTH, 14 + step * deepest + 2, "One bar a capability; darker means a higher level."
    )
    wide = min(49.0, WIDTH / max(8, len(columns)) - 8)
    pace = (WIDTH - wide) / max(7, len(columns) - 1)
    for number, column in enumerate(columns):
        x = number * pace
        sheet.paragraph(
            x,
            7,
            column.name,
            limit=pace - 3,
            lines=1,
            size=7.3,
            font=fonts.MEDIUM,
            fill=colours.QUIET,
        )
        for place, level in enumerate(column.levels):
            y = 14 + place * step
            if level is None:
                sheet.rect(x + 0.3, y, wide - 0.6, bar, colours.PAPER, edge=colours.LINE, thick=0.7)
            else:
                sheet.rect(x, y, wide, bar, colours.LEVELS[level - 1])
    return sheet
