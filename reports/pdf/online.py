"""Where the same report stands online: a code for a phone's camera, and the address beside it."""

from itertools import groupby

import segno
from reportlab.pdfgen.canvas import Canvas

from reports import colours, fonts, hue
from reports.charts.sheet import fitted
from reports.pdf.flowables import Pen, put
from reports.pdf.links import link

SIZE = 62.0
"""Points of the code's side: 22 mm, which a camera reads from an arm's length."""
_GAP, _WIDE = 10.0, 300.0
_LINES = ("This report online", "Opens for those who have access there")


def draw(canvas: Canvas, address: str, right: float, top: float) -> None:
    """The code with its upper right corner at ``right``, ``top``; the words stand at its left."""
    canvas._code.append(f"/Span <</Alt <{_hexadecimal(f'Code that opens {address}')}>>> BDC")
    _code(canvas, address, right - SIZE, top - SIZE)
    canvas._code.append("EMC")
    edge = right - SIZE - _GAP
    shown = fitted(address.partition("://")[2], fonts.REGULAR, 7, _WIDE, 1)[0]
    pens = (
        Pen(fonts.MEDIUM, 8.2, colours.INK),
        Pen(fonts.REGULAR, 7, hue.dyed(colours.ACCENT)),
        Pen(fonts.REGULAR, 7, colours.QUIET),
    )
    for row, (words, pen) in enumerate(zip((_LINES[0], shown, _LINES[1]), pens, strict=True)):
        put(canvas, edge, top - 9 - 12.5 * row, words, pen, right=True)
    link(canvas, address, (edge - _WIDE, top - SIZE, right, top))


def _code(canvas: Canvas, address: str, x: float, y: float) -> None:
    """Dark cells of a row as one box each run, so that no hairline parts them in print."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    cell = SIZE / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        at = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.rect(x + at * cell, y + SIZE - (number + 1) * cell, length * cell, cell)
            at += length
    canvas.setFillColor(colours.INK)
    canvas.drawPath(path, stroke=0, fill=1)


def _hexadecimal(words: str) -> str:
    return ("\ufeff" + words).encode("utf-16-be").hex().upper()
