"""Drawings in the page: an image with its words, the shape of a state, the line of a trend."""

from functools import cache

from reports.blocks import Trend
from reports.charts import marks, trend
from reports.charts.sheet import Sheet
from reports.colours import Tone
from reports.html import svg
from reports.html.markup import EMPTY, Html, element
from reports.html.words import Kit


def picture(sheet: Sheet, kit: Kit, name: str, *, look: str = "") -> Html:
    """The drawing as an image with a short name and, as its description, the chart's sentences."""
    title, words = kit.fresh("title"), kit.fresh("words")
    parts = [element("title", name, id=title)]
    if sheet.alt:
        parts.append(element("desc", sheet.alt, id=words))
    return element(
        "svg", *parts, svg.shapes(sheet.drawing), role="img", aria_labelledby=title,
        aria_describedby=words if sheet.alt else None, cls=look or None,
        viewBox=f"0 0 {svg.n(sheet.width)} {svg.n(sheet.height)}",
        width=svg.n(sheet.width), height=svg.n(sheet.height),
    )  # fmt: skip


@cache
def mark(tone: Tone) -> Html:
    """The shape of a state; its word stands beside it."""
    sheet = Sheet(12, 12)
    marks.verdict(sheet, tone, 6, 6, 9.5)
    return element("svg", svg.shapes(sheet.drawing), cls="mark themed", viewBox="0 0 12 12",
                   aria_hidden="true")  # fmt: skip


def line(block: Trend, kit: Kit) -> Html:
    """The small line of a trend, or the note in its place."""
    sheet = trend.draw(block, 72, 20)
    if block.note or not sheet.drawing.contents:
        return element("span", block.note, cls="quiet") if block.note else EMPTY
    return picture(sheet, kit, _told(block), look="trend themed")


def _told(block: Trend) -> str:
    """What the line shows in words; its figures stand in the same row or card."""
    if not block.points:
        return "The target alone: no reading yet"
    number = len(block.points)
    days = (block.points[-1][0] - block.points[0][0]) / 86_400
    over = f" over {days:.0f} days" if days >= 1.5 else ""
    told = "One reading" if number == 1 else f"Line of {number} readings{over}"
    first, last = block.points[0][1], block.points[-1][1]
    if number > 1:
        told += ", ending higher than it began" if last > first else (
            ", ending lower than it began" if last < first else ", ending where it began"
        )  # fmt: skip
    if block.target is None:
        return told
    side = "above" if last > block.target else "below" if last < block.target else "on"
    return f"{told}; the last one is {side} the dashed target"
