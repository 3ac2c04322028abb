"""The week axis of a plan: months, quiet times, and the dates of the gate."""

from datetime import date, timedelta

from content.locales import day_without_year
from scoring.roadmap_model import Freeze, Roadmap
from ui.components.charts.parts import Layer, Spec, across, at, label, mark, on_screen, wide
from ui.theme.palette import Palette

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_LATER = {
    "align": {"expr": wide("'left'", "'right'")},
    "dx": {"expr": wide("4", "-4")},
    "dy": {"expr": wide("9", "25")},
}
_CRITERION, _NOW, _TARGET = "0.645 * width", "0.895 * width", "0.925 * width"


def calendar(
    plan: Roadmap, days: int, count: int, axes: tuple[Spec, Spec], colours: Palette
) -> list[Layer]:
    """Month lines, freezes as grey bands, row lines, and the heads of the columns of words.

    ``axes`` are the scale of days and the position of rows.
    """
    scale, y = axes
    band = {"top": -0.5, "row": count - 0.5}
    months = [{"day": offset, "text": text} | band for offset, text in _months(plan, days)]
    freezes = [
        {"day": max(0, first), "to": min(days, last + 1), "text": item.name} | band
        for item in plan.freezes
        for first, last in [_days_of(item, plan.first_monday)]
        if last >= 0 and first < days
    ]
    lines = [{"row": place + 0.5} for place in range(count)]
    x, down = at("day", scale), {"y": y | {"field": "top"}, "y2": {"field": "row"}}
    wide_line = {"x": across("0"), "x2": across("width"), "y": y}
    quiet = {"fontSize": 13, "color": colours.quiet}
    others = [item for place, item in enumerate(months) if place % 3]
    return [
        mark("rect", {"x": x, "x2": {"field": "to"}} | down, freezes, color=colours.faint),
        mark("rule", {"x": x} | down, months, color=colours.faint),
        mark("rule", wide_line, lines, color=colours.faint),
        label(x, y | {"field": "top"}, "text", months[::3], dy=-10, **quiet),
        label(x, y | {"field": "top"}, "text", others,
              dy=-10, **quiet, **on_screen()),
        *_heads(y, quiet),
    ]  # fmt: skip


def gate(plan: Roadmap, count: int, scale: Spec, y: Spec, colours: Palette) -> list[Layer]:
    """The dates that half of the runs and four in five keep; nothing where no gate is blocked."""
    if plan.gate is None:
        return []
    ends: list[tuple[date, str, Spec, Spec]] = [
        (
            plan.gate.p50,
            "half of the runs",
            {"strokeDash": [3, 2]},
            {"align": "right", "dx": -4, "dy": 9},
        ),
        (plan.gate.p80, "four in five", {}, _LATER),
    ]
    found: list[Layer] = []
    x, down = at("day", scale), {"y": y | {"field": "top"}, "y2": {"field": "row"}}
    for when, words, dash, side in ends:
        text = f"{words}, {day_without_year(when)}"
        offset = (when - plan.first_monday).days
        row = [{"day": offset, "top": -0.5, "row": count - 0.35, "text": text}]
        bold = {"fontSize": 12.5, "fontWeight": 600, "color": colours.ink}
        found.append(mark("rule", {"x": x} | down, row, color=colours.ink, strokeWidth=1.5, **dash))
        found.append(label(x, y, "text", row, **bold, **side))
    return found


def _months(plan: Roadmap, days: int) -> list[tuple[int, str]]:
    # A name takes about a sixth of the room that a screen has for the whole time axis.
    least = days / 6
    step = next((item for item in (1, 2, 3, 6, 12) if 30 * item >= least), 24)
    found = [(0, day_without_year(plan.first_monday))]
    for offset in range(days):
        when = plan.first_monday + timedelta(days=offset)
        in_room = least <= offset <= days - least
        if when.day == 1 and in_room and (12 * when.year + when.month - 1) % step == 0:
            year = f" {when.year}" if when.month == 1 else ""
            found.append((offset, _MONTHS[when.month - 1] + year))
    return found


def _days_of(freeze: Freeze, start: date) -> tuple[int, int]:
    """Its first and its last day, counted from ``start``."""
    return (freeze.start - start).days, (freeze.end - start).days


def _heads(y: Spec, quiet: Spec) -> list[Layer]:
    columns = ((_CRITERION, "Exit criterion, as read", "left"), (_NOW, "now", "right"),
               (_TARGET, "target", "left"))  # fmt: skip
    return [
        label(across(place), y, "text", [{"row": -0.73, "text": text}], align=side, **quiet,
              **on_screen())
        for place, text, side in columns
    ]  # fmt: skip
