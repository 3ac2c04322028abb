"""A questionnaire's report as a Word file, written by the same renderer as every report."""

from reports import docx
from reports.around import around_questionnaire
from reports.docx import PageSize
from reports.questionnaire.pdf_format import sections
from reports.questionnaire_model import QuestionnaireReport


def render(
    report: QuestionnaireReport, page_size: PageSize = "A4", template: bytes | None = None
) -> bytes:
    """The report as an editable Word file; ``TemplateRefused`` for a template not to be opened."""
    return docx.render(
        sections(report),
        around_questionnaire(report),
        page_size,
        made_at=report.made_at,
        template=template,
    )
