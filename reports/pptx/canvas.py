"""A slide to draw on: text, rules, rectangles, marks and links in points, in reading order."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports import colours
from reports.blocks import Line
from reports.colours import Tone
from reports.pptx.boxes import Box
from reports.pptx.measures import shown
from reports.pptx.palette import Palette, Rgb, Role, rgb, tint
from reports.pptx.words import BODY, KEY, Paragraph, Style, fitted, put, said, tall
from reports.wording import plural

_DECORATIVE = (
    '<a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
_NAME = 120
_LIST_SIZES = (16.0, 15.0, BODY)
_VERDICT = {
    "ready": MSO_SHAPE.OVAL, "conditional": MSO_SHAPE.DIAMOND, "not_ready": MSO_SHAPE.RECTANGLE,
    "insufficient_evidence": MSO_SHAPE.OVAL, "quiet": MSO_SHAPE.OVAL,
}  # fmt: skip
KEY_HIGH = 28.0
"""Points that the key of a chart takes."""
MARKS: dict[Tone, str] = {
    "ready": "●", "conditional": "◆", "not_ready": "■", "insufficient_evidence": "○", "quiet": "○",
}  # fmt: skip
"""The shape of a verdict as a character, for where only text can stand."""


@dataclass
class Canvas:
    """Where a slide's content goes: ``box`` is what title and footer leave; ``shapes`` takes it."""

    shapes: Any
    box: Box
    palette: Palette

    def text(self, box: Box, *items: Paragraph, anchor: str = "top", name: str = "") -> float:
        """Paragraphs in a box of their own; gives the height that they take."""
        kept = [fitted(item, box.width) for item in items]
        shape = self.shapes.add_textbox(*_emu(box))
        put(shape.text_frame, kept, self.palette, anchor)
        if name:
            shape.name = shown(name)[:_NAME]
        return tall(kept, box.width)

    def list(
        self, box: Box, texts: Sequence[str | Line], role: Role = "ink", name: str = ""
    ) -> float:
        """Sentences one under the other, as large as the box allows; gives the height they take.

        Where they do not fit, each is said in three lines, and how many more there are is told.
        """
        for size in _LIST_SIZES:
            items = [said(text, Style(size, role, after=0.45 * size)) for text in texts]
            if tall(items, box.width) <= box.height:
                return self.text(box, *items, name=name)
        style = Style(BODY, role, after=5, most=3)
        items = [fitted(said(text, style), box.width) for text in texts]
        shown = len(items)
        while shown > 1 and tall(_counted(items, shown), box.width) > box.height:
            shown -= 1
        return self.text(box, *_counted(items, shown), name=name)

    def key(self, box: Box, text: str) -> None:
        """What a chart's marks mean, under it; two lines at most."""
        self.text(box.foot(KEY_HIGH), said(text, Style(KEY, "quiet", most=2)), anchor="bottom",
                  name="Key")  # fmt: skip

    def head(self, box: Box, text: str) -> float:
        """A heading with a strong rule over it; gives the height that both take."""
        self.rule(box.x, box.y, box.width, "ink", 1.4)
        style = Style(strong=True, most=3)
        return 8 + self.text(box.below(7).top(54), said(text, style)) + 6

    def rule(
        self, x: float, y: float, width: float, role: Role = "line", thick: float = 0.7
    ) -> None:
        """A horizontal line; it tells nothing by itself."""
        self.line((x, y), (x + width, y), role, thick)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], role: Role = "line",
        thick: float = 0.7, dash: Any = None,
    ) -> Any:  # fmt: skip
        """A straight line from one point to another."""
        places = (Pt(start[0]), Pt(start[1]), Pt(end[0]), Pt(end[1]))
        shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *places)
        shape.line.width = Pt(thick)
        self.palette.paint(shape.line.color, role)
        if dash is not None:
            shape.line.dash_style = dash
        _unstyled(shape)
        decorative(shape)
        return shape

    def block(
        self, box: Box, fill: Role | Rgb, *, edge: Role | None = None, thick: float = 0.8
    ) -> Any:
        """A rectangle without a shadow; ``fill`` is a role or a colour of its own."""
        shape = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(box))
        shape.fill.solid()
        if isinstance(fill, str):
            self.palette.paint(shape.fill.fore_color, fill)
        else:
            tint(shape.fill.fore_color, fill)
        if edge is None:
            shape.line.fill.background()
        else:
            shape.line.width = Pt(thick)
            self.palette.paint(shape.line.color, edge)
        _unstyled(shape)
        decorative(shape)
        return shape

    def verdict(self, tone: Tone, x: float, y: float, size: float) -> None:
        """The mark of a verdict around its middle; its word always stands beside it."""
        half = size / 2 * {"not_ready": 0.9, "conditional": 1.15}.get(tone, 1.0)
        box = Box(x - half, y - half, 2 * half, 2 * half)
        shape = self.shapes.add_shape(_VERDICT[tone], *_emu(box))
        colour = self.palette.readable(rgb(colours.VERDICTS[tone]), 3.0)
        shape.fill.solid()
        if tone in {"insufficient_evidence", "quiet"}:
            self.palette.paint(shape.fill.fore_color, "paper")
            shape.line.width = Pt(max(1.2, size / 7))
            tint(shape.line.color, colour)
        else:
            tint(shape.fill.fore_color, colour)
            shape.line.fill.background()
        _unstyled(shape)
        decorative(shape)

    def picture(self, box: Box, content: bytes, alt: str) -> None:
        """A picture as large as its box allows, at the left and in the middle of it."""
        shape = self.shapes.add_picture(io.BytesIO(content), *_emu(box)[:2])
        scale = min(box.width / shape.width, box.height / shape.height)
        shape.width, shape.height = Pt(scale * shape.width), Pt(scale * shape.height)
        shape.top = Pt(box.y) + (Pt(box.height) - shape.height) // 2
        shape.name = "Client logo"
        described(shape, alt)

    @contextmanager
    def group(self, name: str, alt: str) -> Iterator[None]:
        """What is drawn within the ``with`` becomes one object with one description."""
        before = len(self.shapes)
        yield
        shape = self.shapes.add_group_shape(list(self.shapes)[before:])
        shape.name = shown(name)[:_NAME]
        described(shape, alt)


def more(number: int) -> str:
    """How many more there are than a slide shows."""
    return f"And {plural(number, 'more', 'more')}, in the notes."


def _counted(items: list[Paragraph], shown: int) -> list[Paragraph]:
    """The first of the items, and how many more there are."""
    if shown == len(items):
        return items
    return [*items[:shown], said(more(len(items) - shown), Style(BODY, "quiet"))]


def _emu(box: Box) -> tuple[Any, ...]:
    return Pt(box.x), Pt(box.y), Pt(max(0.0, box.width)), Pt(max(0.0, box.height))


def _unstyled(shape: Any) -> None:
    """Without the theme's effects, which would give every rule a shadow."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def properties(shape: Any) -> Any:
    """The element with a shape's id, name and description."""
    return shape._element.xpath(".//p:cNvPr")[0]


def described(shape: Any, alt: str) -> None:
    """Give a shape its alternative text."""
    properties(shape).set("descr", shown(alt))


def decorative(shape: Any) -> None:
    """Mark a shape as one that a screen reader may pass over."""
    held = properties(shape)
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    extensions = parse_xml(f'<a:extLst xmlns:a="{space}">{_DECORATIVE}</a:extLst>')
    held.append(extensions)


def tone_colour(tone: Tone) -> Rgb:
    """The colour of a verdict's word."""
    return rgb(colours.VERDICT_WORDS[tone])
