"""The font of the slides, and how wide its letters are.

A slide names its font and cannot carry it, so it is one that every office program has or replaces
by a font with the same widths (Liberation Sans, Helvetica).
"""

from functools import cache

from reportlab.pdfbase import pdfmetrics

from reports import fonts

FAMILY = "Arial"
PANOSE = "020B0604020202020204"
_SAME_WIDTHS = {False: "Helvetica", True: "Helvetica-Bold"}
"""Fonts whose published widths are those of Arial, plain and bold; they hold Western letters."""
_FURTHER = 1.08
"""How much wider than in our own font a Greek, Cyrillic or other letter may be."""


def width(text: str, size: float, *, strong: bool = False) -> float:
    """Points that one line of the text takes in the font of the slides."""
    known, own = _widths(strong), fonts.SEMIBOLD if strong else fonts.REGULAR
    further = "".join(char for char in text if char not in known)
    plain = sum(known.get(char, 0) for char in text) * size / 1000
    return plain + (_FURTHER * fonts.width(further, own, size) if further else 0.0)


@cache
def _widths(strong: bool) -> dict[str, int]:
    """Thousandths of the size, by letter."""
    held = pdfmetrics.getFont(_SAME_WIDTHS[strong]).widths
    return {
        char: held[code]
        for code in range(32, 256)
        if len(char := bytes((code,)).decode("cp1252", "ignore")) == 1 and held[code]
    }
