"""Five bars with interval and threshold, and in the same row the capability that decides."""

from typing import Any

from content.locales import written
from content.model import Pack
from reports.wording import join, level, percent
from scoring.model import AreaScore, Scorecard, Verdict
from ui.components.charts.lowest import lowest, stands_lowest
from ui.components.charts.parts import (
    Layer,
    Spec,
    across,
    at,
    frame,
    label,
    level_grid,
    levels,
    mark,
    on_screen,
    own,
    rows_down,
    wide,
)  # fmt: skip
from ui.theme.palette import Palette

SHAPES = {
    Verdict.READY: "circle", Verdict.CONDITIONAL: "diamond",
    Verdict.NOT_READY: "square", Verdict.INSUFFICIENT_EVIDENCE: "stroke",
}  # fmt: skip
_LEFT, _RIGHT = wide("0.18 * width", "0.34 * width"), wide("0.55 * width", "0.72 * width")
_GATE = wide("0.6 * width", "width - 70")


def dimensions(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """The chart; at a depth without a verdict it shows indices and no shapes."""
    rows = [_row(place, area, card, pack, colours) for place, area in enumerate(card.dimensions)]
    scale = levels(_LEFT, _RIGHT)
    y = at("row", rows_down(len(rows), above=1.0, below=0.95))
    x = at("level", scale)
    known = [row for row in rows if row["level"] is not None]
    limit = pack.judgements.thresholds.ready_area_level
    return frame(
        [
            *_furniture(len(rows), scale, y, colours),
            mark("bar", {"x": at("from", scale), "x2": {"field": "level"}, "y": y}, known,
                 height=19, color=colours.bar, cornerRadiusEnd=2),
            mark("rule", {"x": at("low", scale), "x2": {"field": "high"}, "y": y}, known,
                 color=colours.ink, strokeWidth=2),
            *[mark("tick", {"x": at(end, scale), "y": y}, known, orient="vertical", size=12,
                   thickness=2, color=colours.ink) for end in ("low", "high")],
            *_threshold(limit, len(rows), scale, y, colours),
            *[label(x | {"field": "label_at"}, y, "figure", known,
                   dx=8, fontWeight=600, color=colours.ink, **halo)
              for halo in ({"stroke": colours.page, "strokeWidth": 5}, {})],
            label(across("0"), y, "name", rows, fontWeight=600, color=colours.ink),
            *_gate(rows, y, colours),
        ],
        colours, height=46 * len(rows) + 70,
    )  # fmt: skip


def sentence(card: Scorecard, pack: Pack) -> str:
    """The finding as the chart's title."""
    names = {area.id: pack.area(area.id).name for area in card.dimensions}
    low = lowest(card.dimensions, pack)
    if not low:
        return "Nothing is known of the five dimensions yet"
    passed = [names[area.id] for area in card.dimensions if area.verdict is Verdict.READY]
    if not card.gives_verdict:
        return f"{stands_lowest(low)} of the five dimensions"
    if len(passed) == len(names):
        return "All five dimensions have passed"
    if not passed:
        return f"No dimension has passed; {stands_lowest(low)}"
    if len(passed) == 1:
        return f"Only {passed[0]} has passed; {stands_lowest(low)}"
    return f"{join(passed)} have passed"


def described(card: Scorecard, pack: Pack) -> str:
    """The chart in words, for a reader who cannot see it."""
    parts = []
    for area in card.dimensions:
        figure = f"{level(area.band.level)} of 5" if area.band else "not answered"
        parts.append(f"{pack.area(area.id).name} {figure}")
    return f"{sentence(card, pack)}. Level index by dimension: {'; '.join(parts)}."


def _row(
    place: int, area: AreaScore, card: Scorecard, pack: Pack, colours: Palette
) -> dict[str, Any]:
    band = area.band
    weakest = pack.capability(area.weakest).short_name if area.weakest else ""
    chance = percent(area.weakest_p3) if area.weakest_p3 is not None else ""
    if area.weakest and not card.capability(area.weakest).answered:
        chance = "open"
    return {
        "row": place, "id": area.id, "name": pack.area(area.id).name, "from": 1,
        "level": band.level if band else None, "low": band.low if band else None,
        "high": band.high if band else None,
        "label_at": max(band.level, band.high) if band else None,
        "figure": level(band.level) if band else "not answered",
        "weakest": weakest, "chance": chance,
        "shape": SHAPES[area.verdict] if card.gives_verdict else "",
        "colour": colours.verdicts[area.verdict],
    }  # fmt: skip


def _furniture(count: int, scale: Spec, y: Spec, colours: Palette) -> list[Layer]:
    lines = [{"row": place + 0.5} for place in range(count - 1)]
    head = [{"row": -0.95, "text": "Level, with 80 % interval"}]
    full = {"x": across("0"), "x2": across("width"), "y": y}
    return [
        *level_grid(count, scale, y, colours, top=-0.45),
        mark("rule", full, lines, color=colours.faint),
        label(across(_LEFT), y, "text", head, fontSize=13, color=colours.quiet),
    ]


def _threshold(limit: float, count: int, scale: Spec, y: Spec, colours: Palette) -> list[Layer]:
    line = [
        {
            "level": limit,
            "top": -0.45,
            "row": count - 0.4,
            "text": f"threshold {written(limit, 'g')}",
        }
    ]
    down = {"x": at("level", scale), "y": y | {"field": "top"}, "y2": {"field": "row"}}
    words = {"align": "center", "dy": 12, "fontSize": 13, "color": colours.ink}
    return [
        mark("rule", down, line, color=colours.ink, strokeDash=[4, 3], strokeWidth=1.5),
        label(at("level", scale), y, "text", line, **words),
    ]


def _gate(rows: list[dict[str, Any]], y: Spec, colours: Palette) -> list[Layer]:
    shaped = [row for row in rows if row["shape"] and row["shape"] != "stroke"]
    unknown = [row for row in rows if row["shape"] == "stroke"]
    head = [{"row": -0.95, "text": "Weakest critical capability, chance it is in place"}]
    x, ink = across(_GATE), {"color": own("colour")}
    quiet = {"fontSize": 13, "color": colours.quiet, "limit": {"expr": "0.4 * width"}}
    dashed = {"filled": False, "strokeDash": [2, 2], "strokeWidth": 2, "shape": "circle"}
    spot = {"size": 130, "opacity": 1, "xOffset": 7}
    name = {"dx": 68, "color": colours.ink, "limit": {"expr": "0.4 * width - 70"}}
    return [
        label(x, y, "text", head, **quiet, **on_screen()),
        mark("point", {"x": x, "y": y, "shape": own("shape"), "fill": own("colour")} | ink, shaped,
             **spot),
        mark("point", {"x": x, "y": y} | ink, unknown, **spot, **dashed),
        label(x, y, "chance", rows, dx=22, fontWeight=600, color=colours.ink),
        label(x, y, "weakest", rows, **name, **on_screen()),
    ]  # fmt: skip
