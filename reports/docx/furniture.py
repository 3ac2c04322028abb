"""Heads and feet of the pages: the section, the client's mark, what this is, and the page."""

from typing import Protocol

from docx.section import Section

from reports.blocks import Words
from reports.docx.elements import Element, el
from reports.docx.kit import Kit
from reports.docx.style_sheet import border
from reports.docx.words import field, holding, in_one_line, runs

_MARK, _PAGE, _OTHER_FONT = 0.55, 62.0, 0.85
"""The mark's share of the head, the points that the page's number takes, and what a client's font,
whose widths are not known, leaves of the room."""

_WHAT = "Readiness for production"
"""Stands in the head where a reader does not know how to tell the section."""


class Around(Protocol):
    """What stands on every page."""

    @property
    def title(self) -> str:
        """What the document is called."""

    @property
    def mark(self) -> str:
        """To whom it is confidential, or that it is an example."""

    @property
    def footer_left(self) -> str:
        """Client, use case and day."""

    @property
    def footer_middle(self) -> str:
        """Versions and snapshot."""


def furnish(section: Section, around: Around, kit: Kit, *, covered: bool) -> None:
    """Head and foot of every page, no head on a cover; a template's own stay, and carry the mark
    in addition.
    """
    own = not (section.header.is_linked_to_previous and section.footer.is_linked_to_previous)
    if own:
        _beside_their_own(section, around, kit)
        return
    section.different_first_page_header_footer = covered
    tabs = (("right", kit.width),)
    head = [
        *runs((Words(text="Prodworthy", strong=True), Words(text="  ")), kit),
        *field(" STYLEREF 1 ", _WHAT),
        *runs("\t" + in_one_line(around.mark, 7.5, kit.width * _MARK), kit),
    ]
    _fill(section.header._element, [holding(head, "header", kit, tabs=tabs)])
    _fill(section.footer._element, _foot(around, kit))
    if covered:
        _fill(section.first_page_header._element, [holding([], "header", kit)])
        _fill(section.first_page_footer._element, _foot(around, kit))


def _foot(around: Around, kit: Kit) -> list[Element]:
    """Two lines, so that long names and versions each find room."""
    tabs = (("right", kit.width),)
    room = kit.width - _PAGE
    left = runs(in_one_line(around.footer_left, 7, room) + "\t", kit)
    first = holding([*left, *page_of_pages(kit)], "footer", kit, tabs=tabs)
    first[0].insert(1, el("pBdr", border("top", "line", 0.7, space=6)))  # between style and tabs
    return [
        first,
        holding(runs(in_one_line(around.footer_middle, 7, kit.width), kit), "footer", kit),
    ]


def _beside_their_own(section: Section, around: Around, kit: Kit) -> None:
    """Mark and page below what the client's own feet say."""
    feet = [section.footer, section.even_page_footer]
    if section.different_first_page_header_footer:
        feet.append(section.first_page_footer)
    for foot in feet:
        if foot is section.even_page_footer and foot.is_linked_to_previous:
            continue
        for line in _below(around, kit):
            foot._element.append(line)


def _below(around: Around, kit: Kit) -> list[Element]:
    """The mark whole on lines of its own; below it what this is, and the page at the other edge."""
    room = (kit.width - _PAGE) * _OTHER_FONT
    told = runs(f"{in_one_line(around.footer_left, 7.5, room)}\t", kit)
    tabs = (("right", kit.width),)
    last = holding([*told, *page_of_pages(kit)], "note-flat", kit, tabs=tabs)
    if not around.mark:
        return [last]
    mark = " ".join(around.mark.split())
    return [holding(runs(mark, kit), "note-flat", kit), last]


def page_of_pages(kit: Kit) -> list[Element]:
    """*Page 3 of 40*, counted by Word."""
    return [
        *runs("Page\u00a0", kit), *field(" PAGE ", "1"), *runs(" of\u00a0", kit),
        *field(" NUMPAGES ", "1"),
    ]  # fmt: skip


def _fill(part: Element, content: list[Element]) -> None:
    for child in list(part):
        part.remove(child)
    part.extend(content)
