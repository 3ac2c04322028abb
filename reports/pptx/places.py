"""Places of a layout: which is the title, how large its words are, and how they are filled."""

import copy
from collections.abc import Iterable
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports.pptx.boxes import Box
from reports.pptx.measures import brief, lines, shown
from reports.pptx.words import LANGUAGE, directed

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_SECOND = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
_FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_LEAST_WORDS, _LEAST_FOOT = 14.0, 9.0


def kind(shape: Any) -> Any:
    """What a place is for."""
    return shape.placeholder_format.type


def furniture(shape: Any) -> bool:
    """Whether a place is footer, number or date."""
    return kind(shape) in _FURNITURE


def second(shape: Any) -> bool:
    """Whether a place is for the words under a title."""
    return kind(shape) in _SECOND


def title_of(shapes: Iterable[Any]) -> Any:
    """The place of the title; ``None`` where there is none."""
    return next((one for one in shapes if one.is_placeholder and kind(one) in _TITLES), None)


def box_of(shape: Any) -> Box:
    """Where a shape stands, in points."""
    numbers = (shape.left, shape.top, shape.width, shape.height)
    return Box(*((number or 0) / 12_700 for number in numbers))


def without_empty(made: Any, used: list[Any]) -> None:
    """Take out places that nothing was put in: they would show their prompt."""
    kept = {id(one._element) for one in used}
    for shape in list(made.placeholders):
        if not furniture(shape) and id(shape._element) not in kept:
            shape._element.getparent().remove(shape._element)


def cloned(made: Any, place: Any) -> Any:
    """A layout's footer or number as the slide's own, at the same place and in the same style."""
    element = copy.deepcopy(place._element)
    made.shapes._spTree.append(element)
    used = [int(one) for one in made.shapes._spTree.xpath("//@id") if str(one).isdigit()]
    element.xpath(".//p:cNvPr")[0].set("id", str(max(used, default=1) + 1))
    return next(one for one in made.shapes if one._element is element)


def number_field(shape: Any, size: int) -> None:
    """The slide's number in place of the words of a shape; ``size`` in hundredths of a point."""
    paragraph = shape.text_frame.paragraphs[0]._p
    for run in paragraph.findall(f"{_A}r"):
        paragraph.remove(run)
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    field = parse_xml(
        f'<a:fld xmlns:a="{space}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}" sz="{size}"/><a:t>‹#›</a:t></a:fld>'
    )
    paragraph.insert(1 if paragraph.find(f"{_A}pPr") is not None else 0, field)


def foot_words(footer: tuple[str, ...], room: float, size: float, high: float) -> tuple[float, str]:
    """Size and words of the first footer that fits ``room`` × ``high`` points, smaller if need be.

    Where none fits, the last one is said shorter.
    """
    smallest = min(size, _LEAST_FOOT)
    for words in footer:
        at = size
        while at >= smallest:
            if len(lines(shown(words), at, room)) <= max(1, int(high // (1.2 * at))):
                return at, shown(words)
            at -= 0.5
    return smallest, brief(footer[-1], smallest, room, max(1, int(high // (1.2 * smallest))))


def say(shape: Any, words: str, size: float, most: int) -> None:
    """Fill a place of the layout in its own style, smaller only where the words need it."""
    inside = shape.text_frame
    sides = (inside.margin_left + inside.margin_right) / 12_700
    room, high = shape.width / 12_700 - sides, shape.height / 12_700
    smaller, text = _sized(words, size, room, high, most)
    inside.text = text
    directed(inside.paragraphs[0], text)
    run = inside.paragraphs[0].runs[0]
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    if smaller is not None:
        run.font.size = Pt(smaller)


def _sized(
    words: str, size: float, room: float, high: float, most: int
) -> tuple[float | None, str]:
    """The words at the template's size (``None``) where they fit, else smaller, else shorter."""
    text, wanted = shown(words), size
    while wanted > _LEAST_WORDS:
        if len(lines(text, wanted, room, strong=True)) <= _allowed(high, wanted, most, size):
            return (None if wanted == size else wanted), text
        wanted -= 1
    allowed = _allowed(high, wanted, most, size)
    return wanted, brief(text, wanted, room, allowed, strong=True)


def _allowed(high: float, wanted: float, most: int, size: float) -> int:
    """Lines that the place has room for; smaller words may take more of them than large ones."""
    return max(1, min(most if wanted > 0.8 * size else 2 * most, int(high // (1.2 * wanted))))


def title_size(title: Any, otherwise: float) -> float:
    """The size that the template gives a title, in points."""
    own = size_of(title, 0.0)
    if own or not title.is_placeholder:
        return own or otherwise
    master = title.part.slide_layout.slide_master._element
    for held in master.iter(f"{_P}titleStyle"):
        for style in held.iter(f"{_A}defRPr"):
            return int(style.get("sz", "4400")) / 100
    return 44.0


def size_of(shape: Any, otherwise: float) -> float:
    """The size in a place's own list style, or in that of the layout's or master's place for it."""
    held = shape
    while held is not None:
        for style in held._element.iter(f"{_A}lvl1pPr"):
            found = style.find(f"{_A}defRPr")
            if found is not None and found.get("sz"):
                return int(found.get("sz")) / 100
        held = getattr(held, "_base_placeholder", None)
    return otherwise
