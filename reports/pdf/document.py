"""Pages, running heads, footers, outline and links around the sections of a report."""

import io
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from pydantic import BaseModel
from reportlab.platypus import Frame, PageTemplate

from reports import colours, fonts
from reports.around import Around, around_report
from reports.blocks import Cover, Section
from reports.charts.sheet import fitted
from reports.lengths import Length
from reports.manner import for_people
from reports.model import Report
from reports.paper import SIZES, PageSize
from reports.pdf import letterhead
from reports.pdf.cover import ContentsLine, CoverPage
from reports.pdf.described import LANGUAGE, MAKER, dated, subject_of, told
from reports.pdf.flowables import BETWEEN, Pen, put
from reports.pdf.going_on import Document
from reports.pdf.placing import placed
from reports.pdf.styles import CONTENT, FOOT, MARGIN_TOP
from reports.pdf.words import Kit, is_unseen, unseen
from reports.progress import Pass, Tell, untold
from reports.sections import build

_PASSES = 4
_LOGO = (150.0, 32.0)
"""Points that the client's logo in a running head is wide and high at most."""
_LOCK = threading.Lock()


@for_people
def render(
    report: Report,
    page_size: PageSize = "A4",
    length: Length = Length.FULL,
    tell: Tell = untold,
) -> bytes:
    """The report as PDF bytes, the same for the same report; ``page_size`` is A4 or Letter.

    ``tell`` hears the share that is done and what is being done.
    """
    return render_sections(build(report, length), around_report(report), page_size, tell)


def render_sections(
    sections: tuple[Section, ...],
    around: Around,
    page_size: PageSize,
    tell: Tell = untold,
) -> bytes:
    """Set the sections until every page number that is printed is the one of the page it names."""
    fonts.register()
    pages: dict[str, int] = {}
    made: dict[Hashable, tuple[object, object]] = {}
    with _alone(tell):
        for number in range(_PASSES):
            found: dict[str, int] = {}
            watched = Pass(tell, number, len(sections), pages.get("#last", 0))
            notes = _Found(found, watched, made, only=not pages)
            content = _one_pass(sections, around, page_size, pages, notes)
            if found == pages and pages:
                break
            pages = found
    return content


@for_people
def first_page(report: Report, page_size: PageSize, length: Length) -> bytes:
    """The first page alone as a PDF, at once: all of it but the page numbers, which come last."""
    return first_page_of(build(report, length), around_report(report), page_size)


def first_page_of(sections: tuple[Section, ...], around: Around, page_size: PageSize) -> bytes:
    """The same of any sections; where the first one is longer, its further pages follow."""
    fonts.register()
    with _LOCK:
        nobody = _Found({}, Pass(untold, 0, len(sections)), {})
        return _one_pass(sections, around, page_size, {}, nobody, until=1)


@contextmanager
def _alone(tell: Tell) -> Iterator[None]:
    """The engine sets one report at a time; whoever has to wait is told so."""
    if not _LOCK.acquire(blocking=False):
        tell(0.0, "Waiting for another report that is being set")
        _LOCK.acquire()
    try:
        yield
    finally:
        _LOCK.release()


class _Found(NamedTuple):
    """The pages that a pass finds, who is told how far it is, and what the passes before made."""

    pages: dict[str, int]
    told: Pass
    made: dict[Hashable, tuple[object, object]]
    only: bool = False
    """Nothing else is wanted of this pass: whatever would be seen of it is not drawn."""


def _one_pass(
    sections: tuple[Section, ...],
    around: Around,
    page_size: PageSize,
    pages: dict[str, int],
    found: _Found,
    until: int | None = None,
) -> bytes:
    """All sections on pages, or the first ``until`` of them, by the page numbers found before."""
    width, height = SIZES[page_size]
    room = height - MARGIN_TOP - FOOT - 14
    held = sections[:until]
    kit = Kit(
        anchors=anchors(held),
        pages=_Pages(pages, found.pages),
        room=room - 74,
        made=found.made,
    )
    buffer = io.BytesIO()
    side = (width - CONTENT) / 2
    frame = Frame(side, FOOT + 14, CONTENT, room + 6, 0, 0, 0, 0, id="text")
    furniture = _Furniture(around=around, side=side, before=pages, found=found)
    template = _template(buffer, kit, around, (width, height))
    template.addPageTemplates(
        PageTemplate(id="page", frames=[frame], onPageEnd=partial(_around, furniture))
    )
    story = _story(held, _contents(sections), kit, room, found.told)
    if found.only:
        template._doSave = 0
    template.build(story, canvasmaker=unseen if found.only else partial(dated, around))
    return buffer.getvalue()


def _template(buffer: io.BytesIO, kit: Kit, around: Around, size: tuple[float, float]) -> Document:
    """The empty document; ``invariant`` keeps the clock and random ids out of the file."""
    return Document(
        buffer,
        kit,
        pagesize=size,
        title=told(around.title),
        author=MAKER,
        subject=subject_of(around),
        keywords=told(around.client),
        creator=MAKER,
        invariant=1,
        initialFontName=fonts.REGULAR,
        lang=LANGUAGE,
        displayDocTitle=1,
        pageCompression=1,
    )


class _Pages(dict[str, int]):
    """Reads the pages of the last pass and notes those of this one."""

    def __init__(self, before: dict[str, int], found: dict[str, int]) -> None:
        super().__init__(before)
        self.found = found

    def __setitem__(self, name: str, page: int) -> None:
        self.found[name] = page


