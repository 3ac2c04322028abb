"""The contents: a field that Word renews, filled before so that it is never empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.shared import Pt

from reports import fonts
from reports.charts.sheet import fitted
from reports.docx.elements import Element, el
from reports.docx.kit import Kit
from reports.docx.looks import PARAGRAPHS
from reports.docx.words import field, holding, runs

_INSTRUCTION = ' TOC \\o "1-2" \\n "2-2" \\h \\z '
_NAMES = ' TOC \\o "1-1" \\h \\z '
_UNTIL_THEN = (
    "Page numbers come when the contents are updated: Word offers it on opening; in LibreOffice choose "
    "Tools, Update, Indexes and Tables."
)
_WIDER = 1.2
"""How much higher a client's fonts may set these lines than ours."""
_LOOKS = {look.role: look for look in PARAGRAPHS}
_LEAST, _SLACK, _NOTE = 1.0, 12.0, 16.5
"""Points above a section's name at least, and what is left of the page for another reader's lines."""


@dataclass(frozen=True)
class Head:
    """A section's name and finding with the bookmarks of both."""

    name: str
    title: str
    name_place: str
    title_place: str


def contents(heads: Sequence[Head], kit: Kit) -> list[Element]:
    """On a page of its own: each section with its page and, below it, what it says."""
    title = holding(runs("Contents", kit), "toc-head", kit, page_break=True)
    if not heads:
        return [title]
    both = _fit(heads, kit)
    if not both:
        _names_alone(len(heads), kit)
    code = _INSTRUCTION if both else _NAMES
    begin, instruction, separate, _, end = field(code, "")
    lines = [line for item in heads for line in _lines(item, kit)[: 2 if both else 1]]
    # Until somebody renews them no page is known, and none is printed; renewed, the note is gone.
    lines = [holding(runs(_UNTIL_THEN, kit), "note", kit), *lines]
    # The field begins in its first line and ends in its last, as Word itself writes it.
    for place, part in enumerate((begin, instruction, separate), start=1):
        lines[0].insert(place, part)
    lines[-1].append(end)
    gallery = el(
        "sdtPr",
        el("docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique")),
    )
    return [el("sdt", gallery, el("sdtContent", title, *lines))]


def _fit(heads: Sequence[Head], kit: Kit) -> bool:
    """Bring many sections closer, so that the contents keep to their page; a client's style stays.

    Says whether what each section found has room too.
    """
    head, first, second = (_LOOKS[role] for role in ("toc-head", "toc1", "toc2"))
    used = head.leading + head.after + len(heads) * first.leading + _SLACK + _NOTE
    used += second.leading * sum(
        len(fitted(item.title, fonts.REGULAR, second.size, kit.width, 9)) for item in heads
    )
    used *= 1.0 if kit.own else _WIDER
    before = (kit.height - kit.top - kit.foot - used) / len(heads)
    style = kit.document.styles.element.get_by_id(kit.style("toc1"))
    if before < first.before and style is not None and kit.own:
        style.pPr.spacing_before = Pt(before if before >= _LEAST else first.before / 2)
    return before >= (_LEAST if kit.own else first.before)


def _names_alone(number: int, kit: Kit) -> None:
    """Without a line below it no name is kept with the next: else all would go to the next page.

    They come closer where they would not fit; a style that the client brought stays as it is.
    """
    style = kit.document.styles.element.get_by_id(kit.style("toc1"))
    kept = None if style is None or style.pPr is None else style.pPr.find(qn("w:keepNext"))
    if kept is None:
        return
    style.pPr.remove(kept)
    head, first = _LOOKS["toc-head"], _LOOKS["toc1"]
    used = (head.leading + head.after + _SLACK + 2 * _NOTE + number * first.leading) * _WIDER
    before = (kit.height - kit.top - kit.foot - used) / number
    style.pPr.spacing_before = Pt(min(first.before, max(_LEAST, before)))


def _lines(item: Head, kit: Kit) -> list[Element]:
    # Only the program that sets the pages knows their numbers: it fills them in when it opens the file.
    number = field(f" PAGEREF {item.name_place} \\h ", "")
    first = [*runs(f"{item.name}\t", kit), *number]
    second = runs(item.title, kit)
    return [
        holding([el("hyperlink", *first, anchor=item.name_place, history=1)], "toc1", kit),
        holding([el("hyperlink", *second, anchor=item.title_place, history=1)], "toc2", kit),
    ]
