"""What to ask next: questions that a verdict needs and nobody has answered."""

from reports.blocks import Column, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.open_questions import open_questions
from reports.wording import capital, count, plural
from scoring.model import Verdict

ORDER = 82


def build(report: Report) -> Section | None:
    """The open questions, critical ones first; none where a verdict stands."""
    card = report.scorecard
    if card.gives_verdict and card.verdict is not Verdict.INSUFFICIENT_EVIDENCE:
        return None
    ids = open_questions(report)
    if not ids:
        return None
    columns = (
        Column(title="Question", width=128),
        Column(title="Area", width=60, kind="quiet"),
        Column(title="Who would know", width=100),
        Column(title="Good evidence", width=171),
        Column(title="Minutes", width=40, kind="number"),
    )
    table = Table(columns=columns, rows=tuple(_row(report, item) for item in ids))
    return Section(id="next", name="What to ask next", title=title(report), blocks=(table,),
                   shares_page=True)  # fmt: skip


def title(report: Report) -> str:
    """How many questions are open and how long they take."""
    ids = open_questions(report)
    critical = sum(item in report.profile.critical for item in ids)
    minutes = round(sum(report.pack.capability(item).minutes for item in ids))
    word = "is" if critical == 1 else "are"
    return capital(
        f"{plural(len(ids), 'question')} to ask next, about {max(1, minutes)} minutes; "
        f"{count(critical)} {word} critical"
    )


def _row(report: Report, capability_id: str) -> Row:
    item = report.pack.capability(capability_id)
    critical = capability_id in report.profile.critical
    return Row(
        cells=(
            (Words(text=item.name, strong=critical, target=f"#{capability_anchor(item.id)}"),),
            (Words(text=report.pack.area(item.area).name),),
            (Words(text=item.who),),
            (Words(text=item.evidence),),
            (Words(text=str(max(1, round(item.minutes)))),),
        )
    )
