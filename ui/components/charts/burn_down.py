"""Levels still to gain, day by day: without what is proved, and without what is only said too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from content.model import Pack
from reports.pace_words import last_day
from reports.wording import short_day
from scoring.burn_down_model import BurnDown
from ui.components.charts.parts import Layer, Spec, across, at, frame, label, mark
from ui.theme.palette import Palette

_LEFT, _RIGHT, _TALL = "34", "width - 118", 230
_ROOM = 0.09
"""Share of the width that two labels below need between them."""


def burn_down(held: BurnDown, _pack: Pack, colours: Palette) -> Spec:
    """Two lines down by steps; where a pace can be told, on to its days."""
    first = held.points[0].day
    span = max(1, (last_day(held) - first).days)
    most = max(1, *(item.by_proof for item in held.points))
    x = at("day", {"domain": [0, span], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}})
    y = at("levels", {"domain": [0, most], "rangeMin": _TALL - 40, "rangeMax": 16})
    lines = {
        name: [{"day": (item.day - first).days, "levels": getattr(item, name)}
               for item in held.points]
        for name in ("by_proof", "by_word")
    }  # fmt: skip
    step = {"interpolate": "step-after", "strokeWidth": 2.5}
    return frame(
        [
            *_grid(most, span, x, y, colours),
            mark("line", {"x": x, "y": y}, lines["by_word"], color=colours.quiet, **step
                 | {"strokeWidth": 1.5, "strokeDash": [5, 3]}),
            mark("line", {"x": x, "y": y}, lines["by_proof"], color=colours.accent, **step),
            *_ends(lines, x, y, colours),
            *_onward(held, first, x, y, colours),
            *_days(_marked(held, first, span), x, y, colours),
        ],
        colours, height=_TALL,
    )  # fmt: skip


def _ahead(held: BurnDown) -> list[tuple[date, str]]:
    """The days of the pace that lie within the picture, with their words."""
    if held.pace is None:
        return []
    days = ((held.pace.p50, "half of runs, "), (held.pace.p80, "four in five, "))
    return [(day, words) for day, words in days if day and day <= last_day(held)]


def _grid(most: int, span: int, x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    steps = sorted({0, round(most / 2), most})
    rows = [{"levels": one, "words": str(one), "day": 0, "end": span} for one in steps]
    quiet = {"fontSize": 13, "color": colours.quiet}
    return [
        mark("rule", {"x": x, "x2": {"field": "end"}, "y": y}, rows, color=colours.faint),
        label(across("26"), y, "words", rows, align="right", **quiet),
    ]


def _ends(
    lines: dict[str, list[dict[str, Any]]], x: Spec, y: Spec, colours: Palette
) -> list[Layer]:
    """The newest point of each line with its figure; one label where both are the same."""
    proof, word = lines["by_proof"][-1], lines["by_word"][-1]
    same = proof["levels"] == word["levels"]
    near = not same and proof["levels"] - word["levels"] <= 0.08 * max(
        1, *(item["levels"] for item in lines["by_proof"])
    )
    lift = -7 if near else 0
    told = [proof | {"words": f"{proof['levels']} not proved"}]
    said = [] if same else [word | {"words": f"{word['levels']} not called done"}]
    dot = {"filled": True, "size": 70, "opacity": 1}
    return [
        mark("point", {"x": x, "y": y}, said, color=colours.quiet, **dot),
        mark("point", {"x": x, "y": y}, told, color=colours.accent, **dot),
        label(x, y, "words", told, dx=9, dy=lift, fontSize=13, fontWeight=600, color=colours.ink),
        label(x, y, "words", said, dx=9, dy=-lift, fontSize=13, color=colours.quiet),
    ]


def _onward(held: BurnDown, first: date, x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    """Dotted from today's point to the days on which everything would be closed."""
    pace = held.pace
    if pace is None:
        return []
    now = held.points[-1]
    levels = now.by_proof if pace.by == "proof" else now.by_word
    rows = [
        {"day": (now.day - first).days, "levels": levels, "reach": (day - first).days, "none": 0}
        for day, _ in _ahead(held)
    ]  # fmt: skip
    where = {"x": x, "y": y, "x2": {"field": "reach"}, "y2": {"field": "none"}}
    end = {"x": x | {"field": "reach"}, "y": y | {"field": "none"}}
    return [
        mark("rule", where, rows, color=colours.quiet, strokeDash=[2, 3], strokeWidth=1.5),
        mark("point", end, rows, filled=True, size=60, opacity=1, color=colours.ink),
    ]


def _marked(held: BurnDown, first: date, span: int) -> list[dict[str, Any]]:
    """Days that have their label below: those that leave room, the last ones before the others."""
    days = [(held.points[0].day, ""), (held.points[-1].day, "today, "), *_ahead(held)]
    if days[0][0] == days[1][0]:
        days = days[1:]
    rows: list[dict[str, Any]] = []
    for when, words in days:
        place = (when - first).days
        rows.append({"day": place, "levels": 0, "words": f"{words}{short_day(when)}", "dy": 18})
    return _apart(rows, span)


def _apart(rows: Sequence[dict[str, Any]], span: int) -> list[dict[str, Any]]:
    """Labels that would meet stand one line lower, in turn."""
    made: list[dict[str, Any]] = []
    for row in rows:
        lower = bool(made) and (row["day"] - made[-1]["day"]) / span < 2.4 * _ROOM
        made.append(row | {"low": lower and not made[-1]["low"]})
    return made


def _days(rows: list[dict[str, Any]], x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    quiet = {"fontSize": 13, "color": colours.quiet}
    high = [row for row in rows if not row["low"]]
    low = [row for row in rows if row["low"]]
    return [
        label(x, y, "words", high, dy=16, **quiet),
        label(x, y, "words", low, dy=33, **quiet),
    ]
