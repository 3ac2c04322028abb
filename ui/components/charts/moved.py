"""What moved: hollow then, solid now, with what moved it (on a phone below its name) and one figure."""

from collections.abc import Sequence
from typing import NamedTuple

from ui.components.charts.parts import (
    Spec,
    across,
    at,
    frame,
    label,
    level_grid,
    levels,
    mark,
    on_screen,
    rows_down,
    wide,
)  # fmt: skip
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.3 * width", "0.46 * width"), wide("0.66 * width", "0.8 * width")

_ROW, _ABOVE = 40, 1.5
"""Pixels of a row, and the rows of room above the first."""


class Moved(NamedTuple):
    """One row: its name, levels 1–5 before and after, the causes in words, and a figure."""

    name: str
    before: float
    after: float
    cause: str
    figure: str


def moved(held: Sequence[Moved], heading: str, colours: Palette) -> Spec:
    """The chart, in the order given; ``heading`` stands over the figures."""
    rows = [{"row": place, **item._asdict()} for place, item in enumerate(held)]
    scale, y = levels(_LEFT, _RIGHT), at("row", rows_down(len(rows), above=_ABOVE, below=0.5))
    quiet, screen = {"fontSize": 13, "color": colours.quiet}, on_screen()
    phone = {"opacity": {"expr": wide("0", "1")}}
    ring = {"stroke": colours.quiet, "strokeWidth": 2, "fill": colours.page}
    span = {"x": at("before", scale), "x2": {"field": "after"}, "y": y}
    name = {"color": colours.ink, "limit": {"expr": wide("0.28 * width", "0.43 * width")}}
    told = "by cause, in levels" if any(item.cause for item in held) else ""
    heads = [{"row": -0.85, "above": 0.25 - _ABOVE, "cause": told, "figure": heading}]
    under = y | {"field": "above"}
    return frame(
        [
            *level_grid(len(rows), scale, y, colours),
            mark("rule", span, rows, color=colours.quiet, strokeWidth=1.5),
            mark("point", {"x": at("before", scale), "y": y}, rows, size=120, opacity=1, **ring),
            mark("point", {"x": at("after", scale), "y": y}, rows, size=130, opacity=1, filled=True,
                 color=colours.accent),
            label(across("0"), y, "name", rows, dy={"expr": wide("0", "-7")}, **name),
            label(across("0.68 * width"), y, "cause", [*rows, *heads], **quiet, **screen),
            label(across("0"), y, "cause", rows, dy=10, **quiet | {"fontSize": 12}, **phone),
            label(across("width"), y, "figure", rows, align="right", fontWeight=600,
                  color=colours.ink),
            label(across("width"), y, "figure", heads, align="right", **quiet, **screen),
            label(across("width"), under, "figure", heads, align="right", **quiet, **phone),
        ],
        colours, height=round(_ROW * (len(rows) + _ABOVE)),
    )  # fmt: skip
