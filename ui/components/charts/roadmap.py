"""Roadmap and load in one picture on one week axis: work, slip, proof, criterion now and wanted."""

from datetime import date
from typing import Any

from content.model import Pack
from reports.proof_words import STANDING_WORDS, standing
from reports.quantities import target_of, value_of
from reports.wording import short_day
from scoring.proof_model import Standing
from scoring.roadmap_model import (
    ConditionState,
    PlannedCondition,
    PlannedInitiative,
    Roadmap,
    Status,
)
from ui.components.charts.calendar import calendar, gate
from ui.components.charts.load import BELOW, STEP, load
from ui.components.charts.parts import Layer, Spec, across, at, frame, label, mark, on_screen, wide
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.25 * width", "0.4 * width"), wide("0.63 * width", "0.99 * width")
_CRITERION = "0.645 * width"
_STATES = {
    ConditionState.MET: "met", ConditionState.NOT_MET: "not met",
    ConditionState.UNCERTAIN: "uncertain", ConditionState.NOT_READ: "not read",
    ConditionState.UNAVAILABLE: "unavailable", ConditionState.TO_ATTEST: "to attest",
}  # fmt: skip


def roadmap(
    plan: Roadmap, rows: tuple[PlannedInitiative, ...], pack: Pack, sources: dict[str, str],
    colours: Palette,
) -> Spec:  # fmt: skip
    """The chart of ``rows`` of the plan, and the load of every role below.

    ``sources`` has the name of each source by its id.
    """
    days = max([(row.proof_end - plan.first_monday).days for row in rows] + [7 * _weeks(plan)])
    scale = {"domain": [0, days], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}}
    depth = len(rows) + BELOW + STEP * len(plan.load)
    y = at("row", {"domain": [depth - 0.4, -1.1]})
    lines = [_line(place, row, plan, pack, sources) for place, row in enumerate(rows)]
    return frame(
        [
            *calendar(plan, days, len(rows), (scale, y), colours),
            *_bars(lines, scale, y, colours),
            *_names(lines, y, colours),
            *_criteria(lines, y, colours),
            *gate(plan, len(rows), scale, y, colours),
            *load(plan, len(rows) + BELOW, pack, (scale, y), colours),
        ],
        colours,
        height=round(42 * (depth + 0.7)),
    )


def sentence(rows: tuple[PlannedInitiative, ...]) -> str:
    """The finding as the chart's title."""
    opening = [row for row in rows if row.opens_gate]
    if not opening:
        return "Nothing blocks the gate; what is left lifts the rest to target"
    longest = max(opening, key=lambda row: row.proof_end)
    proof, work = (longest.proof_end - longest.p80).days, (longest.p80 - longest.start).days
    many = f"{len(opening)} initiatives open" if len(opening) > 1 else "One initiative opens"
    slower, faster = ("measuring", "building") if proof > work else ("building", "measuring")
    return f"{many} the gate; in the last one {slower} takes longer than {faster}"


def described(rows: tuple[PlannedInitiative, ...]) -> str:
    """The chart in words; the table below it has every figure."""
    parts = [
        f"{row.title}: {short_day(row.start)} to {short_day(row.p80)}, proved by "
        f"{short_day(row.proof_end)}"
        for row in rows
    ]
    return f"Roadmap. {'; '.join(parts)}."


def leading(row: PlannedInitiative) -> PlannedCondition:
    """The condition that a row shows: one that was read, else a measured one, else the first."""
    read = [item for item in row.conditions if item.reading]
    return (read or [item for item in row.conditions if item.metric] or list(row.conditions))[0]


def now_of(condition: PlannedCondition) -> str:
    """The value read now, or in a word why there is none."""
    return value_of(condition.reading) if condition.reading else _STATES[condition.state]


def _weeks(plan: Roadmap) -> int:
    return max((len(item.weeks) for item in plan.load), default=1)


