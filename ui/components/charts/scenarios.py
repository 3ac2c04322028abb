"""The forecast over the index: a band for nine chances in ten, its middle, and today."""

from typing import Any

from content.model import Pack
from reports.forecast_words import band, title
from reports.wording import level, percent
from scoring.forecast import Forecast, Scenario
from ui.components.charts.parts import Layer, Spec, across, at, frame, label, mark
from ui.theme.palette import Palette

_LEFT, _RIGHT, _TALL = "44", "width - 14", 210


def scenarios(held: Forecast, _pack: Pack, colours: Palette) -> Spec:
    """The curve of today's critical capabilities, so that today lies on it."""
    x = at("level", {"domain": [1, 5], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}})
    y = at("chance", {"domain": [0, 1], "rangeMin": _TALL - 44, "rangeMax": 14})
    curve = [_point(item) for item in held.curve]
    today = [
        _point(held.today)
        | {"words": f"today {percent(held.today.low)} to {percent(held.today.high)}"}
    ]
    return frame(
        [
            *_grid(x, y, colours),
            mark("area", {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}}, curve,
                 color=colours.band, opacity=1),
            mark("line", {"x": x, "y": y}, curve, color=colours.accent, strokeWidth=2.5),
            mark("rule", {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}}, today,
                 color=colours.ink, strokeWidth=2),
            *[mark("tick", {"x": x, "y": y | {"field": end}}, today, orient="horizontal", size=12,
                   thickness=2, color=colours.ink) for end in ("low", "high")],
            mark("point", {"x": x, "y": y}, today, filled=True, size=110, opacity=1,
                 color=colours.ink),
            *[label(x, y | {"field": "high"}, "words", today, dx=10, dy=-8, fontWeight=600,
                    color=colours.ink, **halo)
              for halo in ({"stroke": colours.page, "strokeWidth": 5}, {})],
        ],
        colours, height=_TALL,
    )  # fmt: skip


def described(held: Forecast, _pack: Pack) -> str:
    """The chart in words."""
    parts = [f"index {level(item.level)}: {band(item)}" for item in held.others]
    today = f"Today, index {level(held.today.level)}: {band(held.today)}"
    return f"{title(held)}. {today}; {'; '.join(parts)}."


def _grid(x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    lines = [
        {"chance": share, "words": f"{100 * share:.0f} %"} for share in (0, 0.25, 0.5, 0.75, 1)
    ]
    levels = [{"level": one, "chance": 0, "words": str(one)} for one in range(1, 6)]
    full = {"x": across(_LEFT), "x2": across(_RIGHT), "y": y}
    foot = [{"chance": 0, "words": "overall index, level 1 to 5"}]
    quiet = {"fontSize": 13, "color": colours.quiet}
    return [
        mark("rule", full, lines, color=colours.faint),
        label(across("36"), y, "words", lines, align="right", **quiet),
        label(x, y, "words", levels, align="center", dy=14, **quiet),
        label(across(_RIGHT), y, "words", foot, align="right", dy=32, **quiet),
    ]


def _point(item: Scenario) -> dict[str, Any]:
    return {"level": item.level, "chance": item.chance, "low": item.low, "high": item.high}
