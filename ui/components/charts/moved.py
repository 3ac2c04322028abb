"""Movement of each capability: hollow then, solid now, with the cause and the chance it rose."""

from collections.abc import Mapping

from content.model import Pack
from reports.wording import percent
from scoring.comparison import Cause, Comparison
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


def moved(
    comparison: Comparison, pack: Pack, causes: Mapping[Cause, str], colours: Palette
) -> Spec:
    """The chart, widest movement first."""
    ranked = sorted(comparison.movements, key=lambda item: -abs(item.after - item.before))
    rows = [
        {"row": place, "name": pack.capability(item.capability).short_name, "before": item.before,
         "after": item.after, "cause": causes[item.cause],
         "chance": percent(item.probability_risen)}
        for place, item in enumerate(ranked)
    ]  # fmt: skip
    scale, y = levels(_LEFT, _RIGHT), at("row", rows_down(len(rows), above=1.0, below=0.5))
    quiet, phone = {"fontSize": 13, "color": colours.quiet}, on_screen()
    ring = {"stroke": colours.quiet, "strokeWidth": 2, "fill": colours.page}
    span = {"x": at("before", scale), "x2": {"field": "after"}, "y": y}
    name = {"color": colours.ink, "limit": {"expr": wide("0.28 * width", "0.43 * width")}}
    heads = [{"row": -0.85, "cause": "cause", "chance": "chance it rose"}]
    return frame(
        [
            *level_grid(len(rows), scale, y, colours),
            mark("rule", span, rows, color=colours.quiet, strokeWidth=1.5),
            mark("point", {"x": at("before", scale), "y": y}, rows, size=120, opacity=1, **ring),
            mark("point", {"x": at("after", scale), "y": y}, rows, size=130, opacity=1, filled=True,
                 color=colours.accent),
            label(across("0"), y, "name", rows, **name),
            label(across("0.7 * width"), y, "cause", [*rows, *heads], **quiet, **phone),
            label(across("width"), y, "chance", rows, align="right", fontWeight=600,
                  color=colours.ink),
            label(across("width"), y, "chance", heads, align="right", **quiet, **phone),
        ],
        colours, height=34 * len(rows) + 50,
    )  # fmt: skip
