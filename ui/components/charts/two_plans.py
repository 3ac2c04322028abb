"""Two plans on one time axis: for each initiative that differs, one bar above the other."""

from datetime import date
from typing import Any

from reports.wording import short_day
from scoring.plan_comparison import Difference, Span
from ui.components.charts.parts import Spec, across, at, frame, label, mark, on_screen, own, wide
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.3 * width", "0.42 * width"), wide("0.94 * width", "0.82 * width")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def two_plans(
    found: tuple[Difference, ...], gates: tuple[date | None, date | None], colours: Palette
) -> Spec:
    """The chart; ``gates`` are the P80 dates of the gates of both."""
    spans = [span for item in found for span in (item.one, item.other) if span is not None]
    first = min(span.start for span in spans)
    last = max([*(span.proof_end for span in spans), *(gate for gate in gates if gate)])
    days = max(1, (last - first).days)
    scale = {"domain": [0, days], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}}
    y = at("row", {"domain": [len(found) - 0.1, -1.0]})
    # One is hollow and dashed, the other filled and solid, so that both are told apart in grey.
    looks = ((-0.17, colours.quiet, colours.page), (0.17, colours.accent, colours.accent))
    bars = [
        _bar(place + shift, span, first, colour) | {"fill": fill}
        for place, item in enumerate(found)
        for (shift, colour, fill), span in zip(looks, (item.one, item.other), strict=True)
        if span is not None
    ]
    names = [{"row": place, "text": item.title} for place, item in enumerate(found)]
    marks = [
        {
            "day": (gate - first).days,
            "top": -0.6,
            "row": len(found) - 0.4,
            "colour": look[1],
            "dash": dash,
            "text": short_day(gate),
        }
        for gate, look, dash in zip(gates, looks, ([5, 3], [1, 0]), strict=True)
        if gate is not None
    ]
    words = _beside(marks)
    months = [{"day": offset, "text": text, "top": -0.75} for offset, text in _months(first, days)]
    x = at("day", scale)
    ends = {"field": "dash", "type": "nominal", "scale": None, "legend": None}
    room = {"limit": {"expr": wide("0.28 * width", "0.4 * width")}}
    down = {"y": y | {"field": "top"}, "y2": {"field": "row"}}
    tip = {"tooltip": {"field": "tip"}, "color": own("colour")}
    return frame(
        [
            label(x, y | {"field": "top"}, "text", months[::2], fontSize=13, color=colours.quiet),
            label(x, y | {"field": "top"}, "text", months[1::2], fontSize=13, color=colours.quiet,
                  **on_screen()),
            label(across("0"), y, "text", names, fontSize=13.5, color=colours.ink, **room),
            mark("rule", {"x": at("late", scale), "x2": {"field": "proof"}, "y": y} | tip, bars,
                 strokeDash=[2, 3], strokeWidth=1.5),
            mark("bar", {"x": at("start", scale), "x2": {"field": "late"}, "y": y,
                         "fill": own("fill"), "stroke": own("colour"),
                         "tooltip": {"field": "tip"}}, bars, height=8, strokeWidth=1.3),
            mark("rule", {"x": x, "color": own("colour"), "strokeDash": ends} | down, marks,
                 strokeWidth=1.5),
            *(label(x, y, "text", [item], align=side, dx=4 if side == "left" else -4, dy=8,
                    fontSize=12.5, fontWeight=600, color=item["colour"])
              for item, side in words),
        ],
        colours,
        height=round(40 * (len(found) + 1.0)),
    )  # fmt: skip


def described(found: tuple[Difference, ...], names: tuple[str, str]) -> str:
    """The chart in words."""
    parts = []
    for item in found:
        both = [
            f"{name} {short_day(span.start)} to {short_day(span.p80)}" if span else f"not in {name}"
            for name, span in zip(names, (item.one, item.other), strict=True)
        ]
        parts.append(f"{item.title}: {'; '.join(both)}")
    return f"Two plans. {'. '.join(parts)}."


def _beside(marks: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    """The date of each upright line at its foot: the earlier one's left, the later one's right."""
    ordered = sorted(marks, key=lambda item: item["day"])
    sides = ["right"] * (len(ordered) - 1) + ["right" if len(ordered) == 1 else "left"]
    return list(zip(ordered, sides, strict=True))


def _bar(row: float, span: Span, first: date, colour: str) -> dict[str, Any]:
    start, late = (span.start - first).days, (span.p80 - first).days
    return {
        "row": row, "start": start, "late": max(late, start + 1),
        "proof": (span.proof_end - first).days, "colour": colour,
        "tip": f"{short_day(span.start)} to {short_day(span.p80)}, proved {short_day(span.proof_end)}",
    }  # fmt: skip


def _months(first: date, days: int) -> list[tuple[int, str]]:
    step = 1 if days < 150 else 2 if days < 330 else 3
    found = []
    for offset in range(days):
        when = date.fromordinal(first.toordinal() + offset)
        if when.day == 1 and (when.month - 1) % step == 0:
            year = f" {when.year}" if when.month == 1 else ""
            found.append((offset, _MONTHS[when.month - 1] + year))
    return found
