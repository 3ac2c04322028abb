"""Lines of words as paragraphs, runs, links and fields: client text is data, never markup."""

import re
from collections.abc import Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from reports import fonts
from reports.blocks import Line, Words
from reports.colours import Tone
from reports.docx.elements import Element, dxa, el, plain
from reports.docx.kit import Kit
from reports.docx.looks import SHAPES
from reports.docx.style_sheet import colour
from reports.scripts.order import LONG, backwards, parts

_SHAPE_FACE = "Segoe UI Symbol"
_PARTS = re.compile(r"(\n|\t)")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def paragraph(
    content: Line | str,
    role: str,
    kit: Kit,
    *,
    anchor: str = "",
    align: str = "",
    keep_next: bool = False,
    tabs: Sequence[tuple[str, float]] = (),
) -> Element:
    """A paragraph in the style of ``role``; ``anchor`` makes it a place to link to."""
    inside = runs(content, kit)
    return holding(inside, role, kit, anchor=anchor, align=align, keep_next=keep_next, tabs=tabs)


def holding(
    inside: Sequence[Element],
    role: str,
    kit: Kit,
    *,
    anchor: str = "",
    align: str = "",
    keep_next: bool = False,
    page_break: bool = False,
    tabs: Sequence[tuple[str, float]] = (),
) -> Element:
    """A paragraph of runs, links and pictures that are made already."""
    words = "".join(text.text or "" for part in inside for text in part.iter(qn("w:t")))
    side = _side(words, align)
    properties = el(
        "pPr",
        el("pStyle", val=kit.style(role)),
        el("keepNext") if keep_next else None,
        el("pageBreakBefore") if page_break else None,
        el("tabs", *(el("tab", val=kind, pos=dxa(place)) for kind, place in tabs))
        if tabs
        else None,
        el("bidi") if backwards(words) else None,
        el("spacing", before=0) if page_break else None,
        el("jc", val=side) if side else None,
    )
    return el("p", properties, *kit.marked(anchor, list(inside)))


def _side(words: str, align: str) -> str:
    """Where the lines stand; in a paragraph from right to left, *left* and *right* trade places."""
    if not backwards(words):
        return align
    if align == "right":
        return "left"
    return align or ("" if len(words) > LONG else "right")


def runs(content: Line | str, kit: Kit) -> list[Element]:
    """The runs, links and fields of a line."""
    line = (Words(text=content),) if isinstance(content, str) else content
    return [part for words in line for part in _linked(words, kit)]


def _linked(words: Words, kit: Kit) -> list[Element]:
    place, address = kit.inner(words.target), kit.outer(words.target)
    inside = _with_pages(words, kit, linked=bool(place or address))
    if place:
        return [el("hyperlink", *inside, anchor=place, history=1)]
    if address:
        made = el("hyperlink", *inside, history=1)
        made.set(qn("r:id"), address)
        return [made]
    return inside


def _with_pages(words: Words, kit: Kit, *, linked: bool) -> list[Element]:
    """The runs; where the words name a page, a field that Word keeps right."""
    if not words.page_of or "{page}" not in words.text:
        return _runs(words.text, words, kit, linked=linked)
    before, _, after = words.text.partition("{page}")
    place = kit.inner(f"#{words.page_of}")
    made = _runs(before, words, kit, linked=linked) if before else []
    made += (
        field(f" PAGEREF {place} \\h ", "–", _properties(words, kit, linked))
        if place
        else _runs("–", words, kit, linked=linked)
    )
    return [*made, *_runs(after, words, kit, linked=linked)] if after else made


def field(instruction: str, shown: str, properties: Element | None = None) -> list[Element]:
    """A field with the result that is shown until it is updated."""

    def run(*inside: Element) -> Element:
        look = None if properties is None else el("rPr", *(deepcopy(item) for item in properties))
        return el("r", look, *inside)

    return [
        run(el("fldChar", fldCharType="begin")),
        run(_text("instrText", instruction)),
        run(el("fldChar", fldCharType="separate")),
        run(_text("t", shown)),
        run(el("fldChar", fldCharType="end")),
    ]


def _runs(text: str, words: Words, kit: Kit, *, linked: bool) -> list[Element]:
    """The text as runs, those from right to left apart from the others and marked so."""
    made = []
    for place, part in enumerate(parts(text)):
        if part or not text:
            made.append(el("r", _properties(words, kit, linked, rtl=place % 2 == 1)))
            made[-1].extend(pieces(part))
    return made


def pieces(text: str) -> list[Element]:
    """Texts, line ends and tabs of a run."""
    made: list[Element] = []
    for part in _PARTS.split(plain(text).replace("\r\n", "\n").replace("\r", "\n")):
        if part == "\n":
            made.append(el("br"))
        elif part == "\t":
            made.append(el("tab"))
        elif part:
            made.append(_text("t", part))
    return made


def _text(tag: str, words: str) -> Element:
    made = el(tag)
    made.text = words
    made.set(_XML_SPACE, "preserve")
    return made


def _properties(words: Words, kit: Kit, linked: bool, *, rtl: bool = False) -> Element | None:
    role = ""
    if linked and not words.bare:
        role = "words-link"
    elif words.mono:
        role = "words-code"
    elif words.quiet:
        role = "words-quiet"
    elif words.strong:
        role = "words-strong"
    bold = words.strong and role != "words-strong"
    held = [
        el("rStyle", val=kit.style(role)) if role else None,
        el("b") if bold else None,
        el("bCs") if bold else None,
        colour("quiet") if words.quiet and words.mono and not linked else None,
        el("rtl") if rtl else None,
    ]
    return el("rPr", *held) if any(part is not None for part in held) else None


def in_one_line(text: str, size: float, limit: float) -> str:
    """``text`` without line ends, cut at an ellipsis where it is wider than ``limit`` points.

    For heads and feet, which stand on every page; the whole text stands on the cover.
    """
    fonts.register()
    line = " ".join(plain(text).split())
    if fonts.width(line, fonts.REGULAR, size) <= limit:
        return line
    kept = len(line)
    while kept and fonts.width(line[:kept] + "…", fonts.REGULAR, size) > limit:
        kept -= 1 + max(0, (kept * 8 - int(2 * limit)) // 16)
    return line[: max(0, kept)].rstrip() + "…"


def text_in(text: str, shade: str) -> list[Element]:
    """A run in a named colour."""
    made = el("r", el("rPr", colour(shade)))
    made.extend(pieces(text))
    return [made]


def state(tone: Tone, word: str, kit: Kit, *, bold: bool = False) -> list[Element]:
    """A state: its shape and its word, both in its colour."""
    role = "words-quiet-state" if tone == "quiet" else f"words-{tone}"
    style = kit.style(role)
    face = el("rFonts", ascii=_SHAPE_FACE, hAnsi=_SHAPE_FACE, eastAsia=_SHAPE_FACE, cs=_SHAPE_FACE)
    shape = el("r", el("rPr", el("rStyle", val=style), face), _text("t", SHAPES[tone]))
    look = el(
        "rPr", el("rStyle", val=style), el("b") if bold else None, el("bCs") if bold else None
    )
    said = el("r", look)
    said.extend(pieces("\u00a0" + word))
    return [shape, said]
