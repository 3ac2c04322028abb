"""How high a flow is, how much of it has to stand together, and spaces that give way for it to fit."""

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Spacer

from reports import fonts
from reports.pdf.flowables import AtFoot
from reports.pdf.styles import CONTENT

Flow = list[Any]
_OPENING, _OPENING_ROWS = 110.0, 5
"""Points, and rows of a table, that have to follow a title on its page."""
_TIGHTEST, _ENDLESS = 0.25, 100_000.0
"""What is left of a space at least, and the room in points in which everything finds place."""


def height(flow: Flow) -> float:
    """Points that the flow takes below one another; what is kept together is measured inside."""
    scratch = Canvas(BytesIO(), initialFontName=fonts.REGULAR)
    rooms = ((item, 0.0 if isinstance(item, AtFoot) else _ENDLESS) for item in _parts(flow))
    return float(sum(item.wrapOn(scratch, CONTENT, room)[1] for item, room in rooms))


def _parts(flow: Flow) -> Flow:
    return [part for item in flow for part in getattr(item, "_content", (item,))]


def opening(flow: Flow, head: int) -> float:
    """Points of the first ``head`` parts and of what has to stand with them on a page.

    That is some lines, a whole chart, or the first rows of a table, after :func:`height` has
    measured them.
    """
    least = height(flow[:head]) + _OPENING
    asked = 0.0
    for place in range(head, len(flow)):
        if isinstance(flow[place], CondPageBreak):
            asked = max(asked, height(flow[:place]) + float(flow[place].height))
        rows = getattr(flow[place], "_rowHeights", ())
        if len(rows) > 1:
            return max(asked, height(flow[:place]) + float(sum(rows[:_OPENING_ROWS])))
        if height(flow[: place + 1]) >= least:
            return max(asked, height(flow[: place + 1]))
    return height(flow)


def fits(flow: Flow, tall: float, room: float) -> bool:
    """Whether a flow, ``tall`` points high, keeps to one page, its spaces made smaller if need be."""
    return _share(flow, tall, room) >= _TIGHTEST


def _share(flow: Flow, tall: float, room: float) -> float:
    """What is left of the spaces of a flow for it to keep to its room; 1 or more where it does."""
    return 1 - (tall - room) / max(1.0, sum(float(item.height) for item in _spaces(flow)))


def _spaces(flow: Flow) -> Flow:
    return [item for item in _parts(flow) if type(item) is Spacer]


def squeezed(flow: Flow, tall: float, room: float) -> Flow:
    """A flow, ``tall`` points high, that is a little too long for one page with its spaces made
    smaller, where that is enough.
    """
    share = _share(flow, tall, room)
    if _TIGHTEST <= share < 1:
        for item in _spaces(flow):
            item.height *= share
    return flow
