"""Initiative cards: the value now beside its target, the exit criterion word for word.

A row of cards is one table without others in it: readers lay out tables in tables badly at the end
of a page. Its rows stay together.
"""

from reports.blocks import Card, Cards, Words
from reports.docx.elements import Element
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.tables import small_line
from reports.docx.unbroken import whole_ids
from reports.docx.words import holding, paragraph

_GUTTER = 20.0
_LONG = 11
_TOP = {"top": ("ink", 1.4)}


def flow(block: Cards, kit: Kit, width: float) -> list[Element]:
    """Two cards a row; full width where there are only one or two."""
    made: list[Element] = []
    pair = len(block.items) > 2
    each = (width - _GUTTER) / 2 if pair else width
    step = 2 if pair else 1
    for start in range(0, len(block.items), step):
        made += _beside(block.items[start : start + step], kit, each)
    return made


def _beside(cards: tuple[Card, ...], kit: Kit, each: float) -> list[Element]:
    """Head, panel and foot of each card, and a gap between two."""
    widths: list[float] = []
    rows: list[list[Place]] = [[], [], [], []]
    for card in cards:
        if widths:
            widths.append(_GUTTER)
            for row in rows:
                row.append(Place([paragraph("", "gap", kit, keep_next=True)]))
        widths += [each / 2, each / 2]
        parts = (_head(card, kit, each), *_panel(card, kit, each), _foot(card, kit, each))
        for row, places in zip(rows, parts, strict=True):
            row.extend(places)
    return grid(widths, [Strip(row) for row in rows], kit, style="table-plain")


def _head(card: Card, kit: Kit, width: float) -> list[Place]:
    right = (("right", width),)
    head = (Words(text=card.id, mono=True), Words(text=f"\t{card.owner}", quiet=True))
    closes = Words(text=card.closes, target=card.closes_target, bare=True, quiet=True)
    content = [
        paragraph(head, "table-quiet", kit, anchor=card.anchor, keep_next=True, tabs=right),
        paragraph(card.title, "strong", kit, keep_next=True),
        paragraph((closes,), "table-quiet", kit, keep_next=True),
        paragraph("", "gap", kit, keep_next=True),
    ]
    return [Place(content, span=2, lines=dict(_TOP), room=(5, 0, 0, 0))]


def _foot(card: Card, kit: Kit, width: float) -> list[Place]:
    right = (("right", width),)
    foot = (Words(text=card.effort, quiet=True), Words(text=f"\t{card.done}"))
    links: list[Words] = []
    for words in card.link:
        links += [Words(text="   "), words] if links else [words]
    read = Words(text=f"\t{card.read}", quiet=True)
    content = [
        paragraph((Words(text="Exit: ", quiet=True), Words(text=card.exit)), "table", kit),
        paragraph("", "gap", kit),
        paragraph(foot, "table-quiet", kit, tabs=right),
    ]
    if links or card.read:
        line = whole_ids((*links, read), "table-quiet", width)
        content.append(paragraph(line, "table-quiet", kit, tabs=right))
    return [Place(content, span=2, room=(4, 0, 7, 0))]


def _panel(card: Card, kit: Kit, width: float) -> tuple[list[Place], list[Place]]:
    """What is measured, its value now and what it has to be; or why there is no value."""
    metric = paragraph((Words(text=card.metric, strong=True),), "table", kit, keep_next=True)
    top = [Place([metric], span=2, shade="mist", room=(6, 9, 1, 9))]
    if not card.figure and not card.target:
        missing = paragraph(card.missing, "table", kit, keep_next=True)
        return top, [Place([missing], span=2, shade="mist", room=(0, 9, 7, 9))]
    now = [
        paragraph("Now", "table-quiet", kit, keep_next=True),
        paragraph(
            card.figure or "–", "figure" if len(card.figure) <= _LONG else "figure-small", kit
        ),
        paragraph(card.figure_note or card.missing, "note-flat", kit),
    ]
    target = [
        paragraph("Target", "table-quiet", kit, keep_next=True),
        paragraph((Words(text=card.target, strong=True),), "table", kit),
    ]
    if card.trend is not None and (card.trend.points or card.trend.target is not None):
        line = small_line(card.trend, min(240.0, width * 0.5 - 20), 18, kit)
        target.append(holding([line], "table", kit))
    return top, [
        Place(now, shade="mist", room=(2, 9, 7, 6)),
        Place(target, shade="mist", room=(2, 4, 7, 9)),
    ]
