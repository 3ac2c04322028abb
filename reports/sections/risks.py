"""Risks that the critical gaps carry, where somebody said who answers for one and how."""

from reports.blocks import Block, Column, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.risks import Risk, risks
from reports.wording import capital, percent, plural

ORDER = 64


def build(report: Report) -> Section | None:
    """One row a risk, the likeliest first; none as long as nobody entered anything."""
    found = risks(report)
    if not any(item.entered for item in found) and not _others(report, found):
        return None
    note = (
        "Likelihood is the chance that the capability is below level 3. What nobody entered is the "
        "initiative's own owner and title."
    )
    blocks: list[Block] = [Table(columns=_COLUMNS, rows=tuple(_row(item) for item in found))]
    blocks += [Prose(content=(Words(text=line),)) for line in _others(report, found)]
    blocks.append(Prose(content=(Words(text=note),), kind="note"))
    return Section(
        id="risks", name="Risks", title=_title(found), blocks=tuple(blocks), shares_page=True
    )


_COLUMNS = (
    Column(title="Risk", width=150),
    Column(title="Likelihood", width=54),
    Column(title="Owner", width=95),
    Column(title="Response", width=200),
)


def _title(found: tuple[Risk, ...]) -> str:
    owned = sum(bool(item.owner) for item in found)
    return f"{capital(plural(len(found), 'risk'))} from critical gaps, {owned} with an owner"


def _row(item: Risk) -> Row:
    event = Words(text=item.event, target=f"#{capability_anchor(item.capability)}")
    return Row(
        cells=(
            (event,),
            (Words(text=percent(item.likelihood)),),
            (Words(text=item.owner or "to be named"),),
            (Words(text=item.response or "none yet"),),
        )
    )


def _others(report: Report, found: tuple[Risk, ...]) -> list[str]:
    """What was entered about a capability that carries no risk any more is still told."""
    shown = {item.capability for item in found}
    names = {item.id: item.short_name for item in report.pack.capabilities}
    return [
        f"{names.get(item.capability, item.capability)}, no risk any more: "
        f"{item.owner or 'nobody named'}; {item.response or 'no response entered'}."
        for item in report.risks
        if item.capability not in shown and (item.owner or item.response)
    ]
