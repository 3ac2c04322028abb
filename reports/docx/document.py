"""The whole document: pages, cover, contents, sections, heads and feet, properties."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.shared import Pt

from reports import fonts
from reports.around import around_report
from reports.blocks import Cover, Gantt, GateChart, Section
from reports.docx.client_styles import styles_of
from reports.docx.contents import Head, contents
from reports.docx.elements import Element, el, plain
from reports.docx.empty_document import base
from reports.docx.furniture import Around, furnish
from reports.docx.kit import Kit
from reports.docx.saving import saved
from reports.docx.setting import flow_all
from reports.docx.settings import renewed_when_opened
from reports.docx.words import holding, paragraph, runs
from reports.lengths import Length
from reports.long_cells import set_below
from reports.manner import for_people
from reports.model import Report
from reports.office_template import opened
from reports.paper import SIZES, PageSize
from reports.pdf.document import anchors
from reports.pdf.styles import CONTENT
from reports.sections import build

_TOP, _FOOT, _HEAD_AT, _FOOT_AT = 64.0, 58.0, 26.0, 20.0
_NARROWEST = 200.0
_FEWEST = 4
"""Sections from which contents are worth a page."""
_LONGEST_PROPERTY = 250


@for_people
def render_report(
    report: Report,
    page_size: PageSize = "A4",
    length: Length = Length.FULL,
    template: bytes | None = None,
) -> bytes:
    """The report as an editable Word file, the same bytes for the same report.

    ``template`` is a client's .dotx or .docx; ``TemplateRefused`` where it may not be opened.
    """
    sections = build(report, length)
    around = around_report(report)
    return render(sections, around, page_size, made_at=report.made_at, template=template)


def render(
    sections: tuple[Section, ...],
    around: Around,
    page_size: PageSize = "A4",
    *,
    made_at: datetime,
    template: bytes | None = None,
) -> bytes:
    """The sections as an editable Word file (.docx).

    ``made_at`` stands in the properties. ``template`` is a client's .dotx or .docx, whose styles,
    theme, paper, heads and feet are taken; ``TemplateRefused`` where it may not be opened.
    """
    fonts.register()
    document = docx.Document(io.BytesIO(opened(template, "word") if template else base()))
    _paper(document, page_size, own=template is None)
    sections = set_below(sections)
    kit = _kit(document, sections, own=template is None)
    body = document.element.body
    last = body[-1]
    for element in _story(sections, kit):
        last.addprevious(element)
    covered = any(isinstance(block, Cover) for item in sections for block in item.blocks)
    furnish(document.sections[0], around, kit, covered=covered)
    renewed_when_opened(document)
    _properties(document, around, made_at)
    return saved(document)


def _kit(document: Document, sections: tuple[Section, ...], *, own: bool) -> Kit:
    """What the blocks need; the measures are those of the paper in points."""
    paper = document.sections[0]
    sides = (paper.left_margin or 0) + (paper.right_margin or 0) + (paper.gutter or 0)
    return Kit(
        document=document,
        anchors=anchors(sections),
        styles=styles_of(document),
        width=max(_NARROWEST, ((paper.page_width or 0) - sides) / Pt(1)),
        height=(paper.page_height or 0) / Pt(1),
        top=(paper.top_margin or 0) / Pt(1),
        foot=(paper.bottom_margin or 0) / Pt(1),
        own=own,
    )


def _paper(document: Document, page_size: PageSize, *, own: bool) -> None:
    """Our own margins, or those of the client where the template says any."""
    body = document.element.body
    if not document.sections:
        body.append(el("sectPr"))
    section = document.sections[0]
    if not own and section.page_width and section.left_margin is not None:
        return
    width, height = SIZES[page_size]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = Pt((width - CONTENT) / 2)
    section.top_margin, section.bottom_margin = Pt(_TOP), Pt(_FOOT)
    section.header_distance, section.footer_distance = Pt(_HEAD_AT), Pt(_FOOT_AT)
    section.gutter = Pt(0)


def _story(sections: tuple[Section, ...], kit: Kit) -> list[Element]:
    heads: list[Head] = []
    text: list[Element] = []
    cover: list[Element] = []
    for section in sections:
        if any(isinstance(block, Cover) for block in section.blocks):
            kit.section = section.name
            cover = flow_all(section.blocks, kit, kit.width)
            continue
        head = Head(
            section.name, section.title,
            f"_Toc{900_000_000 + 2 * len(heads)}", f"_Toc{900_000_001 + 2 * len(heads)}",
        )  # fmt: skip
        text += _section(section, head, kit, first=not heads)
        heads.append(head)
    listed = contents(heads, kit) if cover and len(heads) >= _FEWEST else []
    return [*cover, *listed, *text]


def _section(section: Section, head: Head, kit: Kit, *, first: bool) -> list[Element]:
    """Its name, its finding and what shows it.

    Only the ``first`` begins a page: where pages end is the reader's program's to say, and a section
    that ran over by two lines would leave the rest of a page empty.
    """
    kit.section = section.name
    kinds = {type(block) for block in section.blocks}
    kit.crowded = {GateChart, Gantt} <= kinds
    name = kit.bookmarked(head.name_place, runs(section.name, kit))
    title = kit.bookmarked(head.title_place, runs(section.title, kit))
    made = [
        holding(name, "heading1", kit, anchor=section.anchor, page_break=first),
        holding(title, "heading2", kit),
    ]
    if section.lead:
        made.append(paragraph(section.lead, "lead", kit, keep_next=bool(section.blocks)))
    return [*made, *flow_all(section.blocks, kit, kit.width)]


def _properties(document: Document, around: Around, made_at: datetime) -> None:
    """What the file says of itself; times are those of the report and not of this run."""
    held = document.core_properties
    when = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    held.title = plain(around.title)[:_LONGEST_PROPERTY]
    held.subject, held.author, held.last_modified_by = (
        "Readiness for production",
        "Prodworthy",
        "Prodworthy",
    )
    held.comments, held.keywords = plain(around.mark)[:_LONGEST_PROPERTY], ""
    held.category, held.language, held.revision = "Report", "en-GB", 1
    held.created = held.modified = when
