"""The client's look at the head of a report's first page: the logo, and a band in the colour."""

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_BAND = 9.0
"""Points that the band is high."""


def band(canvas: Canvas, colour: str) -> None:
    """The client's colour (``#rrggbb``) over the whole width of the sheet; nothing where it is empty."""
    if colour:
        wide, tall = canvas._pagesize
        left, bottom = canvas.absolutePosition(0, 0)
        canvas.setFillColor(HexColor(colour))
        canvas.rect(-left, tall - bottom - _BAND, wide, _BAND, stroke=0, fill=1)


def logo(
    canvas: Canvas, content: bytes, at: tuple[float, float], most: tuple[float, float]
) -> float:
    """A PNG in its own shape, at most ``most`` points wide and high; gives the width that it takes.

    ``at`` is its left edge and the height of its middle.
    """
    picture = ImageReader(io.BytesIO(content))
    wide, tall = picture.getSize()
    scale = min(most[0] / wide, most[1] / tall)
    x, middle = at
    canvas.drawImage(picture, x, middle - tall * scale / 2, wide * scale, tall * scale, mask="auto")
    return float(wide * scale)
