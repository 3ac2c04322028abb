"""The report of a questionnaire as PDF, web page and Word, by the same renderers as every report."""

from reports import docx, html
from reports.around import around_questionnaire
from reports.blocks import Section
from reports.manner import for_people
from reports.paper import PageSize
from reports.pdf.document import first_page_of, render_sections
from reports.progress import Tell, untold
from reports.questionnaire import details, opening
from reports.questionnaire_model import QuestionnaireReport


@for_people
def pdf(report: QuestionnaireReport, page_size: PageSize = "A4", tell: Tell = untold) -> bytes:
    """The report as PDF bytes, the same for the same report; ``tell`` hears how far it is."""
    return render_sections(sections(report), around_questionnaire(report), page_size, tell)


@for_people
def first_page(report: QuestionnaireReport, page_size: PageSize = "A4") -> bytes:
    """The first page alone as a PDF, at once; its page numbers come with the whole file."""
    return first_page_of(sections(report), around_questionnaire(report), page_size)


@for_people
def web_page(report: QuestionnaireReport) -> bytes:
    """The report as one self-contained page, the same bytes for the same report."""
    return html.render(sections(report), around_questionnaire(report))


@for_people
def word(
    report: QuestionnaireReport, page_size: PageSize = "A4", template: bytes | None = None
) -> bytes:
    """The report as an editable Word file; ``TemplateRefused`` for a template not to be opened."""
    around = around_questionnaire(report)
    return docx.render(
        sections(report), around, page_size, made_at=report.made_at, template=template
    )


def sections(report: QuestionnaireReport) -> tuple[Section, ...]:
    """Every section that has something to say, in order."""
    made = (
        opening.cover(report), opening.result(report), details.plan(report), details.moved(report),
        details.questions(report), details.said(report), details.seen(report),
        details.changed(report), details.earlier_texts(report), details.method(report),
    )  # fmt: skip
    return tuple(section for section in made if section is not None)
