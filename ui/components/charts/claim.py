"""Claim, finding and reading of one capability on levels 1 to 5."""

from ui.components.charts.parts import Spec, at, frame, mark
from ui.theme.palette import Palette

_LEVELS = {"domain": [1, 5]}
_AXIS = {"values": [1, 2, 3, 4, 5], "grid": True, "orient": "bottom", "format": "d", "title": None}


def an_overclaim(colours: Palette) -> Spec:
    """The picture of the first visit: claimed 4, level 3 found absent, so read as 2.0 [1 to 3].

    The values are those of the scoring rule for a claim of 4 with anchor 3 absent.
    """
    x, y = at("x", _LEVELS, _AXIS), at("y", {"domain": [0, 3.7]})
    layers = [
        mark("bar", {"x": x, "x2": {"field": "x2"}, "y": y}, [{"x": 1, "x2": 3, "y": 0.6}],
             height=14, cornerRadius=7, color=colours.band),
        mark("point", {"x": x, "y": y}, [{"x": 2.03, "y": 0.6}],
             filled=True, size=330, color=colours.accent, opacity=1),
        mark("tick", {"x": x, "y": y}, [{"x": 3, "y": 1.65}],
             orient="vertical", size=54, thickness=2, color=colours.alarm),
        mark("point", {"x": x, "y": y}, [{"x": 3, "y": 1.65}],
             shape="square", filled=True, size=150, color=colours.alarm, opacity=1),
        mark("point", {"x": x, "y": y}, [{"x": 4, "y": 2.75}],
             size=300, stroke=colours.ink, strokeWidth=2, fill=colours.page, opacity=1),
    ]  # fmt: skip
    return frame(layers + _words(colours), colours, height=250)


def _words(colours: Palette) -> list[Spec]:
    x, y = at("x", _LEVELS, _AXIS), at("y", {"domain": [0, 3.7]})
    words = {"text": {"field": "text"}, "x": x, "y": y}
    return [
        mark("text", words, [{"x": 4, "y": 3.45, "text": "People claim 4"}],
             fontWeight=600, color=colours.ink),
        mark("text", words, [{"x": 3, "y": 1.85, "text": "Probe: level 3 absent"}],
             align="left", dx=18, fontWeight=600, color=colours.ink),
        mark("text", words, [{"x": 3, "y": 1.5, "text": "no earlier version is kept"}],
             align="left", dx=18, fontSize=13, color=colours.quiet),
        mark("text", words, [{"x": 1, "y": 0.18, "text": "Our reading 2.0, could be 1 to 3"}],
             align="left", fontWeight=600, color=colours.ink),
    ]  # fmt: skip
