"""The record: names in full, own questions, how conflicts went, what was talked over and read."""

from reports.blocks import Column, Row, Section, Table, Words
from reports.model import Report
from reports.record import Entry, groups
from reports.wording import count, plural

ORDER = 109


def build(report: Report) -> Section | None:
    """A line for each text; none where there is nothing of the kind."""
    held = groups(report)
    if not held:
        return None
    rows: list[Row] = []
    for name, entries in held:
        rows.append(Row(cells=((Words(text=name, strong=True),),), group=True))
        rows += [_row(item) for item in entries]
    return Section(
        id="record",
        name="Appendix: the record",
        title=_title(report),
        blocks=(Table(columns=_COLUMNS, rows=tuple(rows)),),
        shares_page=True,
    )


def _title(report: Report) -> str:
    number = len(report.conflicts)
    if not number:
        return "The record: what people noted beside their answers"
    steps = sum(len(item.events) for item in report.conflicts)
    return (
        f"The record: {plural(number, 'conflict')} in {count(steps)} steps, and what else was noted"
    )


_COLUMNS = (Column(title="Of what", width=215), Column(title="What was noted", width=284))


def _row(item: Entry) -> Row:
    return Row(
        cells=((Words(text=item.where, strong=True),), (Words(text=item.text, target=item.link),))
    )
