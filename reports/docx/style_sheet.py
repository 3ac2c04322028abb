"""The styles as the document holds them, in the order that Word asks for."""

from docx.oxml.ns import qn

from reports import hue
from reports.docx.elements import Element, dxa, eighths, el
from reports.docx.looks import COLOURS, Look, TableLook

MONO = "IBM Plex Mono"
_KNOWN = {
    "normal",
    "title",
    "subtitle",
    "heading 1",
    "heading 2",
    "heading 3",
    "body text",
    "list bullet",
    "caption",
    "header",
    "footer",
    "toc heading",
    "toc 1",
    "toc 2",
    "strong",
    "hyperlink",
}
"""Styles that Word itself knows by these names; any other is told as our own."""
BULLETS = 1
"""The id of the list of bullets in our own numbering."""


def colour(name: str, tag: str = "color") -> Element:
    """A colour of words; the theme's own where it has one for the purpose."""
    code, theme = hue.code(COLOURS[name][0]), COLOURS[name][1]
    return el(tag, val=code, themeColor=theme) if theme else el(tag, val=code)


def shading(code: str) -> Element:
    """A ground in a colour of hex digits."""
    return el("shd", val="clear", color="auto", fill=hue.code(code))


def ground(name: str) -> Element:
    """A ground in a named colour."""
    code, theme = COLOURS[name]
    made = shading(code)
    if theme:
        made.set(qn("w:themeFill"), theme)
    return made


def border(tag: str, name: str, thick: float, space: int = 0) -> Element:
    """A line on one side, ``thick`` points; no line where that is 0."""
    if not thick:
        return el(tag, val="nil")
    code, theme = hue.code(COLOURS[name][0]), COLOURS[name][1]
    made = el(tag, val="single", sz=eighths(thick), space=space, color=code)
    if theme:
        made.set(qn("w:themeColor"), theme)
    return made


def style_of(look: Look, ids: dict[str, str], bullets: int = BULLETS) -> Element:
    """The style of a look; ``ids`` are the ids of the styles that it builds on, by role."""
    kind = "character" if look.words else "paragraph"
    made = el("style", type=kind, styleId=ids[look.role])
    if look.role == "normal":
        made.set(qn("w:default"), "1")
    elif look.name.casefold() not in _KNOWN:
        made.set(qn("w:customStyle"), "1")
    made.append(el("name", val=look.name))
    if look.based:
        made.append(el("basedOn", val=ids[look.based]))
    if look.follows:
        made.append(el("next", val=ids[look.follows]))
    made.append(el("uiPriority", val="1" if look.gallery else "39"))
    if look.gallery:
        made.append(el("qFormat"))
    if not look.words:
        made.append(_paragraph(look, bullets))
    made.append(_words(look))
    return made


def table_style_of(look: TableLook, style_id: str, base: str) -> Element:
    """The style of a kind of tables; ``base`` is the id of the plain one."""
    lines = el("tblBorders", *(border(side, name, thick) for side, name, thick in look.lines))
    head = el(
        "tblStylePr", el("tcPr", el("tcBorders", border("bottom", "ink", 0.9))), type="firstRow"
    )
    return el(
        "style",
        el("name", val=look.name),
        el("basedOn", val=base) if base else None,
        el("uiPriority", val=2),
        el("qFormat"),
        el("tblPr", lines if look.lines else None),
        head if look.under_head else None,
        type="table",
        customStyle=1,
        styleId=style_id,
    )


def _paragraph(look: Look, bullets: int) -> Element:
    lines = [border("top", *look.line_above, space=4)] if look.line_above else []
    parts = [
        el("keepNext") if look.keep_next else None,
        el("keepLines") if look.keep_lines else None,
        el("numPr", el("numId", val=bullets)) if look.bullet else None,
        el("pBdr", *lines) if lines else None,
        ground(look.shade) if look.shade else None,
        _tabs(look) if look.tabs else None,
        _spacing(look),
        el("ind", left=dxa(look.left), hanging=dxa(look.hanging)) if look.left else None,
        el("jc", val=look.align) if look.align else None,
        el("outlineLvl", val=look.outline) if look.outline is not None else None,
    ]
    return el("pPr", *parts)


def _spacing(look: Look) -> Element | None:
    if not look.leading and look.based:
        # Without a leading of its own it keeps that of the style it builds on.
        return el("spacing", before=dxa(look.before), after=dxa(look.after))
    return el(
        "spacing", before=dxa(look.before), after=dxa(look.after),
        line=dxa(look.leading), lineRule="exact" if look.tight else "atLeast",
    )  # fmt: skip


def _tabs(look: Look) -> Element:
    made = el("tabs")
    for kind, place in look.tabs:
        made.append(el("tab", val=kind, pos=dxa(place)))
    return made


def _words(look: Look) -> Element:
    return el(
        "rPr",
        _face(look.face) if look.face else None,
        el("b") if look.bold else None,
        el("bCs") if look.bold else None,
        colour(look.colour) if look.colour else None,
        el("sz", val=round(2 * look.size)) if look.size else None,
        el("szCs", val=round(2 * look.size)) if look.size else None,
        el("u", val="single") if look.underline else None,
    )


def _face(face: str) -> Element:
    if face == "mono":
        return el("rFonts", ascii=MONO, hAnsi=MONO, cs=MONO)
    return el(
        "rFonts", asciiTheme=f"{face}HAnsi", hAnsiTheme=f"{face}HAnsi",
        eastAsiaTheme=f"{face}EastAsia", cstheme=f"{face}Bidi",
    )  # fmt: skip
