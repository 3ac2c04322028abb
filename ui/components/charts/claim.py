"""Claim, finding and reading of one capability on levels 1 to 5."""

from typing import Any

from ui.components.charts.parts import Layer, Spec, at, frame, mark
from ui.theme.palette import Palette

SHOWN: dict[str, Any] = {
    "capability": "eng.rollback", "claim": 4, "absent": 3, "reading": 2.1, "low": 1, "high": 3,
}  # fmt: skip
"""What the worked example says of this capability; a journey through it holds them together."""

_LEVELS = {"domain": [1, 5]}
_AXIS = {"values": [1, 2, 3, 4, 5], "grid": True, "orient": "bottom", "format": "d", "title": None}


def an_overclaim(colours: Palette) -> Spec:
    """The picture of the first visit: one real disagreement of the worked example (``SHOWN``)."""
    x, y = at("x", _LEVELS, _AXIS), at("y", {"domain": [0, 3.7]})
    layers = [
        mark("bar", {"x": x, "x2": {"field": "x2"}, "y": y},
             [{"x": SHOWN["low"], "x2": SHOWN["high"], "y": 0.6}],
             height=14, cornerRadius=7, color=colours.band),
        mark("point", {"x": x, "y": y}, [{"x": SHOWN["reading"], "y": 0.6}],
             filled=True, size=330, color=colours.accent, opacity=1),
        mark("tick", {"x": x, "y": y}, [{"x": SHOWN["absent"], "y": 1.65}],
             orient="vertical", size=54, thickness=2, color=colours.alarm),
        mark("point", {"x": x, "y": y}, [{"x": SHOWN["absent"], "y": 1.65}],
             shape="square", filled=True, size=150, color=colours.alarm, opacity=1),
        mark("point", {"x": x, "y": y}, [{"x": SHOWN["claim"], "y": 2.75}],
             size=300, stroke=colours.ink, strokeWidth=2, fill=colours.page, opacity=1),
    ]  # fmt: skip
    fit = {
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 4, "right": 6, "top": 4, "bottom": 4},
    }
    return frame(layers + _words(colours), colours, height=250, **fit)


def described() -> str:
    """The picture in words."""
    return (
        f"People claim level {SHOWN['claim']}; a probe found level {SHOWN['absent']} absent; our "
        f"reading is {SHOWN['reading']}, from {SHOWN['low']} to {SHOWN['high']}."
    )


def _reading() -> str:
    return f"Our reading {SHOWN['reading']}, could be {SHOWN['low']} to {SHOWN['high']}"


def _words(colours: Palette) -> list[Layer]:
    x, y = at("x", _LEVELS, _AXIS), at("y", {"domain": [0, 3.7]})
    words = {"text": {"field": "text"}, "x": x, "y": y}
    return [
        mark("text", words, [{"x": 4, "y": 3.45, "text": f"People claim {SHOWN['claim']}"}],
             fontWeight=600, color=colours.ink),
        mark("text", words, [{"x": 3, "y": 1.85, "text": f"Probe: level {SHOWN['absent']} absent"}],
             align="left", dx=18, fontWeight=600, color=colours.ink),
        mark("text", words, [{"x": 3, "y": 1.5, "text": "no way back is scripted"}],
             align="left", dx=18, fontSize=13, color=colours.quiet),
        mark("text", words, [{"x": 1, "y": 0.18, "text": _reading()}],
             align="left", fontWeight=600, color=colours.ink),
    ]  # fmt: skip
