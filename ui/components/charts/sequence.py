"""One use case after the other: a bar each, what is its own work and what it inherits."""

from typing import Any

from content.model import Pack
from reports.portfolio_words import sequence_title, step_sentence, work
from reports.wording import percent, person_weeks
from scoring.portfolio_model import Portfolio, SequenceStep
from ui.components.charts.parts import Layer, Spec, across, at, frame, label, mark, rows_down
from ui.theme.palette import Palette

_LEFT, _RIGHT = "4", "width - 152"


def sequence(held: Portfolio, _pack: Pack | None, colours: Palette) -> Spec:
    """Person-weeks of the whole plan; a use case without a plan has its name and no bar."""
    rows = [_row(place, item, held) for place, item in enumerate(held.sequence)]
    top = max((row["alone"] for row in rows), default=0.0) or 1.0
    x = at("own", {"domain": [0, top], "rangeMin": {"expr": _LEFT}, "rangeMax": {"expr": _RIGHT}})
    y = at("row", rows_down(len(rows), above=0.75, below=0.55))
    planned = [row for row in rows if row["planned"]]
    saved = [row for row in planned if row["saved"] > 0]
    return frame(
        [
            mark("bar", {"x": x | {"field": "zero"}, "x2": {"field": "own"}, "y": y}, planned,
                 height=24, color=colours.accent),
            mark("bar", {"x": x | {"field": "own"}, "x2": {"field": "alone"}, "y": y}, saved,
                 height=22, color=colours.faint, stroke=colours.quiet, strokeDash=[4, 3],
                 strokeWidth=1.2),
            *_words(x, y, rows, saved, colours),
        ],
        colours, height=62 * len(rows) + 26,
    )  # fmt: skip


def described(held: Portfolio, _pack: Pack | None) -> str:
    """The chart in words."""
    told = [step_sentence(item, place, held) for place, item in enumerate(held.sequence)]
    return f"{sequence_title(held)}. {' '.join(told)}"


def _words(
    x: Spec, y: Spec, rows: list[Spec], saved: list[Spec], colours: Palette
) -> list[Layer]:  # fmt: skip
    return [
        label(across(_LEFT), y, "name", rows, dy=-23, fontWeight=600, color=colours.ink),
        label(x | {"field": "alone"}, y, "weeks", rows, dx=8, dy=-1, fontWeight=600,
              color=colours.ink),
        label(x | {"field": "alone"}, y, "less", saved, dx=8, dy=15, fontSize=13,
              color=colours.quiet),
    ]  # fmt: skip


def _row(place: int, item: SequenceStep, held: Portfolio) -> dict[str, Any]:
    own = item.after.whole_effort_mid if item.after else 0.0
    alone = item.alone.whole_effort_mid if item.alone else 0.0
    return {
        "row": place, "id": item.id, "zero": 0.0, "own": own, "alone": alone,
        "planned": item.after is not None, "saved": item.saved_whole,
        "name": f"{place + 1}  {item.name}",
        "weeks": person_weeks(own) if item.after else "not known",
        "less": f"{percent(item.saved_whole / alone)} less" if alone else "",
        "words": work(item.after, held) if item.after else item.why_not,
    }  # fmt: skip
