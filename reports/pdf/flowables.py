"""The few building stones that the engine does not have: pictures with links, anchors, a foot."""

from typing import Any, NamedTuple

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import String
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from reports import fonts
from reports.blocks import Section
from reports.charts.sheet import Sheet
from reports.pdf.links import link
from reports.pdf.styles import CONTENT, MARGIN_TOP
from reports.pdf.words import Kit, is_unseen
from reports.scripts import runs

BETWEEN = " · "
"""Between the names of sections that share a page, in its running head."""


class Pen(NamedTuple):
    """Font, size in points and colour of words that are put in place by hand."""

    font: str
    size: float
    colour: Color


def put(canvas: Canvas, x: float, y: float, words: str, pen: Pen, *, right: bool = False) -> None:
    """Words with their base line at y; x is their left end, or their right end."""
    words = fonts.printable(words, pen.font)
    canvas.setFillColor(pen.colour)
    if fonts.needs_others(words, pen.font):
        look = fonts.look(pen.font, pen.size)
        runs.draw(canvas, x - runs.width(words, look) * right, y, runs.line(words, look))
        return
    canvas.setFont(pen.font, pen.size)
    (canvas.drawRightString if right else canvas.drawString)(x, y, words)


class _Renderer(renderPDF._PDFRenderer):  # type: ignore[misc]  # the engine carries no types
    """Draws shapes without first naming a base font, which would be listed and not embedded."""

    starting = False

    def initState(self, x: float, y: float) -> None:  # noqa: N802
        """The state that a drawing starts with."""
        self.starting = True
        super().initState(x, y)
        self.starting = False

    def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:  # noqa: N802, N803
        """The changes, but for the font that a drawing starts with before any words."""
        kept = {key: delta[key] for key in delta if not (self.starting and key in _FONT)}
        super().applyStateChanges(kept, newState)

    def drawString(self, stringObj: String) -> None:  # noqa: N802, N803
        """Words at their place; what another font has to set is set by that font."""
        text, told = stringObj.text, self._tracker.getState()
        font, size = told["fontName"], told["fontSize"]
        if not fonts.needs_others(text, font):
            super().drawString(stringObj)
            return
        look = fonts.look(font, size)
        before = {"middle": 0.5, "end": 1.0}.get(told["textAnchor"], 0.0)
        left = stringObj.x - before * runs.width(text, look)
        runs.draw(self._canvas, left, stringObj.y, runs.line(text, look))
        self._canvas.setFont(font, size)


_FONT = ("fontName", "fontSize")


def draw_sheet(sheet: Sheet, canvas: Canvas, x: float, y: float) -> None:
    """The drawing with its lower left corner at x, y."""
    drawing = renderPDF.renderScaledDrawing(sheet.drawing)
    _Renderer().draw(drawing, canvas, x, y, showBoundary=0)


class Placed(Flowable):  # type: ignore[misc]  # the engine carries no types
    """The base of our own flowables: as wide and high as it says."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The size that was set."""
        return self.width, self.height


_OVER = 20.0
"""Points by which a chart may be higher than the room: a section without a lead leaves them."""


class Picture(Placed):
    """A drawn chart with its links; its sentence travels as alternative text of marked content."""

    def __init__(self, sheet: Sheet, kit: Kit) -> None:
        super().__init__()
        self.sheet, self.kit = sheet, kit
        # A chart of more rows than a page can hold is printed smaller rather than not at all.
        self.scale = min(1.0, kit.room / sheet.height) if sheet.height > kit.room + _OVER else 1.0
        self.width, self.height = sheet.width * self.scale, sheet.height * self.scale

    def draw(self) -> None:
        """Put drawing and links on the page."""
        canvas = self.canv
        if is_unseen(canvas):
            return
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        if self.sheet.alt:
            words = ("\ufeff" + self.sheet.alt).encode("utf-16-be").hex().upper()
            canvas._code.append(f"/Span <</Alt <{words}>>> BDC")
        draw_sheet(self.sheet, canvas, 0, 0)
        if self.sheet.alt:
            canvas._code.append("EMC")
        for (left, top, right, bottom), target in self.sheet.links:
            known, high = self.kit.target(target), self.sheet.height
            if known:
                link(canvas, known, (left, high - bottom, right, high - top))
        canvas.restoreState()


