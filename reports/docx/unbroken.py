"""Ids such as F-0079 whole on one line of a cell, and still found by who searches for them.

A hyphen that does not break is another character, which no search for the id would find. So the line
is ended before an id that finds no room on it.
"""

import re

from reports import fonts
from reports.blocks import Line
from reports.docx.looks import LOOKS

_ID = re.compile(r"\W*([A-Z]{1,5}(-[A-Z]{1,8})*-\d{1,5}\W*)+")
_PARTS = re.compile(r"\S+|\s+")
_LOOKS = {look.role: look for look in LOOKS}
_CODES = frozenset(role for role, look in _LOOKS.items() if look.face == "mono")
_SLACK = 1.02
"""How much wider another reader may set a word."""


def whole_ids(content: Line, role: str, wide: float) -> Line:
    """The line of a cell ``wide`` points in the style ``role``, ended before ids that would break."""
    text = "".join(words.text for words in content)
    if not any(_ID.fullmatch(part) for part in text.split()):
        return content
    ends = _ends(text, content, role, wide - _LOOKS[role].left)
    return _ended(content, ends) if ends else content


def _ends(text: str, content: Line, role: str, wide: float) -> set[int]:
    """The places of the spaces that become ends of lines."""
    ends: set[int] = set()
    across, space = 0.0, -1
    for part in _PARTS.finditer(text):
        long = _long(content, part.start(), part.end(), role)
        if part[0].isspace():
            across, space = (0.0 if "\n" in part[0] else across + long), part.start()
            continue
        if across + long > wide and across:
            if _ID.fullmatch(part[0]) and space >= 0:
                ends.add(space)
            across = 0.0
        across += long
    return ends


def _long(content: Line, start: int, end: int, role: str) -> float:
    """Points from one letter of the line to another; strong words are wider than plain ones."""
    size, long, at = _size(role), 0.0, 0
    for words in content:
        part = words.text[max(0, start - at) : max(0, end - at)]
        font = fonts.MONO if role in _CODES else fonts.SEMIBOLD if words.strong else fonts.REGULAR
        long += fonts.width(part, font, size) * _SLACK if part else 0.0
        at += len(words.text)
    return long


def _size(role: str) -> float:
    """The size of a style, or of the one that it builds on."""
    look = _LOOKS[role]
    return look.size or _size(look.based)


def _ended(content: Line, ends: set[int]) -> Line:
    made, start = [], 0
    for words in content:
        text = words.text
        for place in sorted(ends, reverse=True):
            if start <= place < start + len(text):
                at = place - start
                text = f"{text[:at]}\n{text[at:].lstrip()}"
        made.append(words if text == words.text else words.model_copy(update={"text": text}))
        start += len(words.text)
    return tuple(made)
