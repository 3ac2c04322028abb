"""The one-page answer: the panel of the verdict, reasons, decisions, figures."""

from content.locales import written
from reports import fonts
from reports.blocks import Answer, DecisionCards, Figures, Horizons, Reasons, Words
from reports.charts import confidence
from reports.colours import VERDICTS, Tone
from reports.docx.elements import Element, el
from reports.docx.grids import Place, Strip, beside, grid
from reports.docx.kit import Kit
from reports.docx.pictures import picture
from reports.docx.unbroken import whole_ids
from reports.docx.words import holding, paragraph, runs, state
from reports.wording import percent

_GUTTER = 15.5
_LONG_WORD, _LONG_FIGURE = 14, 10
_FIGURE, _OTHER_FONT = 17.0, 1.3
"""Points of a large figure, and how much wider than our own a client's bold font may set it."""
"""Characters from which a word or figure takes the smaller size, so that it keeps to its line."""


def panel(block: Answer, kit: Kit, width: float) -> list[Element]:
    """Verdict with its shape at the left, confidence or index at the right, on mist."""
    role = "verdict" if len(block.word) <= _LONG_WORD else "figure"
    if block.tone is None:
        word = paragraph(block.word, role, kit)
    else:
        word = holding(state(block.tone, block.word, kit, bold=True), role, kit)
    left = [paragraph(block.label, "note-flat", kit), word]
    if block.qualifier:
        left.append(paragraph((Words(text=block.qualifier, strong=True),), "table", kit))
    left.append(paragraph(block.note, "note-flat", kit))
    right = _confidence(block, kit, width * 0.5 - 32)
    places = [
        Place(left, shade="mist", room=(11, 14, 11, 10)),
        Place(right, shade="mist", room=(11, 10, 11, 14)),
    ]
    return grid([width * 0.5, width * 0.5], [Strip(places)], kit, style="table-plain")


def _confidence(block: Answer, kit: Kit, wide: float) -> list[Element]:
    if block.shares:
        return _shares(block, kit, wide)
    if block.index:
        level, low, high = block.index
        alt = (
            f"Index {written(level, '.1f')} on a scale from 1 to 5, 80 % interval "
            f"{written(low, '.1f')} to {written(high, '.1f')}."
        )
        sheet = confidence.index_scale(block.index, 2.5, wide)
        return [holding([picture(sheet, kit, alt=alt)], "table", kit)]
    return []


def _shares(block: Answer, kit: Kit, wide: float) -> list[Element]:
    """One bar in as many cells as there are verdicts, and below it each share in words."""
    shown = [item for item in block.shares if item.share > 0]
    room = wide - 2 * (len(shown) - 1)
    widths: list[float] = []
    places: list[Place] = []
    for item in shown:
        if places:
            widths.append(2)
            places.append(Place([_flat(kit)]))
        widths.append(max(2.0, room * item.share))
        places.append(Place([_flat(kit)], fill=_fill(item.tone)))
    bar = grid(widths, [Strip(places, height=10)], kit, style="table-plain")
    said: list[Element] = []
    for item in shown:
        said += runs("     ", kit) if said else []
        said += state(item.tone, f"{percent(item.share)} {item.word.lower()}", kit, bold=True)
    title = paragraph(block.shares_title, "note-flat", kit)
    return [title, _flat(kit), *bar[:1], holding(said, "table-quiet", kit)]


def _flat(kit: Kit) -> Element:
    return paragraph("", "gap", kit)


def _fill(tone: Tone) -> str:
    return str(VERDICTS[tone].hexval())[2:].upper()


def reasons(block: Reasons, kit: Kit, width: float) -> list[Element]:
    """Number, sentence, and the figure with its target at the right."""
    widths = [width * 0.05, width * 0.73, width * 0.22]
    strips = []
    for number, item in enumerate(block.items, start=1):
        count = paragraph((Words(text=str(number), quiet=True, strong=True),), "strong", kit)
        left = [
            paragraph(item.headline, "strong", kit),
            paragraph(whole_ids(item.content, "body-flat", widths[1] - 12), "body-flat", kit),
            paragraph(item.chance, "table-quiet", kit),
        ]
        role = "figure" if len(item.figure) <= _LONG_FIGURE else "figure-small"
        value = Words(text=item.figure, target=item.figure_target, bare=True)
        right = [
            paragraph((value,), role, kit, align="right"),
            paragraph(item.figure_note, "table-quiet", kit, align="right"),
        ]
        places = [Place([count]), Place(left, room=(7, 0, 9, 12)), Place(right)]
        strips.append(Strip(places))
    return grid(widths, strips, kit, style="table-rules", room=(7, 0, 9, 0)) if strips else []


def decisions(block: DecisionCards, kit: Kit, width: float) -> list[Element]:
    """Up to three columns under heavy rules; more go on in further rows."""
    made: list[Element] = []
    each = (width - 2 * _GUTTER) / 3
    for start in range(0, len(block.items), 3):
        cells = [
            [
                paragraph(f"{start + at + 1}. {item.title}", "strong", kit),
                paragraph(whole_ids((Words(text=item.text),), "body-flat", each), "body-flat", kit),
                paragraph(item.who, "table-quiet", kit),
            ]
            for at, item in enumerate(block.items[start : start + 3])
        ]
        made += beside(cells, [each] * len(cells), _GUTTER, kit, rule=True)
    return made


def _role(figure: str, room: float, kit: Kit) -> str:
    """Large where it keeps to its line, whatever font a client's template sets it in."""
    wide = fonts.width(figure, fonts.SEMIBOLD, _FIGURE) * (1.0 if kit.own else _OTHER_FONT)
    return "figure" if len(figure) <= _LONG_FIGURE + 1 and wide <= room else "figure-small"


def figures(block: Figures, kit: Kit, width: float) -> list[Element]:
    """Up to four figures under one line."""
    number = max(4, len(block.items))
    each = width / number
    places = [
        Place(
            [
                paragraph(item.label, "table-quiet", kit),
                paragraph(
                    (Words(text=item.value, target=item.target, bare=True),),
                    _role(item.value, each - 8, kit), kit,
                ),
                paragraph(item.note, "note-flat", kit),
            ]
        )
        for item in block.items
    ]  # fmt: skip
    if not places:
        return []
    places += [Place([el("p")]) for _ in range(number - len(places))]
    return grid([each] * number, [Strip(places)], kit, style="table-figures", room=(8, 0, 4, 10))


def horizons(block: Horizons, kit: Kit, width: float) -> list[Element]:
    """30, 60 and 90 days side by side."""
    number = max(1, len(block.items))
    each = (width - _GUTTER * (number - 1)) / number
    cells = [
        [
            paragraph(item.title, "strong", kit),
            paragraph(item.until, "table-quiet", kit, keep_next=True),
            *(paragraph(words, "bullet", kit) for words in item.lines),
        ]
        for item in block.items
    ]
    return beside(cells, [each] * number, _GUTTER, kit, rule=True) if cells else []
