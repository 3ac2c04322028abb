"""Conflicts that are not open any more: how each was closed, by whom and when."""

from reports.blocks import Column, Line, Prose, Row, Section, Table, Words
from reports.entries import finding_numbers
from reports.model import Report
from reports.numbering import capability_anchor, conflict_anchor, finding_link
from reports.people import respondents
from reports.resolutions import how, settled, who
from reports.wording import capital, plain_level, short_day
from scoring.conflict import Conflict, ConflictEvent

ORDER = 94

_COLUMNS = (
    Column(title="No.", width=25),
    Column(title="Capability", width=88),
    Column(title="Claimed and seen", width=78),
    Column(title="Opened", width=58),
    Column(title="How it was closed", width=138),
    Column(title="By", width=68),
    Column(title="Closed", width=54),
)
_NOTE = (
    "A waived conflict stays here until its waiver ends; then it is open again. A conflict that "
    "comes back keeps its number. What a person set aside is listed with its reason under Decisions."
)


def build(report: Report) -> Section | None:
    """One row a conflict that was closed or waived; none where nothing was settled."""
    closed = [(item, item.closed) for item in report.conflicts if item.closed is not None]
    if not closed:
        return None
    rows = tuple(_row(report, item, step) for item, step in closed if step is not None)
    return Section(
        id="conflicts",
        name="Appendix: old conflicts",
        title=settled(report.conflicts),
        blocks=(
            Table(columns=_COLUMNS, rows=rows),
            Prose(content=(Words(text=_NOTE),), kind="note"),
        ),
        shares_page=True,
    )


def _row(report: Report, item: Conflict, step: ConflictEvent) -> Row:
    names = {one.id: one.short_name for one in report.pack.capabilities}
    name = names.get(item.capability, item.capability)
    seen = f"claimed {plain_level(item.claim)}, at most {item.observed_high} seen"
    return Row(
        # A waived one has its place in the table of conflicts already.
        anchor=conflict_anchor(item.name) if item.state == "closed" else "",
        cells=(
            (Words(text=item.name),),
            (Words(text=name, strong=True, target=f"#{capability_anchor(item.capability)}"),),
            (Words(text=seen),),
            (Words(text=short_day(item.opened_at.date())),),
            _how(report, step),
            (Words(text=who(step, respondents(report), enterer=report.show_names) or "–"),),
            (Words(text=short_day(step.at.date())),),
        ),
    )


def _how(report: Report, step: ConflictEvent) -> Line:
    words = Words(text=capital(how(step)))
    if step.finding not in finding_numbers(report):
        return (words,)
    return (words.model_copy(update={"text": f"{words.text} "}), finding_link(report, step.finding))
