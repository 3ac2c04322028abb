"""The page around the sections: head, contents, landmarks and foot, all in one file."""

from collections.abc import Iterator

from pydantic import BaseModel

from reports import fonts
from reports.around import Around, around_report
from reports.blocks import Cover, Entry, Heading, Section
from reports.html import cover, look
from reports.html.markup import EMPTY, Html, element
from reports.html.setting import write_all
from reports.html.words import Kit, runs
from reports.lengths import Length
from reports.long_cells import set_below
from reports.manner import for_people
from reports.model import Report
from reports.pdf.document import anchors
from reports.sections import build


@for_people
def render_report(report: Report, length: Length = Length.FULL) -> bytes:
    """The report as one page, the same bytes for the same report."""
    return render(build(report, length), around_report(report))


def render(sections: tuple[Section, ...], around: Around) -> bytes:
    """The sections as one self-contained page in UTF-8; it asks for nothing from anywhere.

    A content policy in the page forbids scripts, frames, forms and every address but its own parts.
    """
    fonts.register()
    with fonts.every_character():
        body = _body(set_below(sections), around)
    head = look.head(around, body)
    page = element("html", head, body, lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _body(sections: tuple[Section, ...], around: Around) -> Html:
    kit = Kit(places=_places(sections))
    told = tuple(item for item in sections if _cover_of(item) is None)
    brand = element("p", "Prodworthy", cls="wordmark")
    side = cover.contents(told, "side", brand, element("p", around.mark, cls="confidential"))
    return element(
        "body",
        element("a", "Skip to the report", href="#content", cls="skip"),
        side,
        element(
            "div",
            _head(sections, told, around, kit),
            element("main", *_sections(told, kit), id="content", tabindex=-1),
            _foot(around),
            cls="page",
        ),
    )


def _cover_of(section: Section) -> Cover | None:
    return next((block for block in section.blocks if isinstance(block, Cover)), None)


def _head(
    sections: tuple[Section, ...], told: tuple[Section, ...], around: Around, kit: Kit
) -> Html:
    contents = element("div", cover.contents(told, "contents"), id="contents")
    block = next((held for item in sections if (held := _cover_of(item))), None)
    if block is None:
        return cover.bare(around.title, around.mark, contents)
    return cover.write(block, kit, contents)


def _sections(sections: tuple[Section, ...], kit: Kit) -> Iterator[Html]:
    """In print a section begins a page, unless both it and the one before it share theirs."""
    shared = False
    for section in sections:
        alone = section.alone and not (shared and section.shares_page)
        shared = section.shares_page
        yield _section(section, kit, alone=alone)


def _section(section: Section, kit: Kit, *, alone: bool) -> Html:
    """The finding as its heading; what it is called stands small above it."""
    name = kit.fresh("section")
    kit.rank, kit.above = 2, section.title
    return element(
        "section",
        element("p", section.name, cls="eyebrow"),
        element("h2", section.title, id=name),
        element("p", runs(section.lead, kit), cls="lead") if section.lead else EMPTY,
        write_all(section.blocks, kit),
        id=kit.place(section.anchor),
        aria_labelledby=name,
        cls="alone" if alone else None,
    )


def _foot(around: Around) -> Html:
    words = (around.footer_left, around.footer_middle, around.mark)
    back = element("p", element("a", "Contents", href="#contents"), cls="back")
    return element("footer", *(element("p", item) for item in words if item), back)


def _places(sections: tuple[Section, ...]) -> dict[str, str]:
    """Every anchor with what is found there; empty where that has no name of its own."""
    named = dict.fromkeys(sorted(anchors(sections)), "")
    for section in sections:
        named[section.anchor] = section.name
        named.update(_named(section))
    return named


def _named(value: object) -> dict[str, str]:
    """Headings and entries by their anchors, wherever they stand."""
    if isinstance(value, Heading) and value.anchor:
        return {value.anchor: value.text}
    if isinstance(value, Entry):
        return {value.anchor: f"{value.number}: {value.title}"}
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if not isinstance(value, tuple):
        return {}
    return {key: words for item in value for key, words in _named(item).items()}
