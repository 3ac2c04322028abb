"""Which way each letter of a text runs, by Unicode's rules for both directions."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LEFTWARDS = re.compile(rf"({_LETTER}(?:[\W\d_]*{_LETTER})*)")
LONG = 60
"""Characters from which a text that runs from right to left stands at the right.

A shorter one, such as a name, keeps to the side of its column.
"""
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_STRONG = {"L": False, "R": True, "AL": True}


@lru_cache(maxsize=20_000)
def backwards(text: str) -> bool:
    """Whether the text as a whole runs from right to left, as most of its letters do.

    Not the first letter decides, as in a text field: a sentence of ours may begin with a name.
    """
    if text.isascii():
        return False
    ways = [_STRONG.get(unicodedata.bidirectional(char)) for char in text]
    return ways.count(True) > ways.count(False)


def parts(text: str) -> list[str]:
    """The text in parts that run one way each: every second one runs from right to left."""
    return [text] if text.isascii() else _LEFTWARDS.split(text)


@lru_cache(maxsize=20_000)
def levels(text: str, *, base: bool = False) -> tuple[int, ...]:
    """The level of each character in a text that runs backwards or not: odd ones do."""
    from bidi import algorithm  # type: ignore[import-untyped]  # the library carries no types

    if not base and all(_STRONG.get(unicodedata.bidirectional(char)) is not True for char in text):
        return (0,) * len(text)
    kept = [char for char in text if unicodedata.bidirectional(char) not in algorithm.X9_REMOVED]
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(base), "R" if base else "L"
    algorithm.get_embedding_levels("".join(kept), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = iter(int(char["level"]) for char in storage["chars"])
    told: list[int] = []
    for char in text:
        unseen = unicodedata.bidirectional(char) in algorithm.X9_REMOVED
        told.append((told[-1] if told else int(base)) if unseen else next(found))
    return _paired(text, told)


def _paired(text: str, told: list[int]) -> tuple[int, ...]:
    """A closing bracket runs the way of its opening one, so that the two embrace what they did."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _CLOSED_BY:
            opened.append(place)
        elif opened and char == _CLOSED_BY[text[opened[-1]]]:
            told[place] = told[opened.pop()]
    return tuple(told)


def from_left(items: Sequence[Item], level: Callable[[Item], int]) -> list[Item]:
    """The items of one line as the eye meets them from left to right."""
    ordered = list(items)
    known = [level(item) for item in items]
    for depth in range(max(known, default=0), 0, -1):
        start = 0
        while start < len(known):
            end = start
            while end < len(known) and known[end] >= depth:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            known[start:end] = reversed(known[start:end])
            start = max(end, start + 1)
    return ordered


def mirrored(text: str) -> str:
    """A text of marks and digits read from right to left, its brackets turned."""
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]  # the library carries no types

    return "".join(MIRRORED.get(char, char) for char in reversed(text))
