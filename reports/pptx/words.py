"""Words on a slide: runs with the theme's font, bold, quiet, and links that carry no secret."""

from dataclasses import dataclass, field
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from reports.blocks import Line, Words
from reports.pdf.words import safe_address
from reports.pptx.measures import brief, high, shown, sized, wide
from reports.pptx.palette import Palette, Rgb, Role, tint
from reports.scripts.order import LONG, backwards

LANGUAGE = "en-GB"
BODY, KEY = 14.0, 11.0
"""Points of what is read on a slide, and of what explains a chart; nothing but a footer is smaller."""
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "middle": PP_ALIGN.CENTER}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True)
class Style:
    """How a paragraph is set; ``after`` is the room below it in points."""

    size: float = BODY
    role: Role = "ink"
    strong: bool = False
    align: str = "left"
    after: float = 0.0
    most: int = 0
    """At most so many lines, said shorter where it takes more; 0 for as many as it takes."""
    colour: Rgb | None = None
    """In place of the role: a verdict's own colour."""
    on_paper: bool = True
    """Its colour is moved where it would not be read on the paper; not where it has a ground."""


@dataclass(frozen=True)
class Paragraph:
    """A line of words in a style."""

    content: Line
    style: Style = field(default_factory=Style)


def said(text: str | Line, style: Style | None = None) -> Paragraph:
    """A paragraph of plain text or of a line of words."""
    content = (Words(text=text),) if isinstance(text, str) else text
    return Paragraph(content, style or Style())


def fitted(item: Paragraph, room: float) -> Paragraph:
    """The paragraph in its lines; a line of several runs keeps those that find room whole."""
    style = item.style
    if not style.most:
        return item
    whole = "".join(words.text for words in item.content)
    kept = brief(whole, style.size, room, style.most, strong=_strong(item))
    if kept == shown(whole):
        return item
    made = list[Words]()
    for place, words in enumerate(item.content):
        last = place + 1 == len(item.content)
        text, kept = (kept, "") if last else (kept[: len(words.text)], kept[len(words.text) :])
        made += [words.model_copy(update={"text": text})] if text else []
    return Paragraph(tuple(made), style)


def _strong(item: Paragraph) -> bool:
    return item.style.strong or all(words.strong for words in item.content)


def alone(item: Paragraph) -> float:
    """Points that the paragraph takes on one line."""
    text = shown("".join(words.text for words in item.content))
    return wide(text, item.style.size, strong=_strong(item))


def tall(items: list[Paragraph], room: float) -> float:
    """Points of height that the paragraphs take in so much width."""
    total = 0.0
    for item in items:
        style = item.style
        text = "".join(words.text for words in fitted(item, room).content)
        total += high(text, style.size, room, strong=_strong(item)) + style.after
    return total


def put(frame: Any, items: list[Paragraph], palette: Palette, anchor: str = "top") -> None:
    """Fill a text frame without margins; nothing grows or shrinks by itself."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = _ANCHOR[anchor]
    for place, item in enumerate(items):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        set_paragraph(paragraph, item, palette)


def set_paragraph(paragraph: Any, item: Paragraph, palette: Palette) -> None:
    """One paragraph's runs, spacing and alignment."""
    style = item.style
    text = "".join(words.text for words in item.content)
    paragraph.alignment = _ALIGN[style.align]
    if directed(paragraph, text) and len(text) > LONG and style.align == "left":
        paragraph.alignment = PP_ALIGN.RIGHT
    paragraph.space_before, paragraph.space_after = Pt(0), Pt(style.after)
    for words in item.content:
        run = paragraph.add_run()
        run.text = shown(words.text)
        _look(run, words, style, palette)
    end = paragraph._p.get_or_add_endParaRPr()
    end.set("lang", LANGUAGE)
    end.set(
        "sz", str(round(100 * sized(style.size)))
    )  # or an empty paragraph is as high as a program likes


def directed(paragraph: Any, text: str) -> bool:
    """Whether the text runs from right to left; the paragraph is told so."""
    if backwards(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        return True
    return False


def _look(run: Any, words: Words, style: Style, palette: Palette) -> None:
    font = run.font
    font.size = Pt(sized(style.size))
    font.bold = style.strong or words.strong
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    address = safe_address(words.target)
    if address:
        run.hyperlink.address = address
        return
    if style.colour is not None:
        colour = palette.readable(style.colour) if style.on_paper else style.colour
        tint(font.color, colour)
        return
    palette.paint(font.color, "quiet" if words.quiet else style.role, words=True)
