"""Claim against reading: a hollow ring for what people say, a disc for what the score uses."""

from typing import Any

from content.locales import written
from content.model import Pack
from reports.wording import STATE_WORDS, plain_level, plural
from scoring.model import CapabilityScore, Scorecard, State
from ui.components.charts.parts import (
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

_LEFT, _RIGHT = wide("0.36 * width", "0.5 * width"), wide("0.78 * width", "0.97 * width")
MOST = 10


def overclaims(card: Scorecard) -> list[CapabilityScore]:
    """Claims a level or more above the reading, conflicts and critical ones first."""
    found = [item for item in card.capabilities if item.claim and item.claim - item.mean >= 1]

    def gravity(item: CapabilityScore) -> tuple[bool, bool, float]:
        return not item.conflict_open, not item.critical, item.mean - (item.claim or 0)

    return sorted(found, key=gravity)


def claims(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """The chart of the widest over-claims, ten at most."""
    rows = [_row(place, item, pack, colours) for place, item in enumerate(overclaims(card)[:MOST])]
    scale = levels(_LEFT, _RIGHT)
    y = at("row", rows_down(len(rows), above=1.0, below=0.5))
    ring = {"stroke": colours.ink, "strokeWidth": 2, "fill": colours.page}
    return frame(
        [
            *level_grid(len(rows), scale, y, colours),
            mark("bar", {"x": at("low", scale), "x2": {"field": "high"}, "y": y}, rows, height=9,
                 cornerRadius=4, color=colours.band),
            mark("rule", {"x": at("used", scale), "x2": {"field": "claim"}, "y": y}, rows,
                 color=colours.quiet, strokeWidth=1.5),
            mark("point", {"x": at("used", scale), "y": y}, rows, filled=True, size=130, opacity=1,
                 color=colours.accent),
            mark("point", {"x": at("claim", scale), "y": y}, rows, size=130, opacity=1, **ring),
            label(across("0"), y, "name", rows,
                 color=colours.ink, limit={"expr": wide("0.34 * width", "0.47 * width")}),
            label(across(_RIGHT), y, "note", rows, {"color": own("colour")}, dx=16, fontSize=13,
                  **on_screen()),
        ],
        colours, height=30 * len(rows) + 46,
    )  # fmt: skip


def sentence(card: Scorecard) -> str:
    """The finding as the chart's title."""
    found = len(overclaims(card))
    if not found:
        return "No claim stands a level above our reading"
    words_ = plural(found, "capability is", "capabilities are")
    return f"{words_[:1].upper()}{words_[1:]} claimed a level above our reading"


def described(card: Scorecard, pack: Pack) -> str:
    """The chart in words."""
    parts = [
        f"{pack.capability(item.id).short_name}: claimed {plain_level(item.claim or 0)}, "
        f"read {written(item.mean, '.1f')}"
        for item in overclaims(card)[:MOST]
    ]
    return f"{sentence(card)}. {'; '.join(parts)}."


def _row(place: int, item: CapabilityScore, pack: Pack, colours: Palette) -> dict[str, Any]:
    conflict = item.state is State.CONFLICT
    return {
        "row": place, "id": item.id, "claim": item.claim, "used": item.mean,
        "low": item.low, "high": item.high, "note": _note(item),
        "colour": colours.alarm if conflict and not item.waived else colours.quiet,
        "name": pack.capability(item.id).short_name + (" *" if item.critical else ""),
    }  # fmt: skip


def _note(item: CapabilityScore) -> str:
    if item.state is State.CONFLICT:
        return "conflict, waived" if item.waived else "conflict"
    if item.observed_high is not None:
        return f"level {item.observed_high + 1} absent"
    return "nothing attached" if not item.supported else STATE_WORDS[item.state]