class Anchor(Placed):
    """A place that links point to, and a line of the outline where it has a name."""

    def __init__(self, name: str, pages: dict[str, int], outline: str = "", level: int = 0) -> None:
        super().__init__()
        self.name, self.pages, self.outline, self.level = name, pages, outline, level
        self.width = self.height = 0.0

    def draw(self) -> None:
        """Mark the place and note its page."""
        canvas = self.canv
        canvas.bookmarkHorizontal(self.name, 0, 14)
        self.pages[self.name] = canvas.getPageNumber()
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.name, self.level, closed=False)


class SectionStart(Anchor):
    """The anchor of a section, which also names the running head.

    A section that follows on stands below another one with ``space`` points between them; the head
    of that page names both.
    """

    def __init__(self, section: Section, pages: dict[str, int], space: float = 0.0) -> None:
        super().__init__(section.anchor, pages, section.name)
        self.section, self.spaceBefore = section, space

    def draw(self) -> None:
        """Mark the place and set the running head of this page and the next ones."""
        super().draw()
        canvas = self.canv
        before = getattr(canvas, "section_name", "")
        top = canvas._pagesize[1] - MARGIN_TOP - self.spaceBefore
        shared = bool(self.spaceBefore) and canvas.absolutePosition(0, 0)[1] < top
        canvas.section_name = f"{before}{BETWEEN}{self.outline}" if shared else self.outline
        canvas.section_next = self.outline
        canvas.section, canvas.begun_below = self.section, shared
        canvas.begun_on = canvas.getPageNumber()


class SectionTitle(Placed):
    """The message of a section: the page's title, or a lesser head below another section."""

    def __init__(self, title: Flowable, below: Flowable) -> None:
        super().__init__()
        self.title, self.below = title, below

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as the form that its place asks for; the higher one where it has no place yet."""
        self.shown = self.below if getattr(self.canv, "begun_below", False) else self.title
        self.width, self.height = self.shown.wrap(available_width, available_height)
        return self.width, self.height

    def spared(self) -> float:
        """Points by which the lesser form is lower."""
        high, low = (form.wrap(CONTENT, 1000)[1] for form in (self.title, self.below))
        return float(high - low)

    def draw(self) -> None:
        """The words."""
        self.shown.drawOn(self.canv, 0, 0)


_HOLE, _BEFORE = 60.0, 24.0
"""Points above the foot of a page that look like a hole in it, and those that are left then."""


class AtFoot(Placed):
    """Puts its content at the bottom of what is left of the page, unless that would leave a hole."""

    def __init__(self, content: Flowable) -> None:
        super().__init__()
        self.content = content

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """All the room there is, where the content fits and little more is left."""
        width, self.needed = self.content.wrap(available_width, available_height)
        if available_height - self.needed > _HOLE:
            return width, self.needed + _BEFORE
        # A page filled to the last point would push the break that follows to an empty page.
        return width, max(self.needed - 1, available_height - 1)

    def split(self, _width: float, _height: float) -> list[Any]:
        """Never in two."""
        return []

    def draw(self) -> None:
        """The content at the bottom."""
        self.content.drawOn(self.canv, 0, 0)


class MarginNote(Placed):
    """A small drawing beside what follows; takes no room itself."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.width = self.height = 0.0

    def draw(self) -> None:
        """The drawing, hanging down from here."""
        draw_sheet(self.sheet, self.canv, 0, -self.sheet.height)


class Rule(Placed):
    """A line over the width."""

    def __init__(self, width: float, colour: Any, thick: float = 0.7, after: float = 0.0) -> None:
        super().__init__()
        self.width, self.height = width, thick + after
        self.colour, self.thick, self.after = colour, thick, after

    def draw(self) -> None:
        """The line."""
        self.canv.setStrokeColor(self.colour)
        self.canv.setLineWidth(self.thick)
        self.canv.line(0, self.after, self.width, self.after)
