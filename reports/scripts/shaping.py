"""Letters joined and placed as their script asks, by the shaping library."""

from dataclasses import dataclass
from functools import lru_cache

from reports.scripts.faces import Face

UNSEEN = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Letters without a shape that join, part or turn their neighbours in right-to-left scripts."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shape of a font: its number, how far it moves on and off its place, what it stands for.

    Lengths are thousandths of the size.
    """

    number: int
    width: float
    advance: float
    right: float
    up: float
    text: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """The shapes of a run from left to right, and its width in thousandths of the size."""

    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=20_000)
def shaped(text: str, face: Face, *, backwards: bool) -> Shaped | None:
    """The shapes of a text of one font and direction; ``None`` where one of its letters has none."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    font = uharfbuzz.Font(face.engine)
    # Only the joins that spelling asks for: others hide from a search which letters they are.
    uharfbuzz.shape(font, buffer, {"liga": False, "dlig": False} if backwards else {})
    scale = 1000 / face.engine.upem
    told = _told(text, [info.cluster for info in buffer.glyph_infos])
    glyphs = tuple(
        Glyph(info.codepoint, font.get_glyph_h_advance(info.codepoint) * scale,
              place.x_advance * scale, place.x_offset * scale, place.y_offset * scale, words)
        for info, place, words in zip(buffer.glyph_infos, buffer.glyph_positions, told, strict=True)
    )  # fmt: skip
    if any(glyph.number == 0 for glyph in glyphs):
        return None
    return Shaped(glyphs, sum(glyph.advance for glyph in glyphs))


def _told(text: str, clusters: list[int]) -> list[str]:
    """What each shape stands for: the first of several for one letter has it all."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    told = []
    for cluster in clusters:
        told.append("" if cluster in seen else text[cluster : ends[cluster]])
        seen.add(cluster)
    return told
