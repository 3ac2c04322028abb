"""The formats of a report: the one list that the Report page, the commands and the example go through.

Adding a format is adding a line here. A renderer is imported when it is asked for: a command that
prints a score pays for none.
"""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from content.values import Value
from reports.lengths import Length
from reports.model import Report
from reports.paper import PageSize
from reports.progress import Tell
from reports.questionnaire_model import QuestionnaireReport

R = TypeVar("R")


class Choices(Value):
    """What a reader chooses before a report is made."""

    length: Length = Length.FULL
    page_size: PageSize = "A4"


class Format(NamedTuple, Generic[R]):
    """A format: its file suffix, name, purpose and media type, and what renders it."""

    suffix: str
    name: str
    purpose: str
    media_type: str
    icon: str
    render: Callable[[R, Choices, Tell], bytes]
    has_lengths: bool = False
    """Comes as a summary, as the report, or in full."""
    first_page: Callable[[R, Choices], bytes] | None = None
    """The first page alone as a PDF, at once; where there is one, the file has pages to look at."""

    @property
    def has_pages(self) -> bool:
        """Whether it can be looked at page by page before it is saved, and tells how far it is."""
        return self.first_page is not None


def _pdf(report: Report, choices: Choices, tell: Tell) -> bytes:
    from reports.pdf import render

    return render(report, choices.page_size, choices.length, tell)


def _pdf_begun(report: Report, choices: Choices) -> bytes:
    from reports.pdf import first_page

    return first_page(report, choices.page_size, choices.length)


def _web_page(report: Report, choices: Choices, _tell: Tell) -> bytes:
    from reports.html import render_report

    return render_report(report, choices.length)


def _word(report: Report, choices: Choices, _tell: Tell) -> bytes:
    from reports.docx import render_report

    template = report.brand.word_template or None
    return render_report(report, choices.page_size, choices.length, template)


def _slides(report: Report, _choices: Choices, _tell: Tell) -> bytes:
    from reports.pptx import render

    return render(report, template=report.brand.slides_template or None)


def _workbook(report: Report, _choices: Choices, _tell: Tell) -> bytes:
    from reports.workbook import render

    return render(report)


def _jira(report: Report, _choices: Choices, _tell: Tell) -> bytes:
    from reports.tracker_csv import render

    return render(report, "jira")


def _azure(report: Report, _choices: Choices, _tell: Tell) -> bytes:
    from reports.tracker_csv import render

    return render(report, "azure-devops")


def _json(report: Report, _choices: Choices, _tell: Tell) -> bytes:
    from reports.result_json import render

    return render(report)


def _questionnaire_pdf(report: QuestionnaireReport, choices: Choices, tell: Tell) -> bytes:
    from reports.questionnaire import pdf

    return pdf(report, choices.page_size, tell)


def _questionnaire_pdf_begun(report: QuestionnaireReport, choices: Choices) -> bytes:
    from reports.questionnaire import first_page

    return first_page(report, choices.page_size)


def _questionnaire_web_page(report: QuestionnaireReport, _choices: Choices, _tell: Tell) -> bytes:
    from reports.questionnaire import web_page

    return web_page(report)


def _questionnaire_word(report: QuestionnaireReport, choices: Choices, _tell: Tell) -> bytes:
    from reports.questionnaire import word

    return word(report, choices.page_size, report.brand.word_template or None)


def _questionnaire_workbook(report: QuestionnaireReport, _choices: Choices, _tell: Tell) -> bytes:
    from reports.questionnaire import workbook

    return workbook(report)


def _questionnaire_json(report: QuestionnaireReport, _choices: Choices, _tell: Tell) -> bytes:
    from reports.questionnaire import result_json

    return result_json(report)


_PDF, _JSON, _HTML, _CSV = "application/pdf", "application/json", "text/html", "text/csv"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: tuple[Format[Report], ...] = (
    Format("pdf", "PDF", "To print and hand over", _PDF, "picture_as_pdf", _pdf,
           has_lengths=True, first_page=_pdf_begun),
    Format("html", "Web page", "To read on any screen or with a screen reader, also offline", _HTML,
           "language", _web_page, has_lengths=True),
    Format("docx", "Word", "To go on editing: real styles, contents, tables and captions", _DOCX,
           "description", _word, has_lengths=True),
    Format("pptx", "Slides", "For the read-out: charts and notes can be edited", _PPTX,
           "slideshow", _slides),
    Format("xlsx", "Workbook", "To plan in: owners, effort and start can be edited", _XLSX,
           "table_view", _workbook),
    Format("json", "JSON", "The whole result, with a published schema", _JSON, "data_object", _json),
    Format("jira.csv", "CSV for Jira", "The plan's open initiatives, to import", _CSV, "upload_file", _jira),
    Format("azure.csv", "CSV for Azure Boards", "The plan's open initiatives, to import", _CSV,
           "upload_file", _azure),
)  # fmt: skip

OF_QUESTIONNAIRES: tuple[Format[QuestionnaireReport], ...] = (
    Format("pdf", "PDF", "To print and hand over", _PDF, "picture_as_pdf", _questionnaire_pdf,
           first_page=_questionnaire_pdf_begun),
    Format("html", "Web page", "To read on any screen or with a screen reader, also offline", _HTML,
           "language", _questionnaire_web_page),
    Format("docx", "Word", "To go on editing: real styles, contents and tables", _DOCX,
           "description", _questionnaire_word),
    Format("xlsx", "Workbook", "To work on: owners, status and days can be edited", _XLSX,
           "table_view", _questionnaire_workbook),
    Format("json", "JSON", "The whole result, with a published schema", _JSON, "data_object",
           _questionnaire_json),
)  # fmt: skip

SUFFIXES = tuple(item.suffix for item in FORMATS)


def of(suffix: str) -> Format[Report]:
    """The report's format of this suffix; an unknown one is a bug."""
    return next(item for item in FORMATS if item.suffix == suffix)


def of_questionnaires(suffix: str) -> Format[QuestionnaireReport] | None:
    """A questionnaire's format of this suffix; ``None`` where it has none."""
    return next((item for item in OF_QUESTIONNAIRES if item.suffix == suffix), None)
