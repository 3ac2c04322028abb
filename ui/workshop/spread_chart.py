"""The spread of a vote: one mark a voice, leaders by another shape where that names nobody."""

from assessment.workshop.spread import Counts, Spread
from reports.room_words import without_level
from ui.components.charts.parts import Layer, Spec, at, frame, label, mark
from ui.theme.palette import Palette

HIGHEST = 12
"""Marks in a stack before they grow smaller."""
_ROOM, _FOOT = 40, 34


def spread_chart(shown: Spread, first: Spread | None, colours: Palette) -> Spec:
    """Marks over the five levels; the first vote as hollow rings where there is a second."""
    tallest = max(1, *shown.levels, *(first.levels if first else (0,)))
    step = min(_ROOM, _ROOM * HIGHEST // max(tallest, HIGHEST))
    x = at("level", {"domain": [0.5, 5.5]})
    # Below the floor there is room for the figures of the levels.
    y = at("place", {"domain": [-_FOOT / step, max(3, tallest)]})
    size = (step * 0.72) ** 2
    layers: list[Layer] = []
    if first is not None:
        layers.append(
            mark("point", {"x": x, "y": y}, _left(first.levels, shown.levels), size=size, filled=False,
                 shape="circle", stroke=colours.quiet, strokeWidth=1.5, strokeDash=[3, 3])
        )  # fmt: skip
    for rows, shape, colour in _voices(shown, colours):
        layers.append(
            mark("point", {"x": x, "y": y}, rows, size=size, filled=True, shape=shape,
                 fill=colour, opacity=1)
        )  # fmt: skip
    layers += _floor(x, y, colours)
    return frame(layers, colours, height=step * max(3, tallest) + _FOOT)


def told(shown: Spread) -> str:
    """The same for a screen reader."""
    parts = [f"{count} for level {level}" for level, count in enumerate(shown.levels, 1) if count]
    return "; ".join([*parts, *without_level(shown)]) or "no vote"


def _voices(shown: Spread, colours: Palette) -> list[tuple[list[Spec], str, str]]:
    if shown.leaders is None or shown.practitioners is None:
        return [(_stack(shown.levels), "circle", colours.accent)]
    rest = _less(shown.levels, shown.leaders, shown.practitioners)
    below = _add(shown.practitioners, rest)
    return [
        (_stack(shown.practitioners), "circle", colours.bar),
        (_stack(rest, shown.practitioners), "square", colours.quiet),
        (_stack(shown.leaders, below), "diamond", colours.accent),
    ]


def _stack(counts: Counts, above: Counts = (0, 0, 0, 0, 0)) -> list[Spec]:
    return [
        {"level": level, "place": above[level - 1] + number + 0.5}
        for level, count in enumerate(counts, start=1)
        for number in range(count)
    ]


def _left(before: Counts, after: Counts) -> list[Spec]:
    """First votes where the second stack does not reach: who stood here has moved."""
    return [row for row in _stack(before) if row["place"] > after[row["level"] - 1]]


def _less(whole: Counts, *parts: Counts) -> Counts:
    one, two, three, four, five = (
        count - sum(part[at_] for part in parts) for at_, count in enumerate(whole)
    )
    return one, two, three, four, five


def _add(left: Counts, right: Counts) -> Counts:
    one, two, three, four, five = (a + b for a, b in zip(left, right, strict=True))
    return one, two, three, four, five


def _floor(x: Spec, y: Spec, colours: Palette) -> list[Layer]:
    rows = [{"level": level, "place": 0, "text": str(level)} for level in range(1, 6)]
    ends = [{"level": 0.5, "end": 5.5, "place": 0}]
    line = {"x": x, "x2": {"field": "end"}, "y": y}
    return [
        mark("rule", line, ends, color=colours.line, strokeWidth=1.5),
        label(x, y, "text", rows, align="center", dy=18, fontSize=18, fontWeight=600,
              color=colours.ink),
    ]  # fmt: skip
