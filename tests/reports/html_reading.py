"""Reading a page as a browser's parser does: elements with their attributes, text, and headings."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "col", "hr", "img", "link", "meta"}


@dataclass
class Element:
    """An element with what it holds, in order."""

    name: str
    attributes: dict[str, str]
    parts: list["Element | str"] = field(default_factory=list)

    def all(self, *names: str) -> list["Element"]:
        """Elements of these names below this one, in the order of the page."""
        below = [part for part in self.parts if isinstance(part, Element)]
        return [
            found
            for part in below
            for found in ([part] if not names or part.name in names else []) + part.all(*names)
        ]

    @property
    def text(self) -> str:
        """Every word below, with single spaces; styles are no words."""
        if self.name == "style":
            return ""
        parts = (part if isinstance(part, str) else part.text for part in self.parts)
        return plain(" ".join(parts) if self.name in _PARTED else "".join(parts))


_PARTED = {"body", "main", "section", "tr", "table", "tbody", "thead", "svg", "dl", "div", "ul", "ol",
           "article", "header", "footer", "nav", "html", "figure", "details", "li"}  # fmt: skip


def plain(words: str) -> str:
    """The words with single spaces."""
    return re.sub(r"\s+", " ", words).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(made)
        if tag not in _VOID:
            self.open.append(made)
        elif tag == "br":
            self.open[-1].parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read(page: bytes) -> Element:
    """The page's outermost element; fails where an element is not closed in its order."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    assert reader.open == [reader.top]
    return next(part for part in reader.top.parts if isinstance(part, Element))
