"""The PDF of a questionnaire, set by the same renderer as every report."""

from typing import Literal

from reports.around import around_questionnaire
from reports.blocks import Section
from reports.pdf.document import render_sections
from reports.progress import Tell, untold
from reports.questionnaire import details, opening
from reports.questionnaire_model import QuestionnaireReport

PageSize = Literal["A4", "Letter"]


def render(report: QuestionnaireReport, page_size: PageSize = "A4", tell: Tell = untold) -> bytes:
    """The report as PDF bytes, the same for the same report; ``tell`` hears how far it is."""
    return render_sections(sections(report), around_questionnaire(report), page_size, tell)


def sections(report: QuestionnaireReport) -> tuple[Section, ...]:
    """Every section that has something to say, in order."""
    made = (
        opening.cover(report), opening.result(report), details.plan(report), details.moved(report),
        details.questions(report), details.said(report), details.seen(report),
        details.changed(report), details.earlier_texts(report), details.method(report),
    )  # fmt: skip
    return tuple(section for section in made if section is not None)
