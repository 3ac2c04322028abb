"""How far each capability moves the share: grey to its low end, blue to its high end."""

from typing import Any

from content.model import Pack
from reports.turning_words import title, tornado_lead
from reports.wording import percent
from scoring.turning_model import Tornado, Turning
from ui.components.charts.parts import (
    Layer,
    Spec,
    across,
    at,
    frame,
    label,
    mark,
    on_screen,
    rows_down,
    wide,
)  # fmt: skip
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.34 * width", "0.55 * width"), wide("0.84 * width", "width - 46")


def tornado(held: Turning, pack: Pack, colours: Palette) -> Spec:
    """The bars of the widest, each with both shares and the levels that were tried."""
    rows = [_row(place, held.tornado, pack) for place in range(len(held.tornado.bars))]
    top = max((max(row["low"], row["now"], row["high"]) for row in rows), default=1.0)
    scale = {
        "domain": [0, max(0.05, top)],
        "rangeMin": {"expr": _LEFT},
        "rangeMax": {"expr": _RIGHT},
    }
    y = at("row", rows_down(len(rows), above=1.1, below=0.6))
    ends = {"fontSize": 13}
    return frame(
        [
            *_head(y, colours),
            mark("bar", {"x": at("low", scale), "x2": {"field": "now"}, "y": y}, rows, height=16,
                 color=colours.quiet, opacity=0.5),
            mark("bar", {"x": at("now", scale), "x2": {"field": "high"}, "y": y}, rows, height=16,
                 color=colours.accent),
            mark("tick", {"x": at("now", scale), "y": y}, rows, orient="vertical", size=24,
                 thickness=2, color=colours.ink),
            label(at("left", scale), y, "low_words", rows, align="right", dx=-6,
                  color=colours.quiet, **ends),
            label(at("right", scale), y, "high_words", rows, dx=6, fontWeight=600,
                  color=colours.ink, **ends),
            label(across("0"), y, "name", rows, color=colours.ink,
                  limit={"expr": wide("0.34 * width - 62", "0.55 * width - 52")}),
            label(across("width"), y, "levels", rows, align="right", color=colours.quiet, fontSize=13,
                  **on_screen()),
        ],
        colours, height=30 * len(rows) + 34,
    )  # fmt: skip


def described(held: Turning, pack: Pack) -> str:
    """The chart in words."""
    parts = [
        f"{pack.capability(bar.capability).short_name}: {percent(bar.low)} at level {bar.low_level}, "
        f"{percent(bar.high)} at level {bar.high_level}"
        for bar in held.tornado.bars
    ]
    head = title(held, lambda item: pack.capability(item).short_name)
    return f"{head}. {tornado_lead(held)} {'; '.join(parts)}."


def _head(y: Spec, colours: Palette) -> list[Layer]:
    heads = [
        {"row": -0.85, "low": "← at its low end", "high": "at its high end →", "tried": "levels"}
    ]
    quiet = {"fontSize": 13, "color": colours.quiet}
    return [
        label(across(_LEFT), y, "low", heads, **quiet, **on_screen()),
        label(across(_RIGHT), y, "high", heads, align="right", **quiet),
        label(across("width"), y, "tried", heads, align="right", **quiet, **on_screen()),
    ]


def _row(place: int, held: Tornado, pack: Pack) -> dict[str, Any]:
    bar = held.bars[place]
    return {
        "row": place, "id": bar.capability, "low": bar.low, "now": bar.now, "high": bar.high,
        "left": min(bar.low, bar.now, bar.high), "right": max(bar.low, bar.now, bar.high),
        "low_words": percent(bar.low), "high_words": percent(bar.high),
        "levels": f"{bar.low_level} to {bar.high_level}",
        "name": pack.capability(bar.capability).short_name,
    }  # fmt: skip
