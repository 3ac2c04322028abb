"""Initiative cards: the value now beside its target, the exit criterion word for word."""

from reports.blocks import Card, Cards, Words
from reports.docx.elements import Element
from reports.docx.grids import Place, Strip, beside, grid
from reports.docx.kit import Kit
from reports.docx.tables import small_line
from reports.docx.words import holding, paragraph

_GUTTER = 20.0
_LONG = 11


def flow(block: Cards, kit: Kit, width: float) -> list[Element]:
    """Two cards a row; full width where there are only one or two."""
    made: list[Element] = []
    pair = len(block.items) > 2
    each = (width - _GUTTER) / 2 if pair else width
    step = 2 if pair else 1
    for start in range(0, len(block.items), step):
        cells = [_card(card, kit, each) for card in block.items[start : start + step]]
        made += beside(cells, [each] * len(cells), _GUTTER, kit, rule=True)
    return made


def _card(card: Card, kit: Kit, width: float) -> list[Element]:
    right = (("right", width),)
    head = (Words(text=card.id, mono=True), Words(text=f"\t{card.owner}", quiet=True))
    foot = (Words(text=card.effort, quiet=True), Words(text=f"\t{card.done}"))
    closes = Words(text=card.closes, target=card.closes_target, bare=True, quiet=True)
    made = [
        paragraph(head, "table-quiet", kit, anchor=card.anchor, keep_next=True, tabs=right),
        paragraph(card.title, "strong", kit),
        paragraph((closes,), "table-quiet", kit, keep_next=True),
        paragraph("", "gap", kit),
        *_panel(card, kit, width)[:1],
        paragraph("", "gap", kit),
        paragraph((Words(text="Exit: ", quiet=True), Words(text=card.exit)), "table", kit),
        paragraph("", "gap", kit),
        paragraph(foot, "table-quiet", kit, tabs=right),
    ]
    links: list[Words] = []
    for words in card.link:
        links += [Words(text="   "), words] if links else [words]
    read = Words(text=f"\t{card.read}", quiet=True)
    made.append(paragraph((*links, read), "table-quiet", kit, tabs=right))
    return made


def _panel(card: Card, kit: Kit, width: float) -> list[Element]:
    """What is measured, its value now and what it has to be; or why there is no value."""
    metric = paragraph((Words(text=card.metric, strong=True),), "table", kit, keep_next=True)
    half = [width * 0.5, width * 0.5]
    top = Place([metric], span=2, shade="mist", room=(6, 9, 1, 9))
    if not card.figure and not card.target:
        below = Place(
            [paragraph(card.missing, "table", kit)], span=2, shade="mist", room=(0, 9, 7, 9)
        )
        return grid(half, [Strip([top]), Strip([below])], kit, style="table-plain")
    now = [
        paragraph("Now", "table-quiet", kit),
        paragraph(
            card.figure or "–", "figure" if len(card.figure) <= _LONG else "figure-small", kit
        ),
        paragraph(card.figure_note or card.missing, "note-flat", kit),
    ]
    target = [
        paragraph("Target", "table-quiet", kit),
        paragraph((Words(text=card.target, strong=True),), "table", kit),
    ]
    if card.trend is not None and (card.trend.points or card.trend.target is not None):
        line = small_line(card.trend, min(240.0, width * 0.5 - 20), 18, kit)
        target.append(holding([line], "table", kit))
    places = [
        Place(now, shade="mist", room=(2, 9, 7, 6)),
        Place(target, shade="mist", room=(2, 4, 7, 9)),
    ]
    return grid(half, [Strip([top]), Strip(places)], kit, style="table-plain")
