"""Tables of elements: exact widths, repeated heads, rows that stay whole, lines where they speak."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from reports.docx.elements import Element, dxa, el
from reports.docx.kit import Kit
from reports.docx.looks import PARAGRAPHS
from reports.docx.style_sheet import border, ground, shading
from reports.docx.words import paragraph

Box = tuple[float, float, float, float]
"""Room inside of a cell in points: top, left, bottom, right."""


@dataclass
class Place:
    """One cell: what stands in it, over how many columns, its lines, ground and room."""

    content: list[Element]
    span: int = 1
    lines: dict[str, tuple[str, float]] = field(default_factory=dict)
    shade: str = ""
    fill: str = ""
    room: Box | None = None
    valign: str = ""


@dataclass
class Strip:
    """One row; a ``head`` is repeated on every page; a ``whole`` one is never split."""

    places: list[Place]
    head: bool = False
    whole: bool = True
    height: float = 0


def grid(
    widths: Sequence[float],
    strips: Sequence[Strip],
    kit: Kit,
    *,
    style: str = "",
    room: Box = (0, 0, 0, 0),
    alt: str = "",
) -> list[Element]:
    """The table of ``widths`` points and the small gap that keeps it from the next one."""
    properties = el(
        "tblPr",
        el("tblStyle", val=kit.style(style)) if style else None,
        el("tblW", w=sum(dxa(width) for width in widths), type="dxa"),
        el("tblInd", w=0, type="dxa"),
        el("tblLayout", type="fixed"),
        _room("tblCellMar", room),
        el("tblLook", val="0020" if any(strip.head for strip in strips) else "0000"),
        el("tblDescription", val=alt) if alt else None,
    )
    columns = el("tblGrid", *(el("gridCol", w=dxa(width)) for width in widths))
    for strip in strips:
        _let_go(strip, kit, last=strip is strips[-1])
    rows = [_row(strip, widths) for strip in strips]
    return [el("tbl", properties, columns, *rows), paragraph("", "gap", kit)]


def _let_go(strip: Strip, kit: Kit, *, last: bool) -> None:
    """Take back what would keep a row with the next, or a table with what follows it.

    Readers keep a whole row with the next one where its first paragraph asks to stay with the next,
    as titles do; a page of cards would hang together, and move to the next page as one.
    """
    if strip.head and not last:
        return
    titles = {kit.style(look.role) for look in PARAGRAPHS if look.keep_next}
    for item in (part for place in strip.places for part in place.content if part.tag == qn("w:p")):
        properties = item.pPr
        if properties is None:
            continue
        asked = properties.find(qn("w:keepNext"))
        if asked is not None and last:
            properties.remove(asked)
        if properties.style in titles and (asked is None or last):
            properties.pStyle.addnext(el("keepNext", val=0))


def _row(strip: Strip, widths: Sequence[float]) -> Element:
    properties = [
        el("cantSplit") if strip.whole else None,
        el("trHeight", val=dxa(strip.height), hRule="exact") if strip.height else None,
        el("tblHeader") if strip.head else None,
    ]
    held = [item for item in properties if item is not None]
    made = el("tr", el("trPr", *held) if held else None)
    start = 0
    for place in strip.places:
        wide = sum(dxa(width) for width in widths[start : start + place.span])
        made.append(_cell(place, wide))
        start += place.span
    return made


def _cell(place: Place, wide: int) -> Element:
    sides = [side for side in ("top", "left", "bottom", "right") if side in place.lines]
    lines = [border(side, *place.lines[side]) for side in sides]
    shade = shading(place.fill) if place.fill else ground(place.shade) if place.shade else None
    properties = el(
        "tcPr",
        el("tcW", w=wide, type="dxa"),
        el("gridSpan", val=place.span) if place.span > 1 else None,
        el("tcBorders", *lines) if lines else None,
        shade,
        _room("tcMar", place.room) if place.room else None,
        el("vAlign", val=place.valign) if place.valign else None,
    )
    content = place.content
    if not content or content[-1].tag != qn("w:p"):
        content = [*content, el("p")]
    return el("tc", properties, *content)


def _room(tag: str, box: Box) -> Element:
    top, left, bottom, right = (dxa(size) for size in box)
    return el(
        tag, el("top", w=top, type="dxa"), el("left", w=left, type="dxa"),
        el("bottom", w=bottom, type="dxa"), el("right", w=right, type="dxa"),
    )  # fmt: skip


def beside(
    cells: Sequence[list[Element]], widths: Sequence[float], gutter: float, kit: Kit, *, rule: bool
) -> list[Element]:
    """Cells in one row with a gutter between them, each under a heavy rule where ``rule``."""
    lines = {"top": ("ink", 1.4)} if rule else {}
    places: list[Place] = []
    wide: list[float] = []
    for content, width in zip(cells, widths, strict=True):
        if places:
            places.append(Place([paragraph("", "gap", kit)]))
            wide.append(gutter)
        places.append(Place(content, lines=dict(lines), room=(5, 0, 7, 0) if rule else None))
        wide.append(width)
    return grid(wide, [Strip(places)], kit, style="table-plain")
