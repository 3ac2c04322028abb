"""What the room said: every vote's spread, what became of it, dissent, decisions, confidence."""

from assessment.workshop.record import WorkshopRecord
from reports.blocks import Block, Heading, Section, Words
from reports.model import Report
from reports.room_blocks import (
    choice_table,
    decision_table,
    fingers_line,
    item_table,
    kill_line,
    rule_line,
    spread_chart,
)
from reports.room_words import lead, title

ORDER = 93


def build(report: Report) -> Section | None:
    """One part a workshop, the newest first; none where none was closed."""
    held = report.workshops
    if not held:
        return None
    blocks: list[Block] = []
    for number, record in enumerate(held):
        if number:
            blocks.append(Heading(text=title(record), note=lead(record, report.show_names)))
        blocks += workshop_blocks(report, record)
    return Section(
        id="room", name="Appendix: the workshop", title=title(held[0]),
        lead=(Words(text=lead(held[0], report.show_names)),), blocks=tuple(blocks),
        shares_page=True,
    )  # fmt: skip


def workshop_blocks(report: Report, record: WorkshopRecord) -> tuple[Block, ...]:
    """Items, choice of the use case, decisions, what would stop it, and how sure the room was."""
    blocks: list[Block] = [*spread_chart(report, record), item_table(report, record)]
    blocks.append(rule_line(report, record))
    if record.use_cases:
        blocks += [Heading(text="Which use case first"), choice_table(record)]
    if record.decisions or record.kill_criterion:
        blocks.append(Heading(text="What was decided"))
    blocks += [decision_table(record)] if record.decisions else []
    blocks += kill_line(record)
    return (*blocks, *fingers_line(record))
