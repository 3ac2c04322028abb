"""Charts in the page: the drawing in a frame of its own, and below it a table of what it shows."""

from collections.abc import Sequence

from reports.blocks import Table
from reports.charts.sheet import Sheet
from reports.html import svg
from reports.html.markup import EMPTY, Html, element
from reports.html.pictures import picture
from reports.html.tables import plain
from reports.html.words import Kit

_FULL = 400.0
"""From this width in points a drawing takes the whole width of the text."""


def figure(sheets: Sequence[Sheet], kit: Kit, numbers: Table | None) -> Html:
    """One chart, in one drawing or in several, and below it a table of what it shows."""
    held = [item for item in sheets if item.drawing.contents]
    if not held:
        return EMPTY
    name = kit.above
    shown = [_drawn(item, kit, _part(name, place, len(held))) for place, item in enumerate(held)]
    size = "wide" if max(item.width for item in held) > _FULL else "half"
    return element("figure", *shown, _numbers(numbers, kit, name), cls=f"chart {size}")


def _part(name: str, place: int, whole: int) -> str:
    return name if whole == 1 else f"{name}, part {place + 1} of {whole}"


def _drawn(sheet: Sheet, kit: Kit, name: str) -> Html:
    canvas = element("div", picture(sheet, kit, name), svg.links(sheet, kit), cls="canvas")
    return element(
        "div", canvas, cls="scroll", role="group", tabindex=0, aria_label=f"Chart: {name}"
    )


def _numbers(numbers: Table | None, kit: Kit, name: str) -> Html:
    if numbers is None or not numbers.rows:
        return EMPTY
    spoken = element("span", f" of the chart: {name}", cls="unseen")
    return element(
        "details",
        element("summary", "The numbers", spoken),
        plain(numbers, kit, f"The numbers of the chart: {name}"),
    )
