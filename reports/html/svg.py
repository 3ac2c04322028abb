"""A chart's drawing as SVG: colours and fonts are classes, so that the page's one style sheet rules.

The engine's own SVG writer names colours and fonts in style attributes, which the page's content
policy forbids, and breaks words out of their font; the drawings hold few kinds of shape.
"""

from functools import singledispatch

from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Line,
    Polygon,
    PolyLine,
    Rect,
    Shape,
    String,
)
from reportlab.lib.colors import Color

from reports import fonts
from reports.charts.sheet import Sheet
from reports.html.markup import Html, element, join
from reports.html.words import Kit

FACES = {fonts.REGULAR: "p4", fonts.MEDIUM: "p5", fonts.SEMIBOLD: "p6", fonts.MONO: "pm"}
"""The class of each font of the drawings."""


def code(colour: Color) -> str:
    """Six hexadecimal digits of a colour, of which the names of its classes are made."""
    return f"{int(colour.hexval(), 16):06x}"


def shapes(drawing: Drawing) -> Html:
    """Every shape of the drawing, in its order."""
    return join([_shape(item, float(drawing.height)) for item in drawing.contents])


def links(sheet: Sheet, kit: Kit) -> Html:
    """Areas over the drawing for a pointer.

    They are hidden from keyboards and screen readers: the table below a chart has the same links.
    """
    areas = [
        element("a", element("rect", x=n(left), y=n(top), width=n(right - left),
                             height=n(bottom - top)), href=known, tabindex=-1)
        for (left, top, right, bottom), target in sheet.links
        if (known := kit.target(target))
    ]  # fmt: skip
    if not areas:
        return Html("")
    box = f"0 0 {n(sheet.width)} {n(sheet.height)}"
    return element("svg", *areas, cls="links", viewBox=box, aria_hidden="true")


def n(value: float) -> str:
    """A coordinate in points with as few digits as the eye needs."""
    return f"{round(value, 2):g}" if abs(value) < 1000 else f"{value:.1f}"


def _paint(shape: Shape) -> dict[str, str | None]:
    """Fill and edge as classes, the edge's width and dashes as attributes."""
    fill, edge = getattr(shape, "fillColor", None), shape.strokeColor
    classes = [f"f-{code(fill)}" if fill else "f-none", *([f"s-{code(edge)}"] if edge else [])]
    dash = shape.strokeDashArray if edge else None
    return {
        "cls": " ".join(classes),
        "stroke_width": n(shape.strokeWidth) if edge else None,
        "stroke_dasharray": " ".join(n(part) for part in dash) if dash else None,
    }


@singledispatch
def _shape(shape: Shape, _height: float) -> Html:
    raise TypeError(f"the page cannot draw a shape of kind {type(shape).__name__}")


@_shape.register
def _(shape: Rect, height: float) -> Html:
    y = height - shape.y - shape.height
    return element("rect", x=n(shape.x), y=n(y), width=n(max(0.0, shape.width)),
                   height=n(max(0.0, shape.height)), **_paint(shape))  # fmt: skip


@_shape.register
def _(shape: Line, height: float) -> Html:
    return element("line", x1=n(shape.x1), y1=n(height - shape.y1), x2=n(shape.x2),
                   y2=n(height - shape.y2), **_paint(shape))  # fmt: skip


@_shape.register
def _(shape: Circle, height: float) -> Html:
    return element("circle", cx=n(shape.cx), cy=n(height - shape.cy), r=n(shape.r), **_paint(shape))


@_shape.register
def _(shape: PolyLine, height: float) -> Html:
    return element("polyline", points=_points(shape.points, height), **_paint(shape))


@_shape.register
def _(shape: Polygon, height: float) -> Html:
    return element("polygon", points=_points(shape.points, height), **_paint(shape))


@_shape.register
def _(shape: String, height: float) -> Html:
    look = f"{FACES[shape.fontName]} f-{code(shape.fillColor)}"
    anchor = None if shape.textAnchor == "start" else shape.textAnchor
    return element("text", shape.text, x=n(shape.x), y=n(height - shape.y),
                   font_size=n(shape.fontSize), text_anchor=anchor, cls=look)  # fmt: skip


def _points(flat: list[float], height: float) -> str:
    pairs = zip(flat[::2], flat[1::2], strict=True)
    return " ".join(f"{n(x)},{n(height - y)}" for x, y in pairs)
