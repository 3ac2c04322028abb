"""The record: names in full, own questions, how conflicts went, what was talked over and read."""

from reports.blocks import Block, Heading, Prose, Section, Words
from reports.model import Report
from reports.record import Entry, groups
from reports.wording import count, plural

ORDER = 106


def build(report: Report) -> Section | None:
    """A line for each text; none where there is nothing of the kind."""
    held = groups(report)
    if not held:
        return None
    blocks: list[Block] = []
    for name, entries in held:
        blocks += [Heading(text=name), *(_line(item) for item in entries)]
    return Section(
        id="record",
        name="Appendix: the record",
        title=_title(report),
        blocks=tuple(blocks),
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


def _line(item: Entry) -> Prose:
    head = Words(text=f"{item.where}  ", strong=True)
    return Prose(content=(head, Words(text=item.text, target=item.link)))
