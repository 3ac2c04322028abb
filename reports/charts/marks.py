"""The shapes of verdicts and the marks of capabilities: colour never speaks alone."""

from reports import colours
from reports.charts.sheet import Sheet
from reports.colours import Tone


def verdict(sheet: Sheet, tone: Tone, x: float, y: float, size: float) -> None:
    """Circle ready, diamond conditional, crossed square not ready, hollow circle the rest."""
    colour = colours.VERDICTS[tone]
    half = size / 2
    if tone == "not_ready":
        sheet.rect(x - half, y - half, size, size, colour)
        # A cross: in grey print a small square and a small disc are hard to tell apart.
        reach, thick = 0.46 * half, max(0.8, size / 9)
        for side in (-1, 1):
            sheet.line(
                x - reach, y - side * reach, x + reach, y + side * reach, colours.PAPER, thick=thick
            )
    elif tone == "conditional":
        reach = 1.2 * half
        sheet.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], colour)
    elif tone == "ready":
        sheet.dot(x, y, half, colour)
    else:
        sheet.dot(x, y, 0.85 * half, colours.PAPER, colour, thick=max(1.0, size / 7))


def critical(sheet: Sheet, x: float, y: float) -> None:
    """The small square of a critical capability; left edge x, middle y."""
    sheet.rect(x, y - 1.9, 3.8, 3.8, colours.INK)


def claimed(sheet: Sheet, x: float, y: float, radius: float = 3.9) -> None:
    """A ring: what people claim."""
    sheet.dot(x, y, radius, colours.PAPER, colours.INK, thick=1.2)


def used(sheet: Sheet, x: float, y: float, radius: float = 3.2) -> None:
    """A dot with a thin light edge: what the score uses."""
    sheet.dot(x, y, radius, colours.INK, colours.PAPER, thick=0.6)
