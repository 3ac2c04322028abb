"""The report of a questionnaire: the same blocks and renderers as every other report."""

from reports.questionnaire.html_format import render as web_page
from reports.questionnaire.json_format import render as result_json
from reports.questionnaire.pdf_format import render as pdf
from reports.questionnaire.word_format import render as word
from reports.questionnaire.workbook_format import render as workbook

__all__ = ["pdf", "result_json", "web_page", "word", "workbook"]
