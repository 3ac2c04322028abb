"""The use of each role, week by week, on the axis of the plan."""

from typing import Any

from content.model import Pack
from reports.wording import level, percent
from scoring.roadmap_model import Roadmap, RoleLoad
from ui.components.charts.parts import Layer, Spec, across, at, label, mark, on_screen, own, wide
from ui.theme.palette import Palette

BELOW, STEP = 1.6, 0.72
"""How far below the plan's last row the load begins, and from one role to the next, in rows."""


def load(
    plan: Roadmap, top: float, pack: Pack, axes: tuple[Spec, Spec], colours: Palette
) -> list[Layer]:
    """A row a role, a cell a week: the darker, the fuller.

    ``axes`` are the scale of days and the position of rows; ``top`` is the first row's place.
    """
    scale, y = axes
    places = [(top + place * STEP, item) for place, item in enumerate(plan.load)]
    names = [
        {"row": row, "text": pack.role(item.role).name, "used": _used(item)} for row, item in places
    ]
    cells = [
        _cell(row, week, share, colours)
        for row, item in places
        for week, share in enumerate(item.weeks)
    ]
    head = [{"row": top - STEP, "text": "Use of each role, week by week"}]
    box = {"x": at("day", scale), "x2": {"field": "to"}}
    tall = {"y": y | {"field": "y"}, "y2": {"field": "y2"}}
    room = {"limit": {"expr": wide("0.24 * width", "0.38 * width")}}
    look = {"color": own("colour"), "tooltip": {"field": "tip"}}
    return [
        label(across("0"), y, "text", head, fontWeight=600, color=colours.ink),
        mark("rect", box | tall | look, cells, cornerRadius=2),
        label(across("0"), y, "text", names, fontSize=13, color=colours.ink, **room),
        label(across("0.645 * width"), y, "used", names, fontSize=13, color=colours.quiet,
              **on_screen()),
    ]  # fmt: skip


def _cell(row: float, week: int, share: float, colours: Palette) -> dict[str, Any]:
    step = 0 if share <= 0 else min(5, 1 + int(share * 4.999))
    return {
        "day": 7 * week + 0.4, "to": 7 * week + 6.6, "y": row - 0.28, "y2": row + 0.28,
        "colour": colours.levels[step - 1] if step else colours.faint, "tip": percent(share),
    }  # fmt: skip


def _used(item: RoleLoad) -> str:
    share = sum(item.weeks) / len(item.weeks) if item.weeks else 0.0
    people = f"{level(item.people)} {'person' if item.people <= 1 else 'people'}"
    return f"{people}, {percent(share)} used" if share > 0 else f"{people}, not used"