def _line(
    place: int, row: PlannedInitiative, plan: Roadmap, pack: Pack, sources: dict[str, str]
) -> dict[str, Any]:
    def day(when: date) -> int:
        return (when - plan.first_monday).days

    condition = leading(row)
    url = condition.reading.url if condition.reading else ""
    return {
        "row": place, "title": row.title, "role": _under(row, pack),
        "start": day(row.start), "end": max(day(row.p50), day(row.start) + 1),
        "late": day(row.p80), "proof": day(row.proof_end), "dropped": row.status is Status.DROPPED,
        "criterion": condition.metric_name or condition.text,
        "where": _where(condition, len(row.conditions) - 1, sources), "now": now_of(condition),
        "target": target_of(condition) if condition.metric else "",
        "arrow": "→" if condition.metric else "",
        "link": url if url.startswith(("http://", "https://")) else None,
    }  # fmt: skip


def _under(row: PlannedInitiative, pack: Pack) -> str:
    """The role, and how far it has come where that is more than planned."""
    stands, role = standing(row), pack.role(row.lead_role).name
    return role if stands is Standing.PLANNED else f"{STANDING_WORDS[stands]} · {role}"


def _where(condition: PlannedCondition, more: int, sources: dict[str, str]) -> str:
    name = sources.get(condition.source, condition.source)
    linked = bool(condition.reading and condition.reading.url)
    rest = f"and {more} more" if more else ""
    return ", ".join(part for part in (f"{name} ↗" if linked else name, rest) if part)


def _bars(lines: list[dict[str, Any]], scale: Spec, y: Spec, colours: Palette) -> list[Layer]:
    def span(start: str, end: str) -> Spec:
        return {"x": at(start, scale), "x2": {"field": end}, "y": y}

    work = [line for line in lines if not line["dropped"]]
    dropped = [line for line in lines if line["dropped"]]
    dotted = {"color": colours.quiet, "strokeDash": [2, 3], "strokeWidth": 1.5}
    end = {"orient": "vertical", "size": 9, "thickness": 1.5, "color": colours.quiet}
    return [
        mark("rule", span("late", "proof"), work, **dotted),
        mark("tick", {"x": at("proof", scale), "y": y}, work, **end),
        mark("bar", span("end", "late"), work, height=15, color=colours.band, cornerRadiusEnd=2),
        mark("bar", span("start", "end"), work, height=15, color=colours.accent),
        mark("bar", span("start", "late"), dropped, height=15, filled=False, stroke=colours.quiet),
    ]


def _names(lines: list[dict[str, Any]], y: Spec, colours: Palette) -> list[Layer]:
    room = {"limit": {"expr": wide("0.24 * width", "0.39 * width")}}
    title = {"dy": -8, "fontSize": 13.5, "fontWeight": 500, "color": colours.ink}
    whole = {"tooltip": {"field": "title"}}
    return [
        label(across("0"), y, "title", lines, whole, **title, **room),
        label(across("0"), y, "role", lines, dy=9, fontSize=12, color=colours.quiet, **room),
    ]


def _criteria(lines: list[dict[str, Any]], y: Spec, colours: Palette) -> list[Layer]:
    linked = [line for line in lines if line["link"]]
    unlinked = [line for line in lines if not line["link"]]
    href = {"href": {"field": "link", "type": "nominal"}, "tooltip": {"field": "where"}}
    screen, ink = on_screen(), {"fontSize": 13, "color": colours.ink}
    name = {"dy": -8, "limit": {"expr": "0.175 * width"}} | ink | screen
    small = {"fontSize": 12, "dy": 9, "limit": {"expr": "0.175 * width"}} | screen
    whole = {"tooltip": {"field": "criterion"}}
    return [
        label(across(_CRITERION), y, "criterion", lines, whole, **name),
        label(across(_CRITERION), y, "where", linked, href, color=colours.accent, **small),
        label(across(_CRITERION), y, "where", unlinked, color=colours.quiet, **small),
        label(across("0.895 * width"), y, "now", lines, align="right", fontWeight=600, **ink,
              **screen),
        label(across("0.91 * width"), y, "arrow", lines, align="center", **ink, **screen),
        label(across("0.925 * width"), y, "target", lines, limit={"expr": "0.08 * width"}, **ink,
              **screen),
    ]  # fmt: skip
