"""The house's own master: theme, margins and layouts, so that a new slide looks like ours.

Made from the library's default deck: its theme's colours and fonts, its master's places and text
styles, and the layouts that the read-out needs.
"""

from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from reports import colours, hue
from reports.pptx.boxes import Box
from reports.pptx.office_font import FAMILY, PANOSE
from reports.pptx.palette import code, rgb

SIZES = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
MARGIN, TITLE_TOP, TITLE_HIGH, FOOT = 54.0, 40.0, 62.0, 36.0
TITLE_SIZE = 24.0
KEPT = ("Title Slide", "Title and Content", "Section Header", "Title Only", "Blank")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_THEME = {
    "dk1": colours.INK, "lt1": colours.PAPER, "dk2": colours.SOFT, "lt2": colours.MIST,
    "accent1": colours.BLUE, "accent2": colours.LIGHT, "accent3": colours.DEEP,
    "accent4": colours.VERDICTS["conditional"], "accent5": colours.VERDICTS["not_ready"],
    "accent6": colours.VERDICTS["ready"], "hlink": colours.ACCENT, "folHlink": colours.DEEP,
}  # fmt: skip


def deck(size: str) -> Deck:
    """An empty deck of ours; ``size`` is *16:9* or *4:3*."""
    made = Presentation()
    width, height = SIZES[size]
    made.slide_width, made.slide_height = Pt(width), Pt(height)
    made.element.find(f"{{{made.element.nsmap['p']}}}sldSz").attrib.pop("type", None)
    _without_extras(made)
    _theme(made)
    _master(made, width, height)
    _layouts(made, width)
    return made


def _without_extras(made: Deck) -> None:
    """Neither the default deck's picture of itself nor somebody's printer goes along."""
    held: Any = made.part
    for owner in (held, held.package):
        for key, rel in list(owner._rels.items()):
            if rel.reltype.endswith(("/printerSettings", "/thumbnail")):
                owner._rels.pop(key)


def _theme(made: Deck) -> None:
    """The colours and the font in the theme, by name."""
    told = {slot: rgb(hue.dyed(colour)) for slot, colour in _THEME.items()}
    part: Any = next(
        rel.target_part
        for rel in made.slide_master.part.rels.values()
        if rel.reltype.endswith("/theme")
    )
    root: Any = parse_xml(part.blob)
    root.set("name", "Prodworthy")
    for scheme in root.iter(f"{_A}clrScheme"):
        scheme.set("name", "Prodworthy")
        for slot in scheme:
            for old in list(slot):
                slot.remove(old)
            colour = code(told[str(slot.tag).removeprefix(_A)])
            slot.append(parse_xml(f'<a:srgbClr {_NS} val="{colour}"/>'))
    for scheme in root.iter(f"{_A}fontScheme"):
        scheme.set("name", "Prodworthy")
        for latin in scheme.iter(f"{_A}latin"):
            latin.set("typeface", FAMILY)
            latin.set("panose", PANOSE)
    part._blob = serialize_part_xml(root)


def _master(made: Deck, width: float, height: float) -> None:
    foot = height - FOOT
    places = {
        "title": Box(MARGIN, TITLE_TOP, width - 2 * MARGIN, TITLE_HIGH),
        "body": Box(MARGIN, 124, width - 2 * MARGIN, height - 180),
        "dt": Box(width - 250, foot, 110, 18),
        "ftr": Box(MARGIN, foot, width - 2 * MARGIN - 200, 18),
        "sldNum": Box(width - MARGIN - 48, foot, 48, 18),
    }
    master: Any = made.slide_master
    for shape in master.placeholders:
        kind = str(shape.element.ph.get("type", "body"))
        _place(shape, places[kind])
        body = shape.element.txBody.find(f"{_A}bodyPr")
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        body.set("anchor", "ctr" if kind in {"dt", "ftr", "sldNum"} else "t")
        for style in shape.element.iter(f"{_A}defRPr"):
            style.set("sz", "900")
        for level in shape.element.iter(f"{_A}lvl1pPr"):
            level.set("algn", "l" if kind == "ftr" else "r")
    styles = master.element.find(f"{{{master.element.nsmap['p']}}}txStyles")
    styles.getparent().replace(styles, parse_xml(_styles()))
    rule = master.shapes._spTree
    rule.append(parse_xml(_rule(MARGIN, foot - 6, width - 2 * MARGIN)))


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = Pt(box.x), Pt(box.y)
    shape.width, shape.height = Pt(box.width), Pt(box.height)


def _rule(x: float, y: float, width: float) -> str:
    left, top, wide = round(12_700 * x), round(12_700 * y), round(12_700 * width)
    return (
        f'<p:cxnSp {_NS}><p:nvCxnSpPr><p:cNvPr id="90" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="0"/>'
        '</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="8890"><a:solidFill>'
        f'<a:srgbClr val="{code(rgb(colours.LINE))}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _styles() -> str:
    """Title 24 on 29, body 14 and smaller; the theme's fonts and colours throughout."""
    fonts = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/><a:cs typeface="+m{0}-cs"/>'
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    levels = "".join(
        f'<a:lvl{number}pPr marL="{171_450 * (number - 1)}" indent="0" algn="l" rtl="0"><a:spcBef>'
        f'<a:spcPts val="600"/></a:spcBef><a:buNone/><a:defRPr sz="{max(11, 15 - number)}00" kern="1200">'
        f"{ink}{fonts.format('n')}</a:defRPr></a:lvl{number}pPr>"
        for number in range(1, 6)
    )
    return (
        f'<p:txStyles {_NS}><p:titleStyle><a:lvl1pPr algn="l" rtl="0"><a:lnSpc><a:spcPct val="96000"/>'
        f'</a:lnSpc><a:buNone/><a:defRPr sz="{round(100 * TITLE_SIZE)}" b="1" kern="1200">{ink}'
        f"{fonts.format('j')}</a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        '<p:otherStyle><a:defPPr><a:defRPr lang="en-GB"/></a:defPPr><a:lvl1pPr algn="l"><a:defRPr sz="1200">'
        f"{ink}{fonts.format('n')}</a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles>"
    )


def _layouts(made: Deck, width: float) -> None:
    """The layouts that are kept; those with a title of their own get its place and its style."""
    for layout in list(made.slide_layouts):
        if layout.name not in KEPT:
            made.slide_layouts.remove(layout)
    wide = width - 2 * MARGIN
    heads = {
        "Title Slide": (36.0, Box(MARGIN, 150, wide, 140), Box(MARGIN, 300, wide, 60)),
        "Section Header": (28.0, Box(MARGIN, 200, wide, 80), Box(MARGIN, 290, min(wide, 660), 60)),
    }
    for name, (size, *places) in heads.items():
        held: Any = made.slide_layouts.get_by_name(name)
        for place, (shape, box) in enumerate(zip(held.placeholders, places, strict=False)):
            _place(shape, box)
            _own_style(shape, 14.0 if place else size, strong=not place)


def _own_style(shape: Any, size: float, *, strong: bool) -> None:
    """A layout's own text style in place of the default deck's."""
    body = shape.element.txBody
    body.find(f"{_A}bodyPr").set("anchor", "b" if strong else "t")
    held = body.find(f"{_A}lstStyle")
    for old in list(held):
        held.remove(old)
    held.append(
        parse_xml(
            f'<a:lvl1pPr {_NS} marL="0" indent="0" algn="l"><a:buNone/>'
            f'<a:defRPr sz="{round(100 * size)}" b="{int(strong)}" cap="none"/></a:lvl1pPr>'
        )
    )
