"""What a block needs to be written: the document, its styles, places, pictures and counts."""

import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from reports.docx.elements import Element, el
from reports.pdf.words import safe_address

WIDTH = 499.0
"""Points that the blocks' own widths add up to."""
_LONGEST_NAME = 40


@dataclass
class Kit:
    """One document being written. ``width`` is the room for text, ``height`` that of
    the paper ``top`` and ``foot`` its margins, all in points.
    """

    document: Document
    anchors: frozenset[str]
    styles: dict[str, str]
    width: float = WIDTH
    height: float = 841.9
    top: float = 66.0
    foot: float = 64.0
    counts: Counter[str] = field(default_factory=Counter)
    placed: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)
    own: bool = True
    """Whether the styles and the paper are ours, and no client's."""
    section: str = ""
    crowded: bool = False
    """Whether a section shows index and plan on one page, as the two-page summary does."""

    @property
    def room(self) -> float:
        """The height of a page's text without a section's name, finding and lead, in points."""
        return self.height - self.top - self.foot - 100

    def style(self, role: str) -> str:
        """The id of the style for a role; ``KeyError`` for one that does not exist."""
        return self.styles[role]

    def number(self, what: str) -> int:
        """The next number of a kind: bookmarks, drawings, figures, tables."""
        self.counts[what] += 1
        return self.counts[what]

    def marked(self, anchor: str, content: list[Element]) -> list[Element]:
        """The content between the two ends of a bookmark; without one where it is placed already."""
        if not anchor or anchor in self.placed:
            return content
        self.placed.add(anchor)
        return self.bookmarked(place_name(anchor), content)

    def bookmarked(self, name: str, content: list[Element]) -> list[Element]:
        """The content between the two ends of a bookmark of this very name."""
        number = self.number("bookmark")
        start = el("bookmarkStart", id=number, name=name)
        return [start, *content, el("bookmarkEnd", id=number)]

    def inner(self, target: str) -> str:
        """The bookmark that ``#anchor`` leads to, or nothing where there is no such place."""
        known = target.startswith("#") and target[1:] in self.anchors
        return place_name(target[1:]) if known else ""

    def outer(self, target: str) -> str:
        """The id of the relationship to a web address, or nothing where it may not be printed."""
        address = "" if target.startswith("#") else safe_address(target)
        if not address:
            return ""
        if address not in self.links:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.links[address] = self.document.part.relate_to(address, kind, is_external=True)
        return self.links[address]

    def image(self, png: bytes) -> str:
        """The id of the relationship to a picture; the same picture is held once."""
        return str(self.document.part.get_or_add_image(io.BytesIO(png))[0])


def place_name(anchor: str) -> str:
    """A bookmark's name: letters, digits and underscores, at most 40, one for each anchor."""
    bare = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
    if bare == anchor and len(bare) < _LONGEST_NAME and bare[:1].isalpha():
        return bare
    digest = hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"p_{bare[: _LONGEST_NAME - 12]}_{digest}"
