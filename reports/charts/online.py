"""A code for a phone's camera that opens the same report online, and the address beside it."""

from itertools import groupby

import segno

from reports import colours, fonts
from reports.blocks import OnlineTwin
from reports.charts.sheet import Sheet, fitted

SIDE, _EDGE = 43.0, 3.0
"""Points of the code's side, 15 mm, and of the white around it."""
WIDTH = 235.0


def draw(block: OnlineTwin) -> Sheet:
    """The code at the left, the words at its right; cells of a row are one box each run."""
    sheet = Sheet(WIDTH, SIDE + 2 * _EDGE, f"Code that opens {block.address}")
    sheet.rect(0, 0, SIDE + 2 * _EDGE, SIDE + 2 * _EDGE, colours.PAPER)
    matrix = [bytes(row) for row in segno.make(block.address, error="m", micro=False).matrix]
    cell = SIDE / len(matrix)
    for number, row in enumerate(matrix):
        at = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                place = (_EDGE + at * cell, _EDGE + number * cell)
                sheet.rect(*place, length * cell, cell, colours.INK)
            at += length
    left = SIDE + 2 * _EDGE + 6
    shown = fitted(block.address.partition("://")[2], fonts.REGULAR, 7, WIDTH - left, 1)[0]
    sheet.text(left, 14, "This report online", size=8.2, font=fonts.MEDIUM)
    sheet.text(left, 27, shown, size=7, fill=colours.ACCENT, target=block.address)
    sheet.text(left, 39, "Opens for those who have access there", size=7, fill=colours.QUIET)
    return sheet
