"""Answers that were given to another text of their question: they stand, and are marked as such."""

from reports.blocks import Prose, Section, Words
from reports.changed_places import earlier, earlier_note, earlier_title
from reports.lengths import BODY
from reports.model import Report
from reports.people import respondents

ORDER = 97
LENGTHS = BODY


def build(report: Report) -> Section | None:
    """Each answer with the text it was given to beside the one that is asked now."""
    found = report.earlier_texts
    if not found:
        return None
    table = earlier(found, respondents(report), lambda id_: report.pack.capability(id_).short_name)
    return Section(
        id="earlier-texts",
        name="Appendix: earlier texts",
        title=earlier_title(found),
        blocks=(table, Prose(content=(Words(text=earlier_note(found)),), kind="note")),
        shares_page=True,
    )
