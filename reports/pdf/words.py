"""Lines of words as paragraphs: client text is data and is never read as markup."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import toColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from reports import colours, fonts, hue
from reports.blocks import Line, Words
from reports.pdf import any_script
from reports.pdf.styles import closer
from reports.scripts.runs import Look

S = TypeVar("S")


class Said(Paragraph):  # type: ignore[misc]  # the engine carries no types
    """A paragraph that breaks its lines once for a width, however often it is asked how high it is."""

    _broken: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Width and height, and its lines broken for them."""
        if self._broken is None or self._broken[0] != availWidth or not hasattr(self, "blPara"):
            self._broken = availWidth, super().wrap(availWidth, availHeight)
        return self._broken[1]

    def draw(self) -> None:
        """The words, where they will be seen."""
        if not is_unseen(self.canv):
            super().draw()


def unseen(*places: Any, **named: Any) -> Canvas:
    """A file in which only places are looked for: words and charts are not drawn in it."""
    canvas = Canvas(*places, **named)
    canvas.is_unseen = True
    return canvas


def is_unseen(canvas: Canvas) -> bool:
    """Whether it was made by :func:`unseen`."""
    return getattr(canvas, "is_unseen", False)


@dataclass
class Kit:
    """What a block needs to be set: places that exist, their pages so far, the room on a page."""

    anchors: frozenset[str]
    pages: dict[str, int] = field(default_factory=dict)
    room: float = 700.0
    close: bool = False
    """Whether text is set in the smaller of its sizes, as on a page that would else run over."""
    made: dict[Hashable, tuple[object, object]] = field(default_factory=dict)
    """What was drawn or read already, with the block or style it is of; most of it says no page."""

    def drawn(self, draw: Callable[..., S], block: object, *sizes: float) -> S:
        """What ``draw`` makes of a block at some sizes; drawn once for all passes of a report."""
        key = (draw, id(block), sizes)
        if key not in self.made:  # the block is kept with it, so that its id stays its own
            self.made[key] = (block, draw(block, *sizes))
        found: S = self.made[key][1]  # type: ignore[assignment]
        return found

    def parsed(self, text: str, style: ParagraphStyle) -> list[Any]:
        """The pieces of a marked-up text; read once for all passes, since most say no page."""
        key = (text, id(style))
        if key not in self.made:
            self.made[key] = (style, Paragraph(text, style).frags)
        kept: Any = self.made[key][1]
        return [piece.clone() for piece in kept]  # who breaks lines writes into them

    def target(self, target: str) -> str:
        """``target`` where it may be printed as a link, else nothing."""
        if target.startswith("#"):
            return target if target[1:] in self.anchors else ""
        return safe_address(target)


def safe_address(address: str) -> str:
    """An http(s) address without credentials, or nothing: a report never carries a secret."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    return (
        address if address.isprintable() and not any(char in address for char in ' "<>\\') else ""
    )


LEAST = 7.0
"""Points below which nothing is printed."""


def _mono_size(size: float) -> float:
    """The size of the typewriter face among letters of ``size``: a little less, where that is legible."""
    return max(LEAST, size - 0.5)


def markup(content: Line, kit: Kit, font: str = fonts.REGULAR, size: float = LEAST + 0.5) -> str:
    """The engine's markup of a line in letters of ``size`` points, with every text escaped."""
    return "".join(_run(words, kit, font, size) for words in content)


def _face(words: Words, font: str) -> str:
    return fonts.MONO if words.mono else fonts.SEMIBOLD if words.strong else font


def _paged(words: Words, kit: Kit) -> str:
    """The text with the page that it names."""
    if not words.page_of:
        return words.text
    page = kit.pages.get(words.page_of)
    return words.text.replace("{page}", str(page) if page else "–")


def _spans(parts: Line, kit: Kit, style: ParagraphStyle) -> list[tuple[str, Look]]:
    """The texts with how each is set, for words that more than our own fonts have to set."""
    made = []
    for words in parts:
        face, target = _face(words, style.fontName), kit.target(words.target)
        linked = bool(target) and not words.bare
        size = _mono_size(style.fontSize) if words.mono else style.fontSize
        plain = colours.QUIET if words.quiet else style.textColor
        colour = hue.dyed(colours.ACCENT) if linked else plain
        look = replace(fonts.look(face, size, toColor(colour)), target=target, bare=words.bare)
        lines = (fonts.printable(part, face) for part in _paged(words, kit).split("\n"))
        made.append(("\n".join(lines), look))
    return made


def _run(words: Words, kit: Kit, font: str, around: float) -> str:
    face, text = _face(words, font), _paged(words, kit)
    shown = "<br/>".join(escape(fonts.printable(part, face)) for part in text.split("\n"))
    colour = ' color="#5A6774"' if words.quiet else ""
    size = f' size="{_mono_size(around):g}"' if words.mono else ""
    shown = f'<font name="{face}"{colour}{size}>{shown}</font>'
    target = kit.target(words.target)
    if not target:
        return shown
    if words.bare:
        return f"<a href={quoteattr(target)}>{shown}</a>"
    under = f'<u offset="-1.6" width="0.5">{shown}</u>'
    return f'<a href={quoteattr(target)} color="#{hue.code("0F62A8")}">{under}</a>'


def paragraph(content: Line | str, style: ParagraphStyle, kit: Kit, anchor: str = "") -> Flowable:
    """A paragraph of the line in ``style``; ``anchor`` makes it a place to link to."""
    parts = (Words(text=content),) if isinstance(content, str) else content
    style = closer(style) if kit.close else style
    if any(fonts.needs_others(words.text, _face(words, style.fontName)) for words in parts):
        return any_script.Lines(_spans(parts, kit, style), style, anchor)
    place = f"<a name={quoteattr(anchor)}/>" if anchor else ""
    text = place + markup(parts, kit, style.fontName, style.fontSize)
    return Said(text, style, frags=kit.parsed(text, style))
