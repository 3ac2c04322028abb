"""Questions that a verdict needs and nobody has answered."""

from content.applicability import questions
from reports.blocks import Block, Column, Heading, Row, Table, Words
from reports.model import Report
from scoring.model import Verdict

_FIRST = 6


def open_questions(report: Report) -> tuple[str, ...]:
    """Capability ids of the standard depth that nobody has answered, critical ones first."""
    pack, profile = report.pack, report.profile
    wanted = questions(pack, profile, report.use_case.traits, pack.depth("standard"))
    answered = {item.id for item in report.scorecard.capabilities if item.answered}
    return tuple(
        sorted(
            (item for item in wanted if item not in answered),
            key=lambda item: item not in profile.critical,
        )
    )


def must_answer(report: Report) -> tuple[Block, ...]:
    """The first of them as a table, where they stand between the client and a verdict."""
    ids = open_questions(report)
    if report.scorecard.verdict is not Verdict.INSUFFICIENT_EVIDENCE or not ids:
        return ()
    shown = ids[:_FIRST]
    head = f"What must be answered first ({len(shown)} of {len(ids)})"
    columns = (
        Column(title="Question", width=210),
        Column(title="Who would know", width=220),
        Column(title="Minutes", width=69, kind="number"),
    )
    return Heading(text=head), Table(columns=columns, rows=tuple(_row(report, i) for i in shown))


def _row(report: Report, capability_id: str) -> Row:
    item = report.pack.capability(capability_id)
    name = Words(text=item.name, strong=True, target="#section-next", bare=True)
    return Row(
        cells=((name,), (Words(text=item.who),), (Words(text=str(max(1, round(item.minutes)))),)),
    )
