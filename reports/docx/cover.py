"""The cover: for whom, about what, of which date; no verdict, so that it can lie on a desk."""

from reports import fonts
from reports.blocks import Cover
from reports.charts import emblem
from reports.charts.sheet import Sheet, fitted
from reports.docx.elements import Element, dxa, el
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.looks import PARAGRAPHS, Look
from reports.docx.pictures import logo, picture
from reports.docx.style_sheet import border
from reports.docx.words import holding, paragraph, runs, text_in

_LOGO_HIGH, _LOGO_WIDE = 18.0, 190.0
_SHOWN, _EMBLEM, _SMALLEST = 4, 180.0, 56.0
_BAND = 6.0
_OTHER_FONT = 1.3
"""How much wider than our own a client's bold font may set a fact."""
_WIDER = 1.12
"""How much wider than ours a client's font may set the mark."""
_LABEL, _LEAST, _SLACK, _LONG_FACT = 34.0, 14.0, 22.0, 90
"""Points: a fact without its value, the least gap, and what is left free, so that the page does not
run over in a reader that sets a little wider; letters from which a fact is set small."""
_SIZES = (("title", 1), ("title-small", 3), ("title-smaller", 4), ("title-least", 40))
_LOOKS = {look.role: look for look in PARAGRAPHS}


def cover(block: Cover, kit: Kit, width: float) -> list[Element]:
    """From the wordmark down to the facts at the foot of the page."""
    fonts.register()
    sheet = emblem.draw(block.columns, _EMBLEM)
    alt = f"{block.note} {'; '.join(column.name for column in block.columns)}."
    role = _size(block, width)
    left = _left(block, sheet, role, kit)
    if left < _LEAST:  # long names take the room of the picture first
        sheet = emblem.draw(block.columns, max(_SMALLEST, _EMBLEM + left - _LEAST))
        left = _left(block, sheet, role, kit)
    kicker = max(_LEAST, _sized("kicker").before + min(0.0, left - _LEAST))
    gap = el(
        "p",
        el(
            "pPr",
            el("pStyle", val=kit.style("gap")),
            el("spacing", before=dxa(max(_LEAST, left)), after=0),
        ),
    )
    band = []
    if block.colour:
        band = [holding([], "gap", kit)]
        band[0][0].append(el("pBdr", border("top", "accent", _BAND)))
    words = text_in(block.kicker, "accent") if block.colour else runs(block.kicker, kit)
    first = holding(words, "kicker", kit, anchor="section-cover")
    first[0].append(el("spacing", before=dxa(kicker)))
    return [
        *band,
        *_head(block, kit, width),
        first,
        paragraph(block.client, role, kit),
        paragraph(block.use_case, role, kit),
        paragraph(block.promise, "subtitle", kit),
        holding([picture(sheet, kit, alt=alt, limit=width)], "emblem", kit),
        paragraph(block.note, "note", kit),
        gap,
        *_facts(block, kit, width),
    ]


def _size(block: Cover, width: float) -> str:
    """The largest title at which both names keep to their lines."""
    for role, most in _SIZES:
        look = _sized(role)
        if all(_lines(name, look, width) <= most for name in (block.client, block.use_case)):
            return role
    return _SIZES[-1][0]


def _sized(role: str) -> Look:
    return _LOOKS[role]


def _lines(words: str, look: Look, width: float) -> int:
    font = fonts.SEMIBOLD if look.bold or look.based == "title" else fonts.REGULAR
    return len(fitted(words, font, look.size, width, 40))


def _left(block: Cover, sheet: Sheet, role: str, kit: Kit) -> float:
    """What is left of the page above the facts in points; below 0 where they do not find room."""
    title, subtitle, kicker, note = (_sized(name) for name in (role, "subtitle", "kicker", "note"))
    image = _sized("emblem")
    used = 24 + kicker.before + kicker.leading + kicker.after
    used += title.leading * sum(
        _lines(name, title, kit.width) for name in (block.client, block.use_case)
    )
    used += subtitle.before + subtitle.leading * _lines(block.promise, subtitle, kit.width)
    used += image.before + sheet.height * min(1.0, kit.width / sheet.width) + image.after
    used += note.leading * _lines(block.note, note, kit.width) + note.after
    each = kit.width / _SHOWN - 12
    tall = [_fact_lines(value, each, kit) for _, value in block.facts]
    rows = [max(tall[start : start + _SHOWN]) for start in range(0, len(tall), _SHOWN)]
    used += sum(_LABEL + lines for lines in rows) + _SLACK
    mark = _sized("mark").leading * max(
        0, _lines(block.mark, _sized("mark"), kit.width * 0.6 - 17) - 1
    )
    return kit.height - kit.top - kit.foot - used - mark


def _fact_lines(value: str, room: float, kit: Kit) -> float:
    """The height of a fact's value in points."""
    look = _sized(_fact_role(value, room, kit))
    return look.leading * len(fitted(value, fonts.SEMIBOLD, look.size, room, 60))


def _fact_role(value: str, room: float, kit: Kit) -> str:
    """Small where it is long, or where a client's font could have to break it inside of a day."""
    look, wider = _sized("fact"), 1.0 if kit.own else _OTHER_FONT
    longest = max(fonts.width(word, fonts.SEMIBOLD, look.size) for word in value.split(" "))
    return "fact" if len(value) <= _LONG_FACT and longest * wider <= room else "table-quiet"


def _head(block: Cover, kit: Kit, width: float) -> list[Element]:
    """The wordmark, and the mark in a frame."""
    frame = dict.fromkeys(("top", "left", "bottom", "right"), ("ink", 0.7))
    mark = Place(
        [paragraph(block.mark, "mark", kit)], lines=frame if block.mark else {},
        room=(3, 7, 3, 7), valign="center",
    )  # fmt: skip
    maker = paragraph("Prodworthy", "wordmark", kit)
    if block.logo:
        alt = f"Logo of {block.client}"
        drawn = logo(block.logo, kit, alt=alt, high=_LOGO_HIGH, wide=_LOGO_WIDE)
        maker = holding([drawn], "wordmark", kit)
    word = Place([maker], valign="center")
    wide = min(fonts.width(block.mark, fonts.REGULAR, 7.5) * _WIDER + 17, width * 0.6)
    return grid([width - wide, wide], [Strip([word, mark])], kit, style="table-plain")


def _facts(block: Cover, kit: Kit, width: float) -> list[Element]:
    """The facts under one line, four a row."""
    strips = []
    for start in range(0, len(block.facts), _SHOWN):
        places = [
            Place(
                [
                    paragraph(label, "table-quiet", kit),
                    paragraph(value, _fact_role(value, width / _SHOWN - 12, kit), kit),
                ]
            )
            for label, value in block.facts[start : start + _SHOWN]
        ]
        places += [Place([el("p")]) for _ in range(_SHOWN - len(places))]
        strips.append(Strip(places))
    if not strips:
        return []
    each = width / _SHOWN
    return grid([each] * _SHOWN, strips, kit, style="table-figures", room=(8, 0, 4, 12))
