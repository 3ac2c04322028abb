"""Lines of words with their links, and what a block must know of the page around it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from reports.blocks import Line, Words
from reports.html.markup import EMPTY, Html, element, join, text
from reports.pdf.words import safe_address

_AN_ID = 12
"""Up to so many characters a link or code is a number such as *F-0012*, which no line may part."""
_FROM_PAGE = re.compile(r"\s*(?:from )?page\s\{page\}")


@dataclass
class Kit:
    """Places that exist with their names, ids given so far, and the last heading's words and rank.

    ``rank`` is that of the section's own heading, 2, until the section has a heading of its own.
    """

    places: dict[str, str]
    rank: int = 2
    above: str = ""
    given: Counter[str] = field(default_factory=Counter)
    placed: set[str] = field(default_factory=set)

    def target(self, target: str) -> str:
        """``target`` where it may be a link, else nothing."""
        if target.startswith("#"):
            return target if target[1:] in self.places else ""
        return safe_address(target)

    def place(self, anchor: str) -> str | None:
        """``anchor`` as the id of its element; only the first of several may have it."""
        if not anchor or anchor in self.placed:
            return None
        self.placed.add(anchor)
        return anchor

    def fresh(self, name: str) -> str:
        """An id that no other element has and that no text of a report can imitate."""
        self.given[name] += 1
        return f"_{name}-{self.given[name]}"

    def headed(self, words: str) -> None:
        """A heading within the section was written."""
        self.rank, self.above = 3, words

    def heading(self, *parts: Html | str, **attributes: str | None) -> Html:
        """A heading below the last one, such as that of a card."""
        return element(f"h{self.rank + 1}", *parts, **attributes)


def runs(content: Line | str, kit: Kit) -> Html:
    """A line of words; every text is escaped and every unsafe address is left out."""
    if isinstance(content, str):
        return text(content)
    return join([_run(words, kit) for words in content])


def _run(words: Words, kit: Kit) -> Html:
    shown = text(_without_pages(words, kit))
    if not shown:
        return EMPTY
    whole = "id" if len(words.text) <= _AN_ID else None
    shown = element("code", shown, cls=whole) if words.mono else shown
    shown = element("strong", shown) if words.strong else shown
    shown = element("span", shown, cls="quiet") if words.quiet else shown
    return link(shown, words.target, kit, bare=words.bare)


def link(shown: Html | str, target: str, kit: Kit, *, bare: bool = False) -> Html:
    """``shown`` as a link that says where it goes, or alone where its target does not exist."""
    known = kit.target(target)
    if not known:
        return join(shown)
    looks = ["bare"] if bare else []
    if known.startswith("#"):
        looks += ["id"] if len(shown) <= _AN_ID else []
        title = kit.places[known[1:]] or None
        return element("a", shown, href=known, cls=" ".join(looks), title=title)
    away = element("span", f" (at {urlsplit(known).hostname})", cls="unseen")
    look = " ".join([*looks, "out"])
    return element("a", shown, away, href=known, cls=look, rel="noopener noreferrer")


def _without_pages(words: Words, kit: Kit) -> str:
    """There are no pages here: the name of the place stands for the number of its page."""
    if not words.page_of:
        return words.text
    rest = _FROM_PAGE.sub("", words.text)
    return rest or f"in “{kit.places.get(words.page_of, 'another section')}”"
