"""The report of a questionnaire: the same blocks and renderers as every other report."""

from reports.questionnaire.documents import first_page, pdf, web_page, word
from reports.questionnaire.json_format import render as result_json
from reports.questionnaire.workbook_format import render as workbook

__all__ = ["first_page", "pdf", "result_json", "web_page", "word", "workbook"]
