"""Leaders against practitioners: a square and a disc on the levels, and how far people agree."""

from collections.abc import Sequence
from typing import Any

from content.model import Pack
from reports.people_words import agreement as agreed
from reports.people_words import divided, note, title
from reports.wording import plain_level
from scoring.model import CapabilityScore, Scorecard
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
    rows_down,
    wide,
)  # fmt: skip
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("0.36 * width", "0.46 * width"), wide("0.66 * width", "width - 58")
MOST = 8


def agreement(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """The capabilities on which people are furthest apart, eight at most."""
    return rows_of(divided(card)[:MOST], pack, colours)


def rows_of(found: Sequence[CapabilityScore], pack: Pack, colours: Palette) -> Spec:
    """One row a capability, in the order given."""
    rows = [_row(place, item, pack) for place, item in enumerate(found)]
    grouped = [row for row in rows if row["leaders"] is not None]
    alone = [row for row in rows if row["leaders"] is None]
    scale = levels(_LEFT, _RIGHT)
    y = at("row", rows_down(len(rows), above=1.0, below=0.5))
    hollow = {"stroke": colours.ink, "strokeWidth": 2, "fill": colours.page, "opacity": 1}
    # A mark without a row would be a picture without a name to whoever hears the page.
    marks = [
        mark("rule", {"x": at("leaders", scale), "x2": {"field": "practitioners"}, "y": y},
             grouped, color=colours.quiet, strokeWidth=1.5),
        mark("point", {"x": at("practitioners", scale), "y": y}, grouped, filled=True, size=120,
             opacity=1, color=colours.accent),
        mark("point", {"x": at("leaders", scale), "y": y}, grouped, size=120, shape="square",
             **hollow),
    ] if grouped else []  # fmt: skip
    if alone:
        marks.append(mark("point", {"x": at("together", scale), "y": y}, alone, size=110, **hollow))
    return frame(
        [
            *level_grid(len(rows), scale, y, colours),
            mark("bar", {"x": at("low", scale), "x2": {"field": "high"}, "y": y}, rows, height=9,
                 cornerRadius=4, color=colours.band),
            *marks,
            label(across("0"), y, "name", rows, color=colours.ink,
                  limit={"expr": wide("0.34 * width", "0.43 * width")}),
            label(across(_RIGHT), y, "agreement", rows, dx=18, fontWeight=600, color=colours.ink,
                  fontSize=13),
            label(across(_RIGHT), y, "note", rows, dx=66, color=colours.quiet, fontSize=13,
                  **on_screen()),
        ],
        colours, height=30 * len(rows) + 46,
    )  # fmt: skip


def described(card: Scorecard, pack: Pack) -> str:
    """The chart in words."""
    head = title(card, pack.judgements.thresholds, lambda item: pack.capability(item).short_name)
    return f"{head}. {'; '.join(_spoken(item, pack) for item in divided(card)[:MOST])}."


def _spoken(item: CapabilityScore, pack: Pack) -> str:
    groups, limits = item.group_medians, pack.judgements.thresholds
    said = f"{item.votes} voices, together {plain_level(item.claim or 0)}"
    if groups:
        said = (
            f"leaders {plain_level(groups.leaders)}, "
            f"practitioners {plain_level(groups.practitioners)}"
        )
    return f"{pack.capability(item.id).short_name}: {said}, agreement {agreed(item, limits)}"


def _row(place: int, item: CapabilityScore, pack: Pack) -> dict[str, Any]:
    groups, limits = item.group_medians, pack.judgements.thresholds
    medians = list(item.role_medians.values()) or [item.claim or 1.0]
    return {
        "row": place, "id": item.id, "low": min(medians), "high": max(medians),
        "leaders": groups.leaders if groups else None,
        "practitioners": groups.practitioners if groups else None,
        "together": item.claim, "agreement": agreed(item, limits), "note": note(item, limits),
        "name": pack.capability(item.id).short_name + (" *" if item.critical else ""),
    }  # fmt: skip
