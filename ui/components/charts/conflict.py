"""One conflict in a line: what is claimed, what was seen at most, and our reading between them."""

from content.locales import written
from content.model import Pack
from reports.wording import plain_level
from scoring.model import CapabilityScore, Scorecard
from ui.components.charts.parts import (
    Spec,
    at,
    frame,
    label,
    level_grid,
    levels,
    mark,
    rows_down,
    wide,
)
from ui.theme.palette import Palette

_LEFT, _RIGHT = wide("110", "24"), wide("width - 110", "width - 24")


def conflict(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """The picture of the first capability of ``card``; a card with that one is what it is given."""
    del pack
    item = card.capabilities[0]
    scale, y = levels(_LEFT, _RIGHT), at("row", rows_down(1, above=0.9, below=0.75))
    row = [_row(item)]
    seen = [{"row": 0, "seen": item.observed_high, "text": f"seen {item.observed_high}"}]
    ring = {"stroke": colours.ink, "strokeWidth": 2, "fill": colours.page}
    under = {"align": "center", "dy": 26, "fontSize": 13}
    return frame(
        [
            *level_grid(1, scale, y, colours),
            mark("bar", {"x": at("low", scale), "x2": {"field": "high"}, "y": y}, row, height=10,
                 cornerRadius=4, color=colours.band),
            mark("rule", {"x": at("used", scale), "x2": {"field": "claim"}, "y": y}, row,
                 color=colours.quiet, strokeWidth=1.5),
            mark("tick", {"x": at("seen", scale), "y": y}, seen, orient="vertical", size=34,
                 thickness=2.5, color=colours.alarm),
            mark("point", {"x": at("used", scale), "y": y}, row, filled=True, size=140, opacity=1,
                 color=colours.accent),
            mark("point", {"x": at("claim", scale), "y": y}, row, size=140, opacity=1, **ring),
            label(at("claim", scale), y, "said", row, color=colours.ink, **under),
            label(at("seen", scale), y, "text", seen, color=colours.alarm, **under),
        ],
        colours, height=86,
    )  # fmt: skip


def described(card: Scorecard, pack: Pack) -> str:
    """The picture in words."""
    item = card.capabilities[0]
    return (
        f"{pack.capability(item.id).short_name}: claimed {plain_level(item.claim or 0)}, at most "
        f"{item.observed_high} was seen, our reading is {written(item.mean, '.1f')}, from {item.low} to "
        f"{item.high}."
    )


def _row(item: CapabilityScore) -> Spec:
    return {
        "row": 0, "claim": item.claim, "used": item.mean, "low": item.low, "high": item.high,
        "said": f"claimed {plain_level(item.claim or 0)}",
    }  # fmt: skip
