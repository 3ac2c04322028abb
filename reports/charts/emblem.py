"""The cover's emblem: one bar a capability, made of the data."""

from reports import colours, fonts
from reports.blocks import EmblemColumn
from reports.charts.sheet import Sheet, fitted

WIDTH, ACROSS = 499.0, 8


def draw(
    columns: tuple[EmblemColumn, ...],
    room: float = 200.0,
    width: float = WIDTH,
    across: int = ACROSS,
) -> Sheet:
    """Columns of 49 pt where ``across`` of them find room; bars 8 pt high where ``room`` allows."""
    deepest = max((len(column.levels) for column in columns), default=0)
    step = min(11.2, max(3.0, (room - 16) / max(1, deepest)))
    alt = "One bar each; darker means a higher level."
    sheet = Sheet(width, 14 + step * deepest + 2, alt)
    wide = min(49.0, width / max(across, len(columns)) - 8)
    pace = (width - wide) / max(across - 1, len(columns) - 1)
    for number, column in enumerate(columns):
        look = fitted(column.name, fonts.MEDIUM, 7.3, pace - 3, 1)[0]
        sheet.text(number * pace, 7, look, size=7.3, font=fonts.MEDIUM, fill=colours.QUIET)
        for place, level in enumerate(column.levels):
            _bar(sheet, (number * pace, 14 + place * step), (wide, 0.72 * step), level)
    return sheet


def _bar(
    sheet: Sheet, at: tuple[float, float], size: tuple[float, float], level: int | None
) -> None:
    """Filled by level, an outline where there is none."""
    if level is None:
        line = colours.LINE
        sheet.rect(at[0] + 0.3, at[1], size[0] - 0.6, size[1], colours.PAPER, edge=line)
        return
    sheet.rect(*at, *size, colours.LEVELS[level - 1])
