"""The title slide: for whom, about what, of which date; no verdict, so that it can stand open."""

from reports.blocks import Cover
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages
from reports.pptx.words import Style, said

ORDER = 0
_BAR, _STEP, _WIDE = 7.0, 10.0, 50.0


def build(told: Told) -> Slide | None:
    """Client and use case, the facts of this report, and one bar a capability."""
    section = told.sections["cover"]
    cover = first(section, Cover)
    if cover is None:
        return None
    held = cover

    def draw(canvas: Canvas, _pages: Pages) -> None:
        if canvas.palette.own:
            canvas.text(canvas.box.top(18), said(held.kicker, Style(12, "quiet", most=1)))
            _emblem(canvas, held)
        _facts(canvas, held)

    title = f"{held.client}: {held.use_case}"
    return Slide(title, draw, behind=(section,), notes=(held.promise, held.mark), opening=True)


def _facts(canvas: Canvas, held: Cover) -> None:
    box = canvas.box.foot(48)
    canvas.rule(box.x, box.y, box.width, "ink", 0.9)
    places = box.below(8).columns(*[1] * max(1, len(held.facts)), gap=18)
    for place, (name, value) in zip(places, held.facts, strict=False):
        canvas.text(
            place,
            said(name, Style(9.5, "quiet", after=2)),
            said(value, Style(12, strong=True, most=2)),
        )


def _emblem(canvas: Canvas, held: Cover) -> None:
    """One bar a capability, darker for a higher level; an outline where there is none."""
    deepest = max((len(column.levels) for column in held.columns), default=0)
    columns = held.columns[: int(canvas.box.width // (_WIDE + 6))]
    step = min(_STEP, 84 / max(1, deepest))
    left = canvas.box.right - len(columns) * (_WIDE + 6) + 6
    top = canvas.box.y - 4
    with canvas.group("Emblem: one bar a capability", held.note):
        for place, column in enumerate(columns):
            for row, level in enumerate(column.levels):
                x, y = left + place * (_WIDE + 6), top + row * step
                box = Box(x, y, _WIDE, min(_BAR, step - 1.5))
                if level is None:
                    canvas.block(box, "paper", edge="line")
                else:
                    canvas.block(box, canvas.palette.level(level))
