"""A paragraph that more than our own fonts have to set: joined letters, both directions, links."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from reports.pdf.links import link
from reports.scripts.breaking import SetLine, broken
from reports.scripts.order import LONG, backwards
from reports.scripts.runs import Look, Run, draw


class Lines(Flowable):  # type: ignore[misc]  # the engine carries no types
    """Behaves as the engine's own paragraph does, in the same style.

    A long text that runs from right to left stands at the right; a name keeps to the side of its
    column.
    """

    def __init__(
        self, spans: Sequence[tuple[str, Look]], style: ParagraphStyle, anchor: str = "",
        lines: Sequence[SetLine] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self.spans, self.style, self.anchor = spans, style, anchor
        self.text = "".join(text for text, _ in spans)
        self.right = style.alignment == TA_RIGHT
        self.lines, self.set_for = list(lines), -1.0

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above it."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below it."""
        return float(self.style.spaceAfter)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The lines for this width, and their height."""
        inside = width - self.style.leftIndent - self.style.rightIndent
        if self.set_for != width and not (self.lines and self.set_for < 0):
            looks = [look for text, look in self.spans for _ in text]
            self.lines = broken(self.text, looks, inside)
            self.right = self.style.alignment == TA_RIGHT or (
                len(self.text) > LONG and backwards(self.text)
            )
        self.set_for = width
        self.width, self.height = width, self.style.leading * len(self.lines)
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Two paragraphs, each of two lines at least; none where that cannot be."""
        self.wrap(width, height)
        number = min(int((height + 1e-6) // self.style.leading), len(self.lines) - 2)
        if number >= len(self.lines):
            return [self]
        if number < 2:
            return []
        parts = []
        for place, lines in enumerate((self.lines[:number], self.lines[number:])):
            part = Lines(self.spans, self.style, "" if place else self.anchor, lines)
            part.right = self.right
            parts.append(part)
        return parts

    def draw(self) -> None:
        """The ground, the anchor, and each line with its links."""
        self._ground()
        if self.anchor:
            self.canv.bookmarkHorizontal(self.anchor, 0, self.height)
        inside = self.width - self.style.leftIndent - self.style.rightIndent
        y = self.height - self.style.fontSize
        for line in self.lines:
            x = self.style.leftIndent + (inside - line.width) * self.right
            draw(self.canv, x, y, line.runs)
            self._links(x, y, line.runs)
            y -= self.style.leading

    def _ground(self) -> None:
        style = self.style
        if style.backColor is None:
            return
        top, right, bottom, left = style.borderPadding
        self.canv.setFillColor(style.backColor)
        self.canv.rect(
            style.leftIndent - left, -bottom,
            self.width - style.leftIndent - style.rightIndent + left + right,
            self.height + top + bottom, stroke=0, fill=1,
        )  # fmt: skip

    def _links(self, x: float, y: float, runs: Sequence[Run]) -> None:
        for run in runs:
            look = run.look
            if look.target:
                link(
                    self.canv, look.target, (x, y - 0.25 * look.size, x + run.width, y + look.size)
                )
                if not look.bare:
                    self.canv.setStrokeColor(look.colour)
                    self.canv.setLineWidth(0.5)
                    self.canv.line(x, y - 1.6, x + run.width, y - 1.6)
            x += run.width
