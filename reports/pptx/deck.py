"""From a report to a deck: the slides with their notes, and what people wrote behind them."""

from typing import Literal

from pptx.presentation import Presentation as Deck

from reports import fonts
from reports.as_of import dated
from reports.manner import for_people
from reports.model import Report
from reports.pptx import slides, written
from reports.pptx.layouts import Layouts, our_own, theirs
from reports.pptx.measures import OWN, THEIRS, narrow, shown, spare
from reports.pptx.notes import notes
from reports.pptx.packing import packed
from reports.pptx.parting import part
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.pptx.words import LANGUAGE, directed

Size = Literal["16:9", "4:3"]


@for_people
def render(report: Report, *, template: bytes | None = None, size: Size = "16:9") -> bytes:
    """The read-out as PowerPoint bytes, the same for the same report.

    ``template`` is a client's .potx or .pptx: its master, layouts, fonts and colours are kept, and
    its size; without one the deck is ours in ``size``, in the client's colour and with the client's
    logo. Raises ``TemplateRefused`` with a sentence
    where the template is not one.
    """
    fonts.register()
    layouts = (
        theirs(template) if template is not None else our_own(size, report.brand, report.client)
    )
    with spare(OWN if template is None else THEIRS):
        backup = written.build(report)
        chosen = (*slides.build(Told(report)), *([backup] if backup else []))
        pages, footer = _pages(chosen), _footer(report)
        for slide in chosen:
            _add(layouts, report, slide, pages, footer)
    part(layouts.deck)
    _properties(layouts.deck, report)
    return packed(layouts.deck, report.made_at)


def _pages(chosen: tuple[Slide, ...]) -> Pages:
    """Which slide has what the report has at an anchor."""
    pages: dict[str, int] = {}
    for number, slide in enumerate(chosen, 1):
        for anchor in slide.anchors:
            pages.setdefault(anchor, number)
    return pages


def _add(
    layouts: Layouts, report: Report, slide: Slide, pages: Pages, footer: tuple[str, ...]
) -> None:
    held, canvas = layouts.add(slide)
    with narrow(canvas.box.width):
        slide.draw(canvas, pages)
    layouts.furnish(held, footer)
    if slide.hidden:
        held._element.set("show", "0")
    spoken = held.notes_slide.notes_text_frame
    spoken.text = notes(report, slide, pages)
    for paragraph in spoken.paragraphs:
        directed(paragraph, paragraph.text)


def _footer(report: Report) -> tuple[str, ...]:
    """What stands at the foot, the longer first; the confidentiality mark is in each."""
    parts = (report.mark, report.client, report.use_case.name, dated(report))
    held = [part for part in parts if part]
    return tuple(" · ".join(held[:number]) for number in range(len(held), 0, -1))


def _properties(deck: Deck, report: Report) -> None:
    held = deck.core_properties
    pack = report.scorecard.pack
    held.title = shown(f"{report.client}: {report.use_case.name}, readiness for production")[:255]
    held.author = held.last_modified_by = "Prodworthy"
    held.subject = "Readiness for production"
    held.keywords = f"pack {pack.id} {pack.version}; scoring {report.scorecard.scoring}"[:255]
    held.category = shown(report.mark)[:255]
    held.comments = ""
    held.language = LANGUAGE
    held.revision = 1
    moment = report.made_at.replace(tzinfo=None)
    held.created = held.modified = moment
