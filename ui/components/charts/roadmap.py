"""Roadmap and load in one picture on one week axis: work, likely slip, proof, criterion now and wanted."""

from datetime import date, timedelta
from typing import Any

from content.model import Pack
from reports.quantities import value_of
from reports.wording import level, percent, short_day
from scoring.roadmap_model import (
    ConditionState,
    PlannedCondition,
    PlannedInitiative,
    Roadmap,
    RoleLoad,
    Status,
)
from ui.components.charts.parts import Spec, across, at, frame, mark, own, wide, words
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.25 * width", "0.4 * width"), wide("0.63 * width", "0.99 * width")
_CRITERION = "0.645 * width"
_SCREEN = {"opacity": {"expr": wide("1", "0")}}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_STATES = {
    ConditionState.MET: "met", ConditionState.NOT_MET: "not met", ConditionState.UNCERTAIN: "uncertain",
    ConditionState.NOT_READ: "not read", ConditionState.UNAVAILABLE: "unavailable",
    ConditionState.TO_ATTEST: "to attest",
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
    depth = len(rows) + 1.2 + 0.72 * len(plan.load)
    y = at("row", {"domain": [depth, -1.1]})
    lines = [_line(place, row, plan, pack, sources) for place, row in enumerate(rows)]
    return frame(
        [
            *_calendar(plan, days, len(rows), scale, y, colours),
            *_bars(lines, scale, y, colours),
            *_texts(lines, y, colours),
            *_gate(plan, len(rows), scale, y, colours),
            *_load(plan, len(rows) + 1.6, pack, scale, y, colours),
        ],
        colours, height=round(42 * (depth + 1.1)),
    )  # fmt: skip


def sentence(plan: Roadmap, rows: tuple[PlannedInitiative, ...]) -> str:
    """The finding as the chart's title."""
    opening = [row for row in rows if row.opens_gate]
    if not opening:
        return "Nothing blocks the gate; what is left lifts the rest to target"
    longest = max(opening, key=lambda row: row.proof_end)
    proof, work = (longest.proof_end - longest.p80).days, (longest.p80 - longest.start).days
    many = f"{len(opening)} initiatives open" if len(opening) > 1 else "One initiative opens"
    slow = "measuring takes longer than building" if proof > work else "building takes longer than measuring"
    return f"{many} the gate; in the last one {slow}"


def described(rows: tuple[PlannedInitiative, ...]) -> str:
    """The chart in words; the table below it has every figure."""
    parts = [f"{row.title}: {short_day(row.start)} to {short_day(row.p80)}, proved by "
             f"{short_day(row.proof_end)}" for row in rows]  # fmt: skip
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
    more = len(row.conditions) - 1
    url = condition.reading.url if condition.reading else ""
    return {
        "row": place, "title": row.title, "role": pack.role(row.lead_role).name,
        "start": day(row.start), "end": max(day(row.p50), day(row.start) + 1),
        "late": day(row.p80), "proof": day(row.proof_end), "dropped": row.status is Status.DROPPED,
        "criterion": condition.metric_name or condition.text,
        "where": _where(condition, more, sources), "now": now_of(condition),
        "target": condition.target if condition.metric else "", "arrow": "→" if condition.metric else "",
        "link": url if url.startswith(("http://", "https://")) else None,
    }  # fmt: skip


def _where(condition: PlannedCondition, more: int, sources: dict[str, str]) -> str:
    name = sources.get(condition.source, condition.source)
    linked = bool(condition.reading and condition.reading.url)
    rest = f"and {more} more" if more else ""
    return ", ".join(part for part in (f"{name} ↗" if linked else name, rest) if part)


def _calendar(
    plan: Roadmap, days: int, count: int, scale: Spec, y: Spec, colours: Palette
) -> list[Spec]:
    months = [{"day": 0, "text": f"{plan.first_monday.day} {_MONTHS[plan.first_monday.month - 1]}",
               "top": -0.5, "row": count - 0.5}]  # fmt: skip
    step = 1 if days < 150 else 2 if days < 330 else 3
    for offset in range(days):
        when = plan.first_monday + timedelta(days=offset)
        if when.day == 1 and offset > 12 * step and (when.month - 1) % step == 0:
            year = f" {when.year}" if when.month == 1 else ""
            months.append({"day": offset, "text": _MONTHS[when.month - 1] + year, "top": -0.5,
                           "row": count - 0.5})  # fmt: skip
    lines = [{"row": place + 0.5} for place in range(count)]
    freezes = [
        {"day": (item.start - plan.first_monday).days, "to": (item.end - plan.first_monday).days + 1,
         "top": -0.5, "row": count - 0.5, "text": item.name}
        for item in plan.freezes if item.start >= plan.first_monday
    ]  # fmt: skip
    x = at("day", scale)
    return [
        mark("rect", {"x": x, "x2": {"field": "to"}, "y": y | {"field": "top"}, "y2": {"field": "row"},
             "tooltip": words()}, freezes, color=colours.faint),
        mark("rule", {"x": x, "y": y | {"field": "top"}, "y2": {"field": "row"}}, months, color=colours.faint),
        mark("text", {"x": x, "y": y | {"field": "top"}, "text": words()}, months, align="left",
             dy=-10, fontSize=13, color=colours.quiet),
        mark("rule", {"x": across("0"), "x2": across("width"), "y": y}, lines, color=colours.faint),
        mark("text", {"x": across(_CRITERION), "y": y, "text": words()},
             [{"row": -0.73, "text": "Exit criterion, as read"}], align="left", fontSize=13,
             color=colours.quiet, **_SCREEN),
        mark("text", {"x": across("0.895 * width"), "y": y, "text": words()},
             [{"row": -0.73, "text": "now"}], align="right", fontSize=13, color=colours.quiet, **_SCREEN),
        mark("text", {"x": across("0.925 * width"), "y": y, "text": words()},
             [{"row": -0.73, "text": "target"}], align="left", fontSize=13, color=colours.quiet, **_SCREEN),
    ]  # fmt: skip


def _bars(lines: list[dict[str, Any]], scale: Spec, y: Spec, colours: Palette) -> list[Spec]:
    def span(start: str, end: str) -> Spec:
        return {"x": at(start, scale), "x2": {"field": end}, "y": y}

    work = [line for line in lines if not line["dropped"]]
    dropped = [line for line in lines if line["dropped"]]
    return [
        mark("rule", span("late", "proof"), work, color=colours.quiet, strokeDash=[2, 3], strokeWidth=1.5),
        mark("tick", {"x": at("proof", scale), "y": y}, work, orient="vertical", size=9, thickness=1.5,
             color=colours.quiet),
        mark("bar", span("end", "late"), work, height=15, color=colours.band, cornerRadiusEnd=2),
        mark("bar", span("start", "end"), work, height=15, color=colours.accent),
        mark("bar", span("start", "late"), dropped, height=15, filled=False, stroke=colours.quiet),
    ]  # fmt: skip


def _texts(lines: list[dict[str, Any]], y: Spec, colours: Palette) -> list[Spec]:
    room = {"expr": wide("0.24 * width", "0.39 * width")}
    linked = [line for line in lines if line["link"]]
    unlinked = [line for line in lines if not line["link"]]
    small = {"fontSize": 12, "align": "left", "dy": 9, "limit": {"expr": "0.18 * width"}}
    return [
        mark("text", {"x": across("0"), "y": y, "text": words("title"), "tooltip": words("title")}, lines,
             align="left", dy=-8, fontSize=13.5, fontWeight=500, limit=room, color=colours.ink),
        mark("text", {"x": across("0"), "y": y, "text": words("role")}, lines, align="left", dy=9,
             fontSize=12, color=colours.quiet, limit=room),
        mark("text", {"x": across(_CRITERION), "y": y, "text": words("criterion"),
             "tooltip": words("criterion")}, lines, align="left", dy=-8, fontSize=13, color=colours.ink,
             limit={"expr": "0.19 * width"}, **_SCREEN),
        mark("text", {"x": across(_CRITERION), "y": y, "text": words("where"),
             "href": {"field": "link", "type": "nominal"}}, linked, color=colours.accent,
             cursor="pointer", **small, **_SCREEN),
        mark("text", {"x": across(_CRITERION), "y": y, "text": words("where")}, unlinked,
             color=colours.quiet, **small, **_SCREEN),
        mark("text", {"x": across("0.895 * width"), "y": y, "text": words("now")}, lines, align="right",
             fontWeight=600, fontSize=13, color=colours.ink, **_SCREEN),
        mark("text", {"x": across("0.91 * width"), "y": y, "text": words("arrow")}, lines,
             fontSize=13, color=colours.quiet, **_SCREEN),
        mark("text", {"x": across("0.925 * width"), "y": y, "text": words("target")}, lines,
             align="left", fontSize=13, color=colours.ink, limit={"expr": "0.08 * width"}, **_SCREEN),
    ]  # fmt: skip


def _gate(plan: Roadmap, count: int, scale: Spec, y: Spec, colours: Palette) -> list[Spec]:
    if plan.gate is None:
        return []
    ends = [(plan.gate.p50, "half of the runs", [3, 2], "right", -4),
            (plan.gate.p80, "four in five", [1, 0], "left", 4)]  # fmt: skip
    found: list[Spec] = []
    for when, label, dash, align, dx in ends:
        row = [{"day": (when - plan.first_monday).days, "top": -0.5, "row": count - 0.35,
                "text": f"{label}, {when.day} {_MONTHS[when.month - 1]}"}]  # fmt: skip
        x = at("day", scale)
        found.append(mark("rule", {"x": x, "y": y | {"field": "top"}, "y2": {"field": "row"}}, row,
                          color=colours.ink, strokeDash=dash, strokeWidth=1.5))  # fmt: skip
        found.append(mark("text", {"x": x, "y": y, "text": words()}, row, align=align, dx=dx, dy=9,
                          fontSize=12.5, fontWeight=600, color=colours.ink))  # fmt: skip
    return found


def _load(
    plan: Roadmap, top: float, pack: Pack, scale: Spec, y: Spec, colours: Palette
) -> list[Spec]:
    names = [
        {"row": top + place * 0.72, "text": pack.role(item.role).name, "used": _used(item)}
        for place, item in enumerate(plan.load)
    ]
    cells = [
        _cell(top + place * 0.72, week, share, colours)
        for place, item in enumerate(plan.load)
        for week, share in enumerate(item.weeks)
    ]
    box = {"x": at("day", scale), "x2": {"field": "to"}, "y": y | {"field": "y"}, "y2": {"field": "y2"}}
    return [
        mark("text", {"x": across("0"), "y": y, "text": words()},
             [{"row": top - 0.72, "text": "Use of each role, week by week"}], align="left",
             fontWeight=600, color=colours.ink),
        mark("rect", box | {"color": own("colour"), "tooltip": words("tip")}, cells, cornerRadius=2),
        mark("text", {"x": across("0"), "y": y, "text": words()}, names, align="left", fontSize=13,
             color=colours.ink),
        mark("text", {"x": across(_CRITERION), "y": y, "text": words("used")}, names, align="left",
             fontSize=13, color=colours.quiet, **_SCREEN),
    ]  # fmt: skip


def _cell(row: float, week: int, share: float, colours: Palette) -> dict[str, Any]:
    step = 0 if share <= 0 else min(5, 1 + int(share * 4.999))
    return {
        "day": 7 * week + 0.4, "to": 7 * week + 6.6, "y": row - 0.28, "y2": row + 0.28,
        "colour": colours.levels[step - 1] if step else colours.faint, "tip": percent(share),
    }  # fmt: skip


def _used(item: RoleLoad) -> str:
    busy = [share for share in item.weeks if share > 0]
    share = sum(item.weeks) / len(item.weeks) if item.weeks else 0.0
    people = f"{level(item.people)} {'person' if item.people <= 1 else 'people'}"
    return f"{people}, {percent(share)} used" if busy else f"{people}, not used"
