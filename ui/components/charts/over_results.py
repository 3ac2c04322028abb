"""One dimension over the frozen results: its index with the interval, joined where two compare."""

from itertools import pairwise
from typing import Any

from content.model import Pack
from reports.wording import day, level, short_day
from scoring.over_results import DimensionCourse, ResultPoint
from ui.components.charts.parts import Layer, Spec, at, frame, label, mark
from ui.theme.palette import Palette

_TALL, _LEFT, _RIGHT = 150, "16", "width - 34"
_TOP, _FOOT = 10, 28
"""Pixels above level 5 and below level 1."""


def over_results(course: DimensionCourse, _pack: Pack, colours: Palette) -> Spec:
    """Levels 1 to 5 by day; a line joins only what compares, ≠ stands where the pack was another."""
    first, last = course.points[0].at, course.points[-1].at
    span = max(1.0, (last - first).total_seconds())
    rows = [_row(item, (item.at - first).total_seconds() / span) for item in course.points]
    x = at("x", {"domain": [0, 1], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}})
    y = at("level", {"domain": [1, 5], "rangeMin": _TALL - _FOOT, "rangeMax": _TOP})
    links, breaks = _between(rows)
    ends = {"x2": {"field": "to_x"}, "y2": {"field": "to_level"}}
    return frame(
        [
            *_grid(x, y, colours),
            mark("rule", {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}}, rows,
                 color=colours.line, strokeWidth=5),
            mark("rule", {"x": x, "y": y} | ends, links, color=colours.accent, strokeWidth=2),
            label(x, y, "text", breaks, align="center", fontWeight=600, color=colours.ink),
            mark("point", {"x": x, "y": y}, rows, size=70, opacity=1, filled=True,
                 color=colours.accent),
            label(x, y, "figure", rows[-1:], dx=8, fontWeight=600, color=colours.ink),
            *_days(course, x, colours),
        ],
        colours, height=_TALL,
    )  # fmt: skip


def described(course: DimensionCourse, name: str) -> str:
    """The chart in words."""
    told: list[str] = []
    for item in course.points:
        other = "" if item.joined or not told else ", another version of the pack"
        told.append(f"{day(item.at)} {level(item.level)}{other}")
    return f"{name} over {len(told)} results: {'; '.join(told)}."


def _row(item: ResultPoint, x: float) -> dict[str, Any]:
    return {
        "x": x, "level": item.level, "low": item.low, "high": item.high, "joined": item.joined,
        "figure": level(item.level),
    }  # fmt: skip


def _between(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines between results that compare, and a sign between those that do not."""
    links, breaks = [], []
    for old, new in pairwise(rows):
        if new["joined"]:
            links.append(old | {"to_x": new["x"], "to_level": new["level"]})
        else:
            middle = (old["level"] + new["level"]) / 2
            breaks.append({"x": (old["x"] + new["x"]) / 2, "level": middle, "text": "≠"})
    return links, breaks


def _grid(x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    lines = [{"x": 0, "end": 1, "level": one, "text": str(one)} for one in (1, 3, 5)]
    return [
        mark("rule", {"x": x, "x2": {"field": "end"}, "y": y}, lines, color=colours.faint),
        label({"value": 0}, y, "text", lines, fontSize=13, color=colours.quiet),
    ]


def _days(course: DimensionCourse, x: Spec, colours: Palette) -> list[Layer]:
    first, last = course.points[0].at, course.points[-1].at
    quiet = {"fontSize": 13, "color": colours.quiet}
    below = {"value": _TALL - 6}
    return [
        label(x, below, "text", [{"x": 0, "text": short_day(first)}], **quiet),
        label(x, below, "text", [{"x": 1, "text": short_day(last)}], **quiet | {"align": "right"}),
    ]
