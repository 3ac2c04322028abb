"""The answer: the verdict with its confidence, the reasons, what is asked, money and date."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, tone_colour
from reports.pptx.grids import Column
from reports.pptx.measures import wide
from reports.pptx.slide import Slide, Told, every, first
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said
from reports.wording import percent

ORDER = 10
_QUESTIONS = ((0, Column("Question", 44)), (1, Column("Who would know", 36, quiet=True)),
              (2, Column("Minutes", 12, "right")))  # fmt: skip
_SEEN = ((0, Column("Outcome", 17)), (1, Column("Looked for", 50)), (2, Column("Seen", 50)),
         (4, Column("Entry", 14, quiet=True)))  # fmt: skip
_AREAS = ((0, Column("Area", 34)), (1, Column("Index, 80 % interval", 38)),
          (2, Column("Coverage", 24, "right", quiet=True)))  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide that stands alone; of a pulse it is the first look, without a verdict."""
    section = told.sections.get("answer")
    if section is None:
        return None
    held = section

    def draw(canvas: Canvas, pages: Pages) -> None:
        foot = first(held, blocks.Figures)
        box = canvas.box.above(72) if foot else canvas.box
        cards = first(held, blocks.DecisionCards)
        left, right = box.columns(518, 300, gap=36) if cards else (box, box)
        _left(canvas, left, held, pages)
        if cards:
            _asked(canvas, right, cards, held)
        if foot:
            figures(canvas, canvas.box.foot(60), foot)

    behind = told.behind("answer", "movement", "next")
    return Slide(held.title, draw, behind=behind, anchors=(held.anchor, "section-next"))


def _left(canvas: Canvas, box: Box, held: blocks.Section, pages: Pages) -> None:
    panel = first(held, blocks.Answer)
    used = _panel(canvas, box, panel) if panel else 0.0
    rest = box.below(used)
    reasons = first(held, blocks.Reasons)
    found = every(held.blocks, blocks.Table)
    if reasons:
        used = _reasons(canvas, rest, reasons, pages, 92.0 if not found else 44.0)
        rest = rest.below(used)
    if panel is not None and panel.tone is None and len(found) > 1:
        one, two = rest.columns(38, 62)
        tables.draw(canvas, one, grids.of_block(found[0], _AREAS), "Index of each area")
        tables.draw(canvas, two, grids.of_block(found[1], _SEEN, 9.5), "What was seen")
    elif found:
        picked = _QUESTIONS if panel is not None and panel.tone else _AREAS
        tables.draw(canvas, rest.below(6), grids.of_block(found[0], picked), "Questions or areas")


def _panel(canvas: Canvas, box: Box, panel: blocks.Answer) -> float:
    """The verdict's mark, word and confidence on one line, a note under it."""
    x = box.x
    if panel.tone is not None:
        canvas.verdict(panel.tone, x + 8, box.y + 16, 15)
        x += 24
    colour = tone_colour(panel.tone) if panel.tone else None
    word = said(panel.word, Style(24, strong=True, most=1, colour=colour))
    # A short verdict keeps to its line even where a much wider font takes the place of ours.
    long = wide(panel.word, 24, strong=True)
    room = min(1.2 * long, max(long, box.width / 2)) + 8
    canvas.text(Box(x, box.y, room, 34), word, anchor="middle")
    shares = ", ".join(f"{percent(one.share)} {one.word.lower()}" for one in panel.shares)
    told = ". ".join(part for part in (panel.qualifier, panel.note) if part)
    canvas.text(
        Box(x + room + 6, box.y - 3, box.right - x - room - 6, 42),
        *([said(f"{panel.shares_title}: {shares}", Style(10, "quiet", most=2))] if shares else []),
        *([said(told, Style(10, "quiet", most=1))] if told else []),
        anchor="middle",
    )
    canvas.rule(box.x, box.y + 44, box.width)
    return 50.0


def _reasons(canvas: Canvas, box: Box, reasons: blocks.Reasons, pages: Pages, most: float) -> float:
    """Each reason with what was seen, and its figure with the target at the right."""
    each = min(most, box.height / max(1, len(reasons.items)))
    for place, item in enumerate(reasons.items):
        row = box.below(place * each).top(each)
        text, figure = row.columns(388, 118, gap=12)
        headline = said(item.headline, Style(14.5, strong=True, after=3, most=2))
        items = [headline]
        if each > 60:
            items.append(said(plain(item.content, pages), Style(10.5, "quiet", most=2)))
        canvas.text(text.below(6).top(each - 8), *items, name=f"Reason {place + 1}")
        canvas.text(
            figure.below(5).top(each - 8),
            said(
                item.figure,
                Style(_whole(item.figure, 20, figure.width), strong=True, align="right"),
            ),
            said(item.figure_note, Style(10, "quiet", align="right", most=2)),
        )
        if place + 1 < len(reasons.items):
            canvas.rule(row.x, row.bottom, row.width)
    return each * len(reasons.items)


def _whole(figure: str, size: float, room: float) -> float:
    """The size at which a figure keeps to one line: a figure is never cut."""
    while size > 8 and wide(figure, size, strong=True) > room:
        size -= 1
    return size


def _asked(canvas: Canvas, box: Box, cards: blocks.DecisionCards, held: blocks.Section) -> None:
    heads = every(held.blocks, blocks.Heading)
    asked = [item.text for item in heads if "ecision" in item.text]
    used = canvas.head(box, asked[0] if asked else "Decisions")
    rest = box.below(used)
    each = rest.height / max(1, len(cards.items))
    for place, item in enumerate(cards.items):
        row = rest.below(place * each).top(each)
        canvas.text(
            row.below(4).top(each - 6),
            said(f"{place + 1}. {item.title}", Style(14, strong=True, after=2, most=2)),
            said(item.text, Style(10.5, "quiet", after=2, most=2)),
            said(item.who, Style(10.5, most=1)),
            name=f"Decision {place + 1}",
        )
        if place + 1 < len(cards.items):
            canvas.rule(row.x, row.bottom, row.width)


def figures(canvas: Canvas, box: Box, held: blocks.Figures) -> None:
    """Up to four figures side by side under a strong rule."""
    canvas.rule(box.x, box.y, box.width, "ink", 0.9)
    places = box.below(7).columns(*[1] * len(held.items), gap=18)
    for place, item in zip(places, held.items, strict=True):
        canvas.text(
            place,
            said(item.label, Style(9.5, "quiet", after=0, most=1)),
            said(item.value, Style(_whole(item.value, 17, place.width), strong=True)),
            said(item.note, Style(9.5, "quiet", most=2)),
            name=item.label,
        )
