"""How wide words are and how many lines they take, before any program has set them.

Measured with the widths of the font that the slides name. Programs set and break lines a little
differently, and a client's font may be wider: a share of the room stays free for that.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from reports.pptx import office_font

OWN, THEIRS = 0.16, 0.16
"""Shares of room that stay free with our font, which a machine may lack, and with one unmeasured.

Where Arial and all fonts of its widths are missing, a program takes what it has: the widest of the
usual ones (DejaVu Sans) needs up to a sixth more where many figures stand, in bold a fifth.
"""
_BOLDER = 1.05
_SCALE: ContextVar[float] = ContextVar("scale", default=1.0)
_WIDE, _LEAST_SCALE = 800.0, 0.86
"""Points of content under which words get smaller, and how small at the least."""
_SPARE: ContextVar[float] = ContextVar("spare", default=OWN)
LEADING = 1.22
MORE, MORE_SHORT = " (whole in the notes)", " (notes)"
"""What stands behind words that a slide shows the beginning of, on several lines or on one."""
_END = re.compile(r"(?<=[.!?;]) ")
_SHORTEST = 15
"""Characters of what can be a sentence or a clause: *1.* is none."""
_KEPT = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060")
"""Marks without a shape that scripts and emoji need; others could make words read as others."""


@contextmanager
def spare(share: float) -> Iterator[None]:
    """Measure with this share of room left free, within the ``with``."""
    token = _SPARE.set(share)
    try:
        yield
    finally:
        _SPARE.reset(token)


@contextmanager
def narrow(width: float) -> Iterator[None]:
    """Set words smaller within the ``with`` where a slide has so few points, such as one of 4:3."""
    token = _SCALE.set(max(_LEAST_SCALE, min(1.0, width / _WIDE)))
    try:
        yield
    finally:
        _SCALE.reset(token)


def sized(size: float) -> float:
    """The size in which words that ask for ``size`` points are set on this slide."""
    return round(_SCALE.get() * size, 1)


def shown(text: str) -> str:
    """The text as a slide may hold it: control characters become ``�``, breaks become spaces."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(_shown(char) for char in kept)


def _shown(char: str) -> str:
    if char in "\t\r\n\u2028\u2029\v\f":
        return " "
    if char in _KEPT:
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"} or ord(char) & 0xFFFE == 0xFFFE:
        return "\ufffd"
    return char


def wide(text: str, size: float, *, strong: bool = False) -> float:
    """Points that one line of the text takes, with the spare share added."""
    return _width(text, sized(size), strong) * (1 + _SPARE.get()) * (_BOLDER if strong else 1.0)


@lru_cache(maxsize=50_000)
def _width(text: str, size: float, strong: bool) -> float:
    """Points of one line; a character twice as wide as a letter counts as what it is."""
    double = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return office_font.width(text, size, strong=strong) + 0.5 * size * double


def lines(text: str, size: float, room: float, *, strong: bool = False) -> list[str]:
    """The text broken as a program would break it to ``room`` points."""
    made: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if wide(longer, size, strong=strong) <= room:
            line = longer
            continue
        if line:
            made.append(line)
        *full, line = _broken(word, size, room, strong)
        made += full
    return [*made, line]


def _broken(word: str, size: float, room: float, strong: bool) -> list[str]:
    """A word wider than a line, in pieces."""
    pieces = []
    while len(word) > 1 and wide(word, size, strong=strong) > room:
        cut = _fitting(word, size, room, strong)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _fitting(text: str, size: float, room: float, strong: bool) -> int:
    """How many of its first characters fit on a line, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if wide(text[:middle], size, strong=strong) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def brief(text: str, size: float, room: float, most: int = 1, *, strong: bool = False) -> str:
    """The text where it takes at most ``most`` lines, else as much of it as makes sense.

    That is its first sentences where one fits, else its first words and where the rest is: a slide
    never breaks off with an ellipsis, and the notes have every text whole.
    """
    text = shown(text)
    # A line holds far fewer characters than this: what is longer need not be measured whole.
    short = text[: int(most * room)]
    if len(short) == len(text) and _fits(text, size, room, most, strong):
        return text
    return _sentences(short, size, room, most, strong) or _words(short, size, room, most, strong)


def _fits(text: str, size: float, room: float, most: int, strong: bool) -> bool:
    return len(lines(text, size, room, strong=strong)) <= most


def _sentences(text: str, size: float, room: float, most: int, strong: bool) -> str:
    """The longest run of whole sentences or clauses that fits; empty where not even one does."""
    kept = ""
    for end in _END.finditer(text):
        if not _fits(text[: end.start()], size, room, most, strong):
            break
        if end.start() >= _SHORTEST:
            kept = text[: end.start()]
    return kept.rstrip(";")


def _words(text: str, size: float, room: float, most: int, strong: bool) -> str:
    """The first words that fit together with a word on where the rest is."""
    more = MORE if most > 1 else MORE_SHORT
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(_ended(text[:middle]) + more, size, room, most, strong):
            low = middle
        else:
            high = middle - 1
    head, space, _ = text[:low].rpartition(" ")
    kept = head if space and len(head) > 0.6 * low else text[:low]
    return _ended(kept) + more


def _ended(text: str) -> str:
    return text.rstrip(" ,;:.\u00a0")


def high(text: str, size: float, room: float, *, strong: bool = False) -> float:
    """Points of height that the text takes in so much width."""
    return LEADING * sized(size) * len(lines(shown(text), size, room, strong=strong))
