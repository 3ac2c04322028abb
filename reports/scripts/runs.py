"""A text cut into runs of one look, one font and one direction, measured and drawn."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.scripts import embedding, faces
from reports.scripts.faces import Face
from reports.scripts.order import backwards, from_left, levels, mirrored
from reports.scripts.shaping import UNSEEN, Shaped, shaped

SEMIBOLD_FROM = 500
_MARK = "\ufffd"


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set: our own font for what it holds, its weight for other fonts, its size."""

    font: str
    weight: int
    size: float
    colour: Color | None = None
    target: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look, font and direction; without a ``face`` they are set in the look's font."""

    text: str
    look: Look
    level: int
    width: float
    face: Face | None = None
    shapes: Shaped | None = None


@lru_cache(maxsize=16)
def own_letters(font: str) -> frozenset[str]:
    """The characters that one of our own fonts holds."""
    return frozenset(map(chr, pdfmetrics.getFont(font).face.charToGlyph))


def needed(text: str, font: str) -> bool:
    """Whether the text holds a letter that only another font has; our own are asked first."""
    if own_letters(font).issuperset(text):
        return False
    return any(
        faces.face_of(char, 400) is not None
        for char in dict.fromkeys(text)
        if char not in own_letters(font) and char not in UNSEEN
    )


def cut(text: str, looks: Sequence[Look], ways: Sequence[int]) -> list[Run]:
    """The runs of a text in the order in which it is read; a look and a level a character."""
    made: list[Run] = []
    held: list[Face | None] = _faces(text, looks)
    start = 0
    for end in range(1, len(text) + 1):
        same = end < len(text) and (looks[end], ways[end], held[end]) == (
            looks[start], ways[start], held[start]
        )  # fmt: skip
        if not same:
            made += _run(text[start:end], looks[start], ways[start], held[start])
            start = end
    return made


def _faces(text: str, looks: Sequence[Look]) -> list[Face | None]:
    """The font of each character; marks and joiners stay with the letter before them."""
    found: list[Face | None] = []
    for char, look in zip(text, looks, strict=True):
        before = found[-1] if found else None
        stays = char in UNSEEN or (
            before is not None and unicodedata.category(char)[0] == "M" and char in before.letters
        )
        if stays:
            found.append(before)
        elif char in own_letters(look.font):
            found.append(None)
        else:
            found.append(faces.face_of(char, look.weight))
    return found


def _run(text: str, look: Look, level: int, face: Face | None) -> Iterator[Run]:
    if face is not None:
        shapes = shaped(text, face, backwards=bool(level % 2))
        if shapes is not None:
            yield Run(text, look, level, shapes.width * look.size / 1000, face, shapes)
            return
    own = own_letters(look.font)
    text = "".join(char if char in own else _MARK for char in text if char not in UNSEEN)
    if text:
        wide = float(pdfmetrics.stringWidth(text, look.font, look.size))
        yield Run(mirrored(text) if level % 2 else text, look, level, wide)


@lru_cache(maxsize=4_000)
def line(text: str, look: Look) -> tuple[Run, ...]:
    """The runs of a text on one line, from left to right."""
    runs = cut(text, [look] * len(text), levels(text, base=backwards(text)))
    return tuple(from_left(runs, lambda run: run.level))


def width(text: str, look: Look) -> float:
    """Points that the text takes on one line."""
    return sum(run.width for run in line(text, look))


def draw(canvas: Canvas, x: float, y: float, runs: Sequence[Run]) -> None:
    """The runs from left to right with their base line at y."""
    for run in runs:
        if run.look.colour is not None:
            canvas.setFillColor(run.look.colour)
        if run.face is not None and run.shapes is not None:
            embedding.show(canvas, run.face, run.look.size, run.shapes.glyphs, x, y)
        else:
            canvas.setFont(run.look.font, run.look.size)
            canvas.drawString(x, y, run.text)
        x += run.width
