"""The web page of a questionnaire, written by the same renderer as every report."""

from reports.html import render as page
from reports.questionnaire.pdf_format import around, sections
from reports.questionnaire_model import QuestionnaireReport


def render(report: QuestionnaireReport) -> bytes:
    """The report as one self-contained page, the same bytes for the same report."""
    return page(sections(report), around(report))
