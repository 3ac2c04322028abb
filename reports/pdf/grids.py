"""Grids without padding, and cells side by side with a gutter."""

from typing import Any

from reportlab.platypus import Table as Grid

from reports import fonts

BARE: list[tuple[Any, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def side_by_side(cells: list[list[Any]], each: float, gutter: float) -> Grid:
    """Cells of ``each`` points with a gutter between them, at the left of the page."""
    last = len(cells) - 1
    widths = [each + (gutter if place < last else 0) for place in range(len(cells))]
    look = [*BARE, ("RIGHTPADDING", (0, 0), (-2, -1), gutter)] if last else BARE
    return Grid([cells], colWidths=widths, style=look, hAlign="LEFT")
