"""Lines of a text that more than our own fonts have to set."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.textsplit import ALL_CANNOT_END, ALL_CANNOT_START

from reports.scripts.order import backwards, from_left, levels
from reports.scripts.runs import Look, Run, cut
from reports.scripts.shaping import UNSEEN

_TOLERANCE = 1e-6
Measure = Callable[[int, int], float]
"""Points that a part of a text takes, from one place to another."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it is read, and its runs as they stand from left to right."""

    text: str
    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """Points that it takes."""
        return sum(run.width for run in self.runs)


def broken(text: str, looks: Sequence[Look], room: float) -> list[SetLine]:
    """The text over lines of at most ``room`` points; a look a character, ``\\n`` ends a line."""
    made: list[SetLine] = []
    start, base = 0, backwards(text)
    for part in text.split("\n"):
        made += _paragraph(part, looks[start : start + len(part)], room, base)
        start += len(part) + 1
    return made


def _paragraph(text: str, looks: Sequence[Look], room: float, base: bool) -> list[SetLine]:
    ways = levels(text, base=base)

    def wide(start: int, end: int) -> float:
        held = text[start:end].rstrip(" ")
        return _wide(cut(held, looks[start : start + len(held)], ways[start : start + len(held)]))

    made = []
    for start, end in _lines(text, wide, room + _TOLERANCE):
        words = text[start:end].rstrip(" ")
        part = slice(start, start + len(words))
        runs = from_left(cut(words, looks[part], ways[part]), lambda run: run.level)
        made.append(SetLine(words, tuple(runs)))
    return made


def _wide(runs: Sequence[Run]) -> float:
    return sum(run.width for run in runs)


def _lines(text: str, wide: Measure, room: float) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends."""
    start = end = 0
    for last in _ends(text):
        if end > start and wide(start, last) > room:
            yield start, end
            start = end
        while last - start > 1 and wide(start, last) > room:
            end = _fitting(text, wide, start, last, room)
            yield start, end
            start = end
        end = last
    yield start, end


def _ends(text: str) -> Iterator[int]:
    """Where a line may end: after spaces, and between letters of scripts without spaces."""
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if (before == " " and after != " ") or (before != " " and _parted(before, after)):
            yield place
    if text:
        yield len(text)


def _parted(before: str, after: str) -> bool:
    """Whether a line may end between two characters: by one of a full square, not at its marks."""
    if before in ALL_CANNOT_END or after in ALL_CANNOT_START or after == " " or _clings(after):
        return False
    return any(unicodedata.east_asian_width(char) in "WF" for char in (before, after))


def _clings(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(char)[0] == "M" or char in UNSEEN


def _fitting(text: str, wide: Measure, start: int, last: int, room: float) -> int:
    """Where a word must be broken that is wider than a line; at least one letter stays."""
    low, high = start + 1, last - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wide(start, middle) <= room else (low, middle - 1)
    while low > start + 1 and _clings(text[low]):
        low -= 1
    return low
