"""A drawing surface measured from the top left, as a page is read."""

from dataclasses import dataclass, field

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color
from reportlab.lib.utils import simpleSplit

from reports import colours, fonts
from reports.hue import dyed
from reports.scripts.breaking import broken

Box = tuple[float, float, float, float]


@dataclass
class Sheet:
    """A drawing of ``width`` × ``height`` points; y runs downwards. ``links`` are (box, target)."""

    width: float
    height: float
    alt: str = ""
    links: list[tuple[Box, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.drawing = Drawing(self.width, self.height)

    def _put(self, shape: Group | Circle | Line | PolyLine | Polygon | Rect | String) -> None:
        self.drawing.add(shape)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Color | None,
        *,
        edge: Color | None = None,
        thick: float = 0.7,
    ) -> None:
        """A box with its top left corner at x, y."""
        self._put(
            Rect(
                x,
                self.height - y - height,
                width,
                height,
                fillColor=dyed(fill),
                strokeColor=dyed(edge),
                strokeWidth=thick,
            )
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: Color = colours.LINE,
        *,
        thick: float = 0.7,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line, dashed where ``dash`` says so."""
        self._put(
            Line(
                x1,
                self.height - y1,
                x2,
                self.height - y2,
                strokeColor=dyed(colour),
                strokeWidth=thick,
                strokeDashArray=list(dash) if dash else None,
            )
        )

    def path(self, points: list[tuple[float, float]], colour: Color, thick: float = 1.0) -> None:
        """A line through points."""
        flat = [number for x, y in points for number in (x, self.height - y)]
        self._put(PolyLine(flat, strokeColor=dyed(colour), strokeWidth=thick, strokeLineJoin=1))

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Color,
        edge: Color | None = None,
        *,
        thick: float = 1.0,
    ) -> None:
        """A circle around x, y."""
        self._put(
            Circle(
                x,
                self.height - y,
                radius,
                fillColor=dyed(fill),
                strokeColor=dyed(edge),
                strokeWidth=thick,
            )
        )

    def polygon(self, points: list[tuple[float, float]], fill: Color) -> None:
        """A filled shape."""
        flat = [number for x, y in points for number in (x, self.height - y)]
        self._put(Polygon(flat, fillColor=dyed(fill), strokeColor=None))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 7.5,
        font: str = fonts.REGULAR,
        fill: Color = colours.INK,
        align: str = "start",
        target: str = "",
    ) -> float:
        """Words with their base line at y; gives their width. ``align`` is start, middle or end."""
        shown = fonts.printable(words, font)
        wide = fonts.width(shown, font, size)
        self._put(
            String(
                x,
                self.height - y,
                shown,
                fontName=font,
                fontSize=size,
                fillColor=dyed(fill),
                textAnchor=align,
            )
        )
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[align]
        if target:
            self.links.append(((left, y - size, left + wide, y + 0.3 * size), target))
        return wide

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        *,
        limit: float,
        lines: int = 2,
        size: float = 7.5,
        leading: float = 8.6,
        font: str = fonts.REGULAR,
        fill: Color = colours.INK,
        target: str = "",
    ) -> int:
        """Words over at most ``lines`` lines from base line y; gives how many lines there are."""
        parts = fitted(words, font, size, limit, lines)
        for number, part in enumerate(parts):
            self.text(x, y + number * leading, part, size=size, font=font, fill=fill, target=target)
        return len(parts)


def fitted(words: str, font: str, size: float, limit: float, lines: int) -> list[str]:
    """``words`` broken to ``limit`` points; what is over ``lines`` ends in an ellipsis."""
    parts = _broken(fonts.printable(words, font), font, size, limit)
    if len(parts) <= lines:
        return parts or [""]
    last = parts[lines - 1]
    while last and fonts.width(last + "…", font, size) > limit:
        last = last[:-1].rstrip()
    return [*parts[: lines - 1], last + "…"]


def _broken(words: str, font: str, size: float, limit: float) -> list[str]:
    if fonts.needs_others(words, font):
        return [line.text for line in broken(words, [fonts.look(font, size)] * len(words), limit)]
    return [
        piece
        for part in simpleSplit(words, font, size, limit)
        for piece in _hard_broken(part, font, size, limit)
    ]


def _hard_broken(word: str, font: str, size: float, limit: float) -> list[str]:
    """A word wider than the limit, broken where it must be."""
    if fonts.width(word, font, size) <= limit:
        return [word]
    pieces: list[str] = []
    piece = ""
    for char in word:
        if piece and fonts.width(piece + char, font, size) > limit:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
