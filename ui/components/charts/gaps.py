"""The three gaps as squares: one a capability, the level used inside, critical underlined."""

from typing import Any

import altair as alt

from content.model import Pack
from reports.wording import band, join
from scoring.model import CapabilityScore, Scorecard
from ui.components.charts.lowest import lowest
from ui.components.charts.parts import (
    Layer,
    Spec,
    across,
    at,
    frame,
    label,
    mark,
    own,
    rows_down,
    wide,
    words,
)  # fmt: skip
from ui.theme.palette import Palette

_LEFT = wide("0.22 * width", "0.3 * width")


def gaps(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """The chart; a click on a square selects its capability (parameter ``pick``)."""
    squares = [
        _square(row, place, score, pack, colours)
        for row, area in enumerate(card.gaps)
        for place, score in enumerate(_ordered(card, area.id))
    ]
    widest = max((square["place"] for square in squares), default=0) + 1
    cell = f"min(36, 0.56 * width / {widest})"
    scale = {
        "domain": [0, 1],
        "rangeMin": {"expr": _LEFT},
        "rangeMax": {"expr": f"{_LEFT} + {cell}"},
    }
    y = at("row", rows_down(3, above=0.85, below=0.6))
    x, box = at("x", scale), {"x": at("x", scale), "x2": {"field": "x2"}}
    tall = {"y": y | {"field": "y"}, "y2": {"field": "y2"}}
    fill = box | tall | {"color": own("colour"), "tooltip": words("name")}
    critical = [square for square in squares if square["critical"]]
    bold = {"fontWeight": 600, "align": "center"}
    return frame(
        [
            mark("rect", fill, squares, cornerRadius=3, cursor="pointer").add_params(
                alt.selection_point(name="pick", fields=["id"])
            ),
            mark("rule", box | {"y": y | {"field": "under"}}, critical, color=colours.ink,
                 strokeWidth=2),
            label(x | {"field": "middle"}, y, "text", squares, {"color": own("ink")}, **bold),
            *_names(card, pack, y, colours),
        ],
        colours, height=250,
    )  # fmt: skip


def sentence(card: Scorecard, pack: Pack) -> str:
    """The finding as the chart's title."""
    widest = lowest(card.gaps, pack)
    if not widest:
        return "Nothing is known of the three gaps yet"
    if len(widest) == len(card.gaps):
        return "The three gaps are equally wide"
    if len(widest) == 1:
        return f"{widest[0]} is the widest of the three gaps"
    return f"{join(widest)} are the widest of the three gaps, alike"


def described(card: Scorecard, pack: Pack) -> str:
    """The chart in words."""
    parts = [
        f"{pack.area(area.id).name} {band(area.band)}, {area.below_target} below target"
        for area in card.gaps
    ]
    return f"{sentence(card, pack)}. {'; '.join(parts)}."


def _ordered(card: Scorecard, area: str) -> list[CapabilityScore]:
    here = [item for item in card.capabilities if item.area == area and item.applicable]
    return sorted(here, key=lambda item: (not item.answered, item.mean))


def _square(
    row: int, place: int, score: CapabilityScore, pack: Pack, colours: Palette
) -> dict[str, Any]:
    used = min(5, max(1, round(score.mean)))
    known = score.answered
    return {
        "row": row, "place": place, "x": place + 0.05, "x2": place + 0.95, "middle": place + 0.5,
        "y": row - 0.27, "y2": row + 0.27, "under": row + 0.36, "id": score.id,
        "critical": score.critical, "text": str(used) if known else "–",
        "colour": colours.levels[used - 1] if known else colours.faint,
        "ink": colours.on_levels[used - 1] if known else colours.quiet,
        "name": pack.capability(score.id).name,
    }  # fmt: skip


def _names(card: Scorecard, pack: Pack, y: Spec, colours: Palette) -> list[Layer]:
    rows = [
        {"row": place, "name": pack.area(area.id).name, "band": band(area.band),
         "below": f"{area.below_target} of {len(_ordered(card, area.id))}"}
        for place, area in enumerate(card.gaps)
    ]  # fmt: skip
    head = [{"row": -0.7, "left": "level used; line: critical", "right": "below target"}]
    quiet = {"fontSize": 13, "color": colours.quiet}
    strong = {"fontWeight": 600, "color": colours.ink}
    return [
        label(across("0"), y, "name", rows, dy=-8, **strong),
        label(across("0"), y, "band", rows, dy=10, **quiet),
        label(across("width"), y, "below", rows, align="right", **strong),
        label(across(_LEFT), y, "left", head, **quiet),
        label(across("width"), y, "right", head, align="right", **quiet),
    ]
