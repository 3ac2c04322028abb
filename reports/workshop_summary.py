"""The two pages that people take home from a workshop."""

from assessment.workshop.record import WorkshopRecord
from reports.around import around_report
from reports.blocks import Block, Heading, Prose, Section, Words
from reports.lengths import Length, cut
from reports.manner import for_people
from reports.model import Report
from reports.progress import Tell, untold
from reports.room_blocks import (
    choice_table,
    decision_table,
    fingers_line,
    item_table,
    kill_line,
    rule_line,
    spread_chart,
)
from reports.room_reasons import reasons_table
from reports.room_words import lead, title
from reports.wording import VERDICT_WORDS

_BELOW = ((3, 600), (4, 420), (5, 300), (6, 170))
"""Of so many items, so many signs of dissent and reasons stand under each; with the chart a page full."""
_BELOW_OF_MANY = 100
_CHART = 290.0
"""Points that the chart may take of it."""


@for_people
def sections(report: Report, record: WorkshopRecord) -> tuple[Section, ...]:
    """What was voted on the first page, what was decided on the second."""
    said = Section(
        id="room", name="What the room said", title=title(record),
        lead=(Words(text=f"{report.client}, {report.use_case.name}. {lead(record, report.show_names)}"),),
        blocks=(
            *spread_chart(report, record, _CHART),
            item_table(report, record, _below(len(record.items))),
            rule_line(report, record),
        ),
    )  # fmt: skip
    decided = Section(
        id="room-decisions",
        name="What was decided",
        title=_decided(record),
        blocks=_end(report, record),
    )
    return cut((said, decided), Length.SUMMARY)


def _below(items: int) -> int:
    return next((signs for most, signs in _BELOW if items <= most), _BELOW_OF_MANY)


@for_people
def render(report: Report, record: WorkshopRecord, tell: Tell = untold) -> bytes:
    """The pages as PDF bytes; ``tell`` hears how far they are."""
    from reports.pdf import render_sections

    return render_sections(sections(report, record), around_report(report), "A4", tell)


def _decided(record: WorkshopRecord) -> str:
    if not record.decisions:
        return "Nothing was decided with a name and a day"
    owners = len({item.owner for item in record.decisions})
    word = "decision" if len(record.decisions) == 1 else "decisions"
    return f"{len(record.decisions)} {word}, {owners} {'owner' if owners == 1 else 'owners'}"


def _end(report: Report, record: WorkshopRecord) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if record.decisions:
        blocks.append(decision_table(record))
    blocks += [*kill_line(record), *fingers_line(record), *reasons_table(record)]
    if record.use_cases:
        blocks += [Heading(text="Which use case first"), choice_table(record)]
    return (*blocks, Heading(text="Where this leaves the verdict"), _verdict(report))


def _verdict(report: Report) -> Prose:
    card = report.scorecard
    if not card.gives_verdict:
        text = "This assessment gives an index and no verdict at its depth."
    else:
        text = f"{VERDICT_WORDS[card.verdict]}. {card.permits}"
    return Prose(content=(Words(text=text),))
