"""What charts are put together from: marks, positions and the frame they share.

Layers are Altair's, so that a wrong option is refused where it is written; a finished chart is a
plain dictionary, so that it can be remembered and drawn again without being built again.
"""

from collections.abc import Iterable
from typing import Any, Literal

import altair as alt

from ui.theme.palette import Palette

# Each layer keeps its own few rows; shared ones would be sent a second time as tables.
alt.data_transformers.enable("default", consolidate_datasets=False)

Spec = dict[str, Any]
Layer = alt.Chart
Kind = Literal["area", "bar", "line", "point", "rect", "rule", "text", "tick"]
FONT = "Plex Sans"


def wide(then: str, otherwise: str) -> str:
    """A Vega expression that is ``then`` on a screen and ``otherwise`` on a phone."""
    return f"(width > 520 ? ({then}) : ({otherwise}))"


def on_screen() -> Spec:
    """Options of a layer that a phone leaves out."""
    return {"opacity": {"expr": wide("1", "0")}}


def frame(layers: list[Layer], colours: Palette, *, height: int, **more: Any) -> Spec:
    """A layered chart as wide as its place, without furniture, in the product's type.

    A layer without a row is left out: it would be a picture without a name to whoever hears the page.
    """
    chart = (
        alt.layer(*(filter(_has_rows, layers) if any(map(_has_rows, layers)) else layers))
        .properties(
            width="container",
            height=height,
            background="transparent",
            # Words may reach over the edge; fitting would shrink the whole chart for them.
            autosize={"type": "none"},
            padding={"left": 0, "right": 0, "top": 0, "bottom": 0},
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            domain=False, ticks=False, gridColor=colours.faint,
            labelColor=colours.quiet, labelFontSize=13, labelPadding=6,
        )
        .configure_text(font=FONT, fontSize=14, color=colours.ink)
    )  # fmt: skip
    return dict(chart.to_dict()) | more


def _has_rows(layer: Layer) -> bool:
    return not isinstance(layer.data, alt.InlineData) or bool(layer.data.values)


def mark(
    kind: Kind, encoding: Spec, rows: Iterable[Spec] | None = None, /, **options: Any
) -> Layer:
    """One layer; with ``rows`` it has data of its own."""
    data = alt.Undefined if rows is None else alt.InlineData(values=list(rows))
    drawn = alt.MarkDef(type=kind, **options)
    return alt.Chart(data, mark=drawn, encoding=alt.FacetedEncoding(**encoding))


def label(
    x: Spec, y: Spec, field: str, rows: Iterable[Spec], more: Spec | None = None, /, **options: Any
) -> Layer:
    """A layer of words that the rows carry in ``field``; left-aligned unless said otherwise."""
    encoding = {"x": x, "y": y, "text": words(field)} | (more or {})
    return mark("text", encoding, rows, **{"align": "left"} | options)


def at(field: str, scale: Spec | None = None, axis: Spec | None = None) -> Spec:
    """A position by a field; no axis unless one is given."""
    return {"field": field, "type": "quantitative", "axis": axis} | (
        {"scale": {"zero": False, "nice": False} | scale} if scale else {}
    )


def across(expression: str) -> Spec:
    """A place across the chart: a Vega expression of its ``width``, in pixels."""
    return {"value": {"expr": expression}}


def own(field: str) -> Spec:
    """Colour, shape or the like that the row itself carries."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def words(field: str) -> Spec:
    """The words that the row itself carries."""
    return {"field": field, "type": "nominal"}


def levels(left: str, right: str) -> Spec:
    """The scale of levels 1 to 5 between two places across the chart (Vega expressions)."""
    return {"domain": [1, 5], "rangeMin": {"expr": left}, "rangeMax": {"expr": right}}


def rows_down(count: int, *, above: float = 0.9, below: float = 0.6) -> Spec:
    """The scale of rows 0, 1, 2 … from top to bottom, with room above and below."""
    return {"domain": [count - 1 + below, -above]}


def level_grid(
    rows: int, scale: Spec, y: Spec, colours: Palette, *, top: float = -0.5
) -> list[Layer]:
    """A faint line at each level down all rows, with its figure above."""
    marks = [{"level": one, "text": str(one), "top": top, "row": rows - 0.5} for one in range(1, 6)]
    x, down = at("level", scale), {"y": y | {"field": "top"}, "y2": {"field": "row"}}
    figure = {"align": "center", "dy": -10, "fontSize": 13, "color": colours.quiet}
    return [
        mark("rule", {"x": x} | down, marks, color=colours.faint),
        label(x, y | {"field": "top"}, "text", marks, **figure),
    ]
