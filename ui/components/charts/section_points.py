"""Sections as bars of points: what is sure, what open questions could still add, and the bands."""

from typing import Any

from content.questionnaire import Questionnaire
from reports.question_groups import sections_with_points
from reports.question_wording import points, span
from scoring.result_model import Result, SectionResult
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

MOST_ROWS = 24
_LEFT, _RIGHT = wide("0.3 * width", "0.36 * width"), wide("0.84 * width", "0.8 * width")
Row = dict[str, Any]


def section_points(result: Result, pack: Questionnaire, colours: Palette) -> Spec:
    """One bar a section; solid is sure, hollow is what open questions could add."""
    rows = [_row(place, item, result) for place, item in enumerate(shown(result))]
    absolute = result.rule == "minimum-of-sections"
    top = max((row["most"] for row in rows), default=1.0) if absolute else 1.0
    scale = {"domain": [0, top], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}}
    y = at("row", rows_down(len(rows), above=1.25 if absolute else 0.7, below=0.6))
    x = at("low", scale)
    limit = {"limit": {"expr": f"({_LEFT}) - 12"}}
    weak = [row for row in rows if row["weakest"]]
    others = [row for row in rows if not row["weakest"]]
    moving = [row for row in rows if row["high"] > row["low"]]
    return frame(
        [
            *(_bands(pack, top, len(rows), scale, y, colours) if absolute else ()),
            mark("bar", {"x": at("zero", scale), "x2": {"field": "end"}, "y": y}, rows,
                 height=16, color=colours.faint),
            *[mark("bar", {"x": at("zero", scale), "x2": {"field": "low"}, "y": y}, some,
                   height=16, color=colour)
              for some, colour in ((others, colours.bar), (weak, colours.levels[3]))],
            mark("bar", {"x": x, "x2": {"field": "high"}, "y": y}, moving, height=16,
                 fillOpacity=0, stroke=colours.ink, strokeDash=[3, 2], strokeWidth=1.2),
            label(across("0"), y, "name", rows, color=colours.ink, **limit),
            label(across(f"({_RIGHT}) + 8"), y, "figure", rows, fontWeight=600,
                  color=colours.ink),
        ],
        colours, height=34 * len(rows) + (58 if absolute else 30),
    )  # fmt: skip


def shown(result: Result) -> tuple[SectionResult, ...]:
    """The sections that the chart has a bar for."""
    return sections_with_points(result, MOST_ROWS)[0]


def left_out(result: Result) -> int:
    """How many sections it has none for."""
    return sections_with_points(result, MOST_ROWS)[1]


def described(result: Result) -> str:
    """The chart in words."""
    told = [
        f"{item.title} {span(item.total)} of {points(item.most or 0)}" for item in shown(result)
    ]
    return f"Points by section: {'; '.join(told)}."


def _row(place: int, item: SectionResult, result: Result) -> Row:
    total, most = item.total, item.most or 0.0
    low, high = (total.low, total.high) if total else (0.0, 0.0)
    unit = 1.0 if result.rule == "minimum-of-sections" else (1 / most if most else 1.0)
    tops = [one.total.low for one in result.sections if one.total and not one.parent]
    return {
        "row": place, "zero": 0, "low": max(0.0, low) * unit, "high": high * unit,
        "end": most * unit, "most": most,
        "name": ("    " if item.parent else "") + item.title,
        "figure": f"{span(total)} of {points(most)}",
        "weakest": result.rule == "minimum-of-sections" and low <= min(tops, default=0) + 1e-9,
    }  # fmt: skip


def _bands(
    pack: Questionnaire, top: float, count: int, scale: Spec, y: Spec, colours: Palette
) -> list[Layer]:
    """A line where each band ends, and its name above it."""
    ends = [
        {"low": band.upto, "top": -0.75, "row": count - 0.5, "text": points(band.upto)}
        for band in pack.bands if band.upto is not None and 0 < band.upto <= top
    ]  # fmt: skip
    down = {"x": at("low", scale), "y": y | {"field": "top"}, "y2": {"field": "row"}}
    head = [{"row": -1.1, "text": "Bands of the whole end at"}]
    words = {"align": "center", "dy": -8, "fontSize": 12, "color": colours.quiet}
    return [
        mark("rule", down, ends, color=colours.line, strokeDash=[4, 3]),
        label(at("low", scale), y | {"field": "top"}, "text", ends, **words),
        label(across("0"), y, "text", head, fontSize=12, color=colours.quiet, **on_screen()),
    ]
