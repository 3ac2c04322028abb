"""The title slide: for whom, about what, of which date; no verdict, so that it can stand open."""

from reports.blocks import Cover
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages
from reports.pptx.words import Style, said
from reports.wording import NBSP

ORDER = 0
_BAR, _STEP, _WIDE, _NARROW = 7.0, 10.0, 50.0, 12.0
_EMBLEM = 0.54
"""Share of the slide's width that the emblem may take."""
_MARK, _LONG, _PRODUCT = 40.0, 24, "Prodworthy"


def build(told: Told) -> Slide | None:
    """Client and use case, the facts of this report, and one bar a capability."""
    section = told.sections["cover"]
    cover = first(section, Cover)
    if cover is None:
        return None
    held = cover

    def draw(canvas: Canvas, _pages: Pages) -> None:
        if canvas.palette.own:
            _mark(canvas, held)
            _emblem(canvas, held)
        _facts(canvas, held)

    title = f"{held.client}: {held.use_case}"
    return Slide(title, draw, behind=(section,), notes=(held.promise, held.mark), opening=True)


def _mark(canvas: Canvas, held: Cover) -> None:
    """The client's logo, or the product's name with its mark; what the deck is, under it."""
    box = canvas.box.top(_MARK)
    kicker = held.kicker
    if held.logo:
        canvas.picture(Box(box.x, box.y, 260, _MARK), held.logo, f"Logo of {held.client}"[:120])
        kicker = f"{kicker}, assessed with {_PRODUCT}"
    else:
        for place, level in enumerate((2, 3, 5)):
            bar = Box(box.x, box.y + 4 + 8.0 * place, 10 + 8.0 * place, 5.5)
            canvas.block(bar, canvas.palette.level(level))
        word = said(_PRODUCT, Style(22, strong=True, most=1))
        canvas.text(Box(box.x + 36, box.y, 200, 30), word, anchor="middle", name="Product")
    under = canvas.box.below(_MARK + 8).top(38).columns(1 - _EMBLEM, _EMBLEM)[0]
    canvas.text(under, said(kicker, Style(role="quiet", most=2)), name="Kicker")


def _facts(canvas: Canvas, held: Cover) -> None:
    box = canvas.box.foot(80)
    canvas.rule(box.x, box.y, box.width, "ink", 0.9)
    shares = [1.3 if len(value) > _LONG else 1.0 for _, value in held.facts] or [1.0]
    for place, (name, value) in zip(
        box.below(8).columns(*shares, gap=18), held.facts, strict=False
    ):
        canvas.text(
            place,
            said(name, Style(role="quiet", after=2, most=1)),
            said(value.replace(NBSP, " "), Style(strong=True, most=3)),
        )


def _emblem(canvas: Canvas, held: Cover) -> None:
    """One bar a capability, darker for a higher level; an outline where there is none."""
    deepest = max((len(column.levels) for column in held.columns), default=0)
    columns = held.columns[: int(_EMBLEM * canvas.box.width // (_NARROW + 6))]
    wide = min(_WIDE, _EMBLEM * canvas.box.width / max(1, len(columns)) - 6)
    step = min(_STEP, 84 / max(1, deepest))
    left = canvas.box.right - len(columns) * (wide + 6) + 6
    top = canvas.box.y - 4
    with canvas.group("Emblem: one bar a capability", held.note):
        for place, column in enumerate(columns):
            for row, level in enumerate(column.levels):
                x, y = left + place * (wide + 6), top + row * step
                box = Box(x, y, wide, min(_BAR, step - 1.5))
                if level is None:
                    canvas.block(box, "paper", edge="line")
                else:
                    canvas.block(box, canvas.palette.level(level))
