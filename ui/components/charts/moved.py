"""Movement of each capability: hollow then, solid now, with the cause and the chance it rose."""

from collections.abc import Mapping

from content.model import Pack
from reports.wording import percent
from scoring.comparison import Cause, Comparison
from ui.components.charts.parts import Spec, across, at, frame, levels, mark, rows_down, wide, words
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.3 * width", "0.46 * width"), wide("0.66 * width", "0.8 * width")


def moved(
    comparison: Comparison, pack: Pack, causes: Mapping[Cause, str], colours: Palette
) -> Spec:
    """The chart, widest movement first."""
    ranked = sorted(comparison.movements, key=lambda item: -abs(item.after - item.before))
    rows = [
        {"row": place, "name": pack.capability(item.capability).short_name, "before": item.before,
         "after": item.after, "cause": causes[item.cause], "chance": percent(item.probability_risen)}
        for place, item in enumerate(ranked)
    ]  # fmt: skip
    scale, y = levels(_LEFT, _RIGHT), at("row", rows_down(len(rows), above=1.0, below=0.5))
    marks = [{"level": one, "text": str(one), "top": -0.5, "row": len(rows) - 0.5} for one in range(1, 6)]
    heads = [{"row": -0.85, "text": "cause"}], [{"row": -0.85, "text": "chance it rose"}]
    quiet = {"fontSize": 13, "color": colours.quiet}
    screen_only = {"opacity": {"expr": wide("1", "0")}}
    return frame(
        [
            mark("rule", {"x": at("level", scale), "y": y | {"field": "top"}, "y2": {"field": "row"}},
                 marks, color=colours.faint),
            mark("text", {"x": at("level", scale), "y": y | {"field": "top"}, "text": words()}, marks,
                 dy=-10, **quiet),
            mark("rule", {"x": at("before", scale), "x2": {"field": "after"}, "y": y}, rows,
                 color=colours.quiet, strokeWidth=1.5),
            mark("point", {"x": at("before", scale), "y": y}, rows, size=120, opacity=1,
                 stroke=colours.quiet, strokeWidth=2, fill=colours.page),
            mark("point", {"x": at("after", scale), "y": y}, rows, size=130, opacity=1, filled=True,
                 color=colours.accent),
            mark("text", {"x": across("0"), "y": y, "text": words("name")}, rows, align="left",
                 color=colours.ink, limit={"expr": wide("0.28 * width", "0.43 * width")}),
            mark("text", {"x": across("0.7 * width"), "y": y, "text": words("cause")}, rows,
                 align="left", **quiet, **screen_only),
            mark("text", {"x": across("width"), "y": y, "text": words("chance")}, rows, align="right",
                 fontWeight=600, color=colours.ink),
            mark("text", {"x": across("0.7 * width"), "y": y, "text": words()}, heads[0], align="left",
                 **quiet, **screen_only),
            mark("text", {"x": across("width"), "y": y, "text": words()}, heads[1], align="right",
                 **quiet, **screen_only),
        ],
        colours, height=34 * len(rows) + 50,
    )  # fmt: skip
