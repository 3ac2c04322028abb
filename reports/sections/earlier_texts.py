"""Answers that were given to another text of their question: they stand, and are marked as such."""

from reports.blocks import Column, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.people import respondents
from reports.wording import plural, short_day

ORDER = 62
_COLUMNS = (
    Column(title="Answer", width=110),
    Column(title="It was given to", width=150, kind="quiet"),
    Column(title="It reads now", width=150),
    Column(title="Who and when", width=89, kind="quiet"),
)


def build(report: Report) -> Section | None:
    """Each answer with the text it was given to beside the one that is asked now."""
    found = report.earlier_texts
    if not found:
        return None
    people = respondents(report)
    rows = [
        Row(
            cells=(
                (Words(text=f"{report.pack.capability(item.capability).short_name}: {part.part}"),),
                (Words(text=part.before),),
                (Words(text=part.after),),
                (
                    Words(
                        text=f"{people.get(item.respondent, item.respondent)}, {short_day(item.at.date())}"
                    ),
                ),
            )
        )
        for item in found
        for part in item.parts
    ]
    stands = "stands" if len(found) == 1 else "stand"
    note = "Nothing was scored again: the level that was given counts until the question is answered anew."
    return Section(
        id="earlier-texts",
        name="Earlier texts",
        title=f"{plural(len(found), 'answer').capitalize()} to an earlier text {stands}, marked as such",
        blocks=(
            Table(columns=_COLUMNS, rows=tuple(rows)),
            Prose(content=(Words(text=note),), kind="note"),
        ),
        shares_page=True,
    )
