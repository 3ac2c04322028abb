"""Grids without padding, rows that keep whole, cells side by side with a gutter.

On a new page a row says again what it goes on about.
"""

from typing import Any

from reportlab.platypus import Flowable
from reportlab.platypus import Table as Grid

from reports import fonts

BARE: list[tuple[Any, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("LEADING", (0, 0), (-1, -1), 1),  # of the empty cells, which else were as high as 12 points
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]

_WHOLE = 560.0
"""Points up to which a row is never split; a higher one would not fit every page."""


class Again(Flowable):  # type: ignore[misc]  # the engine carries no types
    """An empty cell that stands for the words above it, which are ``told`` again on a new page."""

    def __init__(self, told: Flowable) -> None:
        super().__init__()
        self.told = told

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room at all."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Nothing."""


class Rows(Grid):  # type: ignore[misc]  # the engine carries no types
    """A grid whose rows go to the next page whole wherever a page has room for them."""

    def split(self, width: float, height: float) -> list[Any]:
        """Between rows; within the one that follows the head only where it is higher than a page."""
        self._calc(width, height)
        first = self._rowHeights[self.repeatRows : self.repeatRows + 1]
        self.splitInRow = int(any(tall > _WHOLE for tall in first))
        parts: list[Any] = super().split(width, height)
        for part in parts[1:]:
            (first, *others) = part._cellvalues[self.repeatRows]
            held = first[0] if isinstance(first, (list, tuple)) and first else first
            if isinstance(held, Again):  # the row itself is shared with the grid before the split
                part._cellvalues[self.repeatRows] = [(held.told,), *others]
                part._argH[self.repeatRows] = None  # it may be higher now
        return parts


def side_by_side(cells: list[list[Any]], each: float, gutter: float) -> Grid:
    """Cells of ``each`` points with a gutter between them, at the left of the page."""
    last = len(cells) - 1
    widths = [each + (gutter if place < last else 0) for place in range(len(cells))]
    look = [*BARE, ("RIGHTPADDING", (0, 0), (-2, -1), gutter)] if last else BARE
    return Grid([cells], colWidths=widths, style=look, hAlign="LEFT")
