"""The web page of a questionnaire, written by the same renderer as every report."""

from reports import html
from reports.around import around_questionnaire
from reports.questionnaire.pdf_format import sections
from reports.questionnaire_model import QuestionnaireReport


def render(report: QuestionnaireReport) -> bytes:
    """The report as one self-contained page, the same bytes for the same report."""
    return html.render(sections(report), around_questionnaire(report))