def _contents(sections: tuple[Section, ...]) -> list[ContentsLine]:
    return [
        ContentsLine(item.name, item.anchor)
        for item in sections
        if not any(isinstance(block, Cover) for block in item.blocks)
    ]


def _story(
    sections: tuple[Section, ...],
    contents: list[ContentsLine],
    kit: Kit,
    room: float,
    progress: Pass,
) -> list[Any]:
    story: list[Any] = []
    before: Section | None = None
    for number, section in enumerate(sections, start=1):
        progress.section(number)
        cover = next((block for block in section.blocks if isinstance(block, Cover)), None)
        if cover is not None:
            story.append(CoverPage(cover, contents, kit, room))
        else:
            story += placed(section, before, kit, room)
        before = section
    return story


def anchors(sections: tuple[Section, ...]) -> frozenset[str]:
    """Every place in the sections that a link may point to."""
    found: set[str] = {section.anchor for section in sections}

    def walk(value: Any) -> None:
        if isinstance(value, BaseModel):
            name = getattr(value, "anchor", "")
            if isinstance(name, str) and name:
                found.add(name)
            for field in type(value).model_fields:
                walk(getattr(value, field))
        elif isinstance(value, tuple):
            for item in value:
                walk(item)

    walk(sections)
    return frozenset(found)


@dataclass(frozen=True)
class _Furniture:
    """What a page needs besides its text: the words around it, its margin, and the pages so far."""

    around: Around
    side: float
    before: dict[str, int]
    found: _Found


def _around(held: _Furniture, canvas: Any, _template: Any) -> None:
    """Running head and footer, drawn when the page is full and its section known."""
    page = canvas.getPageNumber()
    found = held.found.pages
    found["#last"] = page
    held.found.told.page(page, sum(name.startswith("section-") for name in found))
    if is_unseen(canvas):
        canvas.section_name = getattr(canvas, "section_next", getattr(canvas, "section_name", ""))
        return
    words, side = held.around, held.side
    height = canvas._pagesize[1]
    section = getattr(canvas, "section_name", "")
    canvas.saveState()
    if section:
        left = _maker(canvas, held, first=page == 1)
        mark = fitted(words.mark, fonts.REGULAR, 7.5, 260, 1)[0]
        room = side + CONTENT - left - fonts.width(mark, fonts.REGULAR, 7.5) - (12 if mark else 0)
        named = sections_named(section, room)
        put(canvas, left, height - 33.5, named, Pen(fonts.REGULAR, 7.5, colours.QUIET))
        put(
            canvas,
            side + CONTENT,
            height - 33.5,
            mark,
            Pen(fonts.REGULAR, 7.5, colours.QUIET),
            right=True,
        )
    _foot(canvas, held, page)
    canvas.restoreState()
    canvas.section_name = getattr(canvas, "section_next", section)


def _maker(canvas: Any, held: _Furniture, *, first: bool) -> float:
    """The product's name; on a first page, which is no cover, the client's look. Gives where it ends."""
    words, side, height = held.around, held.side, canvas._pagesize[1]
    if first:
        letterhead.band(canvas, words.colour)
    if first and words.logo:
        return side + letterhead.logo(canvas, words.logo, (side, height - 31), _LOGO) + 8
    put(canvas, side, height - 33.5, "Prodworthy", Pen(fonts.SEMIBOLD, 7.5, colours.INK))
    return side + fonts.width("Prodworthy", fonts.SEMIBOLD, 7.5) + 5


def sections_named(names: str, room: float) -> str:
    """The sections of a page in ``room`` points: as many as fit, then an ellipsis for the rest."""
    parts = names.split(BETWEEN)
    for held in range(len(parts), 0, -1):
        told = BETWEEN.join([*parts[:held], *(["…"] if held < len(parts) else [])])
        if fonts.width(told, fonts.REGULAR, 7.5) <= room:
            return told
    return fitted(parts[0], fonts.REGULAR, 7.5, room, 1)[0]


def _foot(canvas: Any, held: _Furniture, page: int) -> None:
    words, side, last = held.around, held.side, held.before.get("#last")
    canvas.setStrokeColor(colours.LINE)
    canvas.setLineWidth(0.7)
    canvas.line(side, FOOT - 6, side + CONTENT, FOOT - 6)
    right = f"Page {page} of {last}" if last else f"Page {page}"
    room = CONTENT - fonts.width(right, fonts.REGULAR, 7) - 30
    middle = fitted(words.footer_middle, fonts.REGULAR, 7, room * 0.55, 1)[0]
    middle_wide = fonts.width(middle, fonts.REGULAR, 7)
    left = fitted(words.footer_left, fonts.REGULAR, 7, room - middle_wide, 1)[0]
    left_wide = fonts.width(left, fonts.REGULAR, 7)
    gap = (CONTENT - left_wide - middle_wide - fonts.width(right, fonts.REGULAR, 7)) / 2
    put(canvas, side, FOOT - 19, left, Pen(fonts.REGULAR, 7, colours.QUIET))
    put(canvas, side + left_wide + gap, FOOT - 19, middle, Pen(fonts.REGULAR, 7, colours.QUIET))
    put(canvas, side + CONTENT, FOOT - 19, right, Pen(fonts.REGULAR, 7, colours.QUIET), right=True)
