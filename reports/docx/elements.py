"""Elements of a Word document, and the measures that it counts in."""

import re

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
# What XML 1.0 cannot hold, and marks that would turn the words around them.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202d\u202e]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def el(tag: str, *children: Element | None, **attributes: str | float) -> Element:
    """An element of the main namespace; children that are ``None`` are left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def plain(text: str) -> str:
    """``text`` with every character that the file cannot hold replaced by a visible mark."""
    joined = _PAIRS.sub(
        lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text
    )
    return _IMPOSSIBLE.sub("\ufffd", joined)


def dxa(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * 20)


def emu(points: float) -> int:
    """Points in the units of drawings."""
    return round(points * 12_700)


def eighths(points: float) -> int:
    """Points in the units of lines."""
    return max(2, round(points * 8))
