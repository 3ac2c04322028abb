"""What charts are put together from: text, rules, points and the frame they share."""

from typing import Any

from ui.theme.palette import Palette

Spec = dict[str, Any]
FONT = "Plex Sans"
NARROW = "width < 560"
"""A Vega expression: the chart stands on a phone, where columns of words give way."""


def frame(layers: list[Spec], colours: Palette, *, height: int, **more: Any) -> Spec:
    """A layered chart as wide as its place, without axes' furniture, in the product's type."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "background": "transparent",
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
        "layer": layers,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "domain": False, "ticks": False, "gridColor": colours.faint,
                "labelColor": colours.quiet, "labelFontSize": 13, "labelPadding": 6,
                "titleColor": colours.quiet, "titleFontWeight": "normal", "titleFontSize": 13,
            },
            "text": {"font": FONT, "fontSize": 14, "color": colours.ink},
        },
    } | more  # fmt: skip


def data(rows: list[Spec]) -> Spec:
    """Rows as inline data."""
    return {"data": {"values": rows}}


def mark(kind: str, encoding: Spec, rows: list[Spec] | None = None, **options: Any) -> Spec:
    """One layer."""
    layer: Spec = {"mark": {"type": kind} | options, "encoding": encoding}
    return layer | data(rows) if rows is not None else layer


def at(field: str, scale: Spec | None = None, axis: Spec | None = None, kind: str = "quantitative") -> Spec:
    """A position by a field; no axis unless one is given."""
    return {"field": field, "type": kind, "axis": axis} | ({"scale": scale} if scale else {})


def colour(by: str = "colour") -> Spec:
    """The colour that the row itself carries."""
    return {"field": by, "type": "nominal", "scale": None, "legend": None}


def text(by: str) -> Spec:
    """The words that the row itself carries."""
    return {"field": by, "type": "nominal"}


def pixel(expression: str) -> Spec:
    """A place across the chart as a Vega expression of its ``width``."""
    return {"value": {"expr": expression}}
