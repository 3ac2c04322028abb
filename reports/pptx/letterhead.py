"""A client's logo and colour on our own master, so that every slide has them and one place changes them."""

import io
from typing import Any

from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from reports.brand import Brand
from reports.pptx.boxes import Box
from reports.pptx.house import MARGIN, TITLE_TOP
from reports.pptx.measures import shown

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BAND = 6.0
_LOGO_HIGH, _LOGO_WIDE, _LOGO_FOOT = 20.0, 190.0, 4.0
_PLAIN = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def put(deck: Deck, brand: Brand, client: str) -> None:
    """The colour as a band along the upper edge, the logo above the title at the right.

    The first slide has the logo large, so its layout has the band alone.
    """
    master: Any = deck.slide_master
    tree = master.shapes._spTree
    wide = (deck.slide_width or 0) / 12_700
    cover: Any = deck.slide_layouts.get_by_name("Title Slide")
    cover._element.set("showMasterSp", "0")
    if brand.colour:
        tree.insert(2, parse_xml(_band(Box(0, 0, wide, _BAND))))
        cover.shapes._spTree.insert(2, parse_xml(_band(Box(0, 0, wide, _BAND))))
    if brand.logo:
        image, relation = master.part.get_or_add_image_part(io.BytesIO(brand.logo))
        across, down = image.image.size
        picture: Any = parse_xml(_picture(_placed(across, down, wide), relation))
        picture.xpath(".//p:cNvPr")[0].set("descr", shown(client))
        tree.append(picture)


def _placed(across: int, down: int, wide: float) -> Box:
    """A picture's place: as large as the room above the title allows, its foot on one line."""
    scale = min(_LOGO_HIGH / down, _LOGO_WIDE / across)
    width, high = across * scale, down * scale
    return Box(wide - MARGIN - width, TITLE_TOP - _LOGO_FOOT - high, width, high)


def _band(box: Box) -> str:
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="91" name="Client colour"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box)}{_PLAIN}<a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _picture(box: Box, relation: str) -> str:
    return (
        f'<p:pic {_NS}><p:nvPicPr><p:cNvPr id="92" name="Client logo"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{_frame(box)}{_PLAIN}</p:spPr></p:pic>"
    )


def _frame(box: Box) -> str:
    x, y, across, down = (round(12_700 * part) for part in (box.x, box.y, box.width, box.height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
