"""Impact × feasibility: one mark a use case, its place in it, bars for what it may be."""

from typing import Any

from content.model import Pack
from reports.portfolio_words import amounts, impact_spoken
from reports.wording import money
from scoring.portfolio_model import Portfolio, Standing
from ui.components.charts.parts import Layer, Spec, across, at, frame, label, mark
from ui.theme.palette import Palette

_LEFT, _RIGHT, _TALL, _TOP, _BOTTOM = "70", "width - 18", 380, 26, 330

_TURNS = 2.6
"""From this feasibility on a name fits better on the left of its mark, on a phone too."""


def impact(held: Portfolio, _pack: Pack | None, colours: Palette) -> Spec:
    """Feasibility across, value a quarter up; without any value one below the other, by place."""
    rows = [_row(item, held, place) for place, item in enumerate(held.ranking.standings)]
    if not _valued(held):
        rows = _by_place(rows)
    top = max((row["value_high"] for row in rows), default=1.0) or 1.0
    x = at("able", {"domain": [1, 5], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}})
    y = at("value", {"domain": [0, 1.08 * top], "rangeMin": _BOTTOM, "rangeMax": _TOP})
    first, others = rows[:1], rows[1:]
    return frame(
        [
            *_grid(x, y, top, held, colours),
            mark("rule", {"x": x | {"field": "able_low"}, "x2": {"field": "able_high"}, "y": y,
                          "strokeDash": _dash("judged")}, rows, color=colours.quiet, strokeWidth=2,
                 opacity=0.75),
            mark("rule", {"x": x, "y": y | {"field": "value_low"}, "y2": {"field": "value_high"},
                          "strokeDash": _dash("stated")}, rows, color=colours.quiet, strokeWidth=2,
                 opacity=0.75),
            mark("point", {"x": x, "y": y}, others, filled=True, size=520, opacity=1,
                 color=colours.page, stroke=colours.ink, strokeWidth=1.8),
            mark("point", {"x": x, "y": y}, first, filled=True, size=620, opacity=1,
                 color=colours.accent),
            label(x, y, "place", others, align="center", fontWeight=600, color=colours.ink),
            label(x, y, "place", first, align="center", fontWeight=600, color=colours.page),
            *_names(x, y, rows, colours),
        ],
        colours, height=_TALL,
    )  # fmt: skip


def described(held: Portfolio, _pack: Pack | None) -> str:
    """The chart in words."""
    return impact_spoken(held)


def _row(item: Standing, held: Portfolio, place: int) -> dict[str, Any]:
    value = item.value
    return {
        "id": item.id, "place": str(item.place), "name": _short(item.name),
        "able": item.feasibility.middle, "able_low": item.feasibility.low,
        "able_high": item.feasibility.high,
        "value": value.middle if value else 0.5, "value_low": value.low if value else 0.5,
        "value_high": value.high if value else 0.5,
        "stated": bool(value) and item.value_stated, "judged": not item.unknown,
        "words": amounts(value, held) if value else "", "side": place % 2,
    }  # fmt: skip


def _valued(held: Portfolio) -> bool:
    return any(item.value for item in held.ranking.standings)


def _by_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Heights that say nothing but the place, so that no name stands on another."""
    heights = [1 - (place + 0.5) / len(rows) for place in range(len(rows))]
    return [
        row | dict.fromkeys(("value", "value_low", "value_high"), height)
        for row, height in zip(rows, heights, strict=True)
    ]


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25].rstrip()}…"


def _dash(field: str) -> Spec:
    """Dashed where it rests on what nobody has said."""
    return {
        "condition": {"test": f"datum.{field}", "value": [1, 0]},
        "value": [4, 4],
    }


def _names(x: Spec, y: Spec, rows: list[dict[str, Any]], colours: Palette) -> list[Layer]:
    """Right of the mark, or left of it where it stands far to the right; up to six of them."""
    shown = rows[:6]
    right = [row for row in shown if row["able"] < _TURNS]
    left = [row for row in shown if row["able"] >= _TURNS]
    made = []
    for place, align, dx in ((right, "left", 17), (left, "right", -17)):
        for halo in ({"stroke": colours.page, "strokeWidth": 5}, {}):
            made.append(
                label(x, y, "name", place, align=align, dx=dx, dy=-12, fontWeight=600,
                      color=colours.ink, **halo)
            )  # fmt: skip
    return made


def _grid(x: Spec, y: Spec, top: float, held: Portfolio, colours: Palette) -> list[Layer]:
    valued = _valued(held)
    shares = (0, 0.25, 0.5, 0.75, 1) if valued else (0,)
    lines = [{"value": top * one, "words": money(top * one, held.currency)} for one in shares]
    if not valued:
        lines = [{"value": 0, "words": ""}]
    levels = [{"able": one, "value": 0, "words": str(one)} for one in range(1, 6)]
    foot = [{"value": 0, "words": "feasibility, level 1 to 5 →"}]
    head = "↑ value a quarter" if valued else "nobody has stated a value: by place, not by height"
    quiet = {"fontSize": 13, "color": colours.quiet}
    return [
        mark("rule", {"x": across(_LEFT), "x2": across(_RIGHT), "y": y}, lines,
             color=colours.faint),
        mark("rule", {"x": x, "y": {"value": _TOP}, "y2": {"value": _BOTTOM}}, levels,
             color=colours.faint),
        label(across("62"), y, "words", lines, align="right", **quiet),
        label(x, y, "words", levels, align="center", dy=16, **quiet),
        label(across(_RIGHT), y, "words", foot, align="right", dy=38, **quiet),
        label(across("0"), {"value": 8}, "words", [{"words": head}], **quiet),
    ]  # fmt: skip
