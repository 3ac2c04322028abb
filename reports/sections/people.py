"""People: who agrees with whom, leaders against practitioners, and what deserves a talk."""

from reports.blocks import (
    Block,
    Column,
    PairChart,
    PairRow,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.group_words import compared
from reports.model import Report
from reports.numbering import capability_anchor, disputed
from reports.people import role
from reports.people_words import SHOWN, agreement, alpha, apart, divided, key, note, title, voted
from reports.wording import count, plain_level, plural, short_day
from scoring.model import CapabilityScore

ORDER = 42


def build(report: Report) -> Section | None:
    """The section, where at least one capability has two votes."""
    card, thresholds = report.scorecard, report.pack.judgements.thresholds
    if not voted(card):
        return None
    rows = tuple(_row(report, item) for item in divided(card)[:SHOWN])
    head = title(card, thresholds, lambda item: report.pack.capability(item).short_name)
    spoken = " ".join(_spoken(row) for row in rows)
    left = len(divided(card)) - len(rows)
    more = f" {plural(left, 'more', 'more').capitalize()} in the workbook." if left else ""
    chart: tuple[Block, ...] = (
        PairChart(rows=rows, alt=f"{head}. {spoken}"),
        Prose(content=(Words(text=f"{key(thresholds)}{more} {alpha(card)}"),), kind="note"),
    )
    said = "Everybody who voted on a capability gave it the same level."
    blocks = chart if rows else (Prose(content=(Words(text=said),)),)
    blocks += _disputed(report)
    talk = len(apart(card, thresholds))
    lead = f"{plural(talk, 'capability', 'capabilities').capitalize()} to talk about."
    both, of = len(compared(card)), len(voted(card))
    if 0 < both < of:
        lead += f" Leaders and practitioners can be compared on {count(both)} of {count(of)}."
    return Section(
        id="people", name="People", title=head, lead=(Words(text=lead),), blocks=blocks,
        shares_page=True,
    )  # fmt: skip


_DISPUTED = (
    Column(title="Disputed after two rounds", width=150), Column(title="What people say", width=150),
    Column(title="Who settles it", width=110), Column(title="By", width=89),
)  # fmt: skip


def _disputed(report: Report) -> tuple[Block, ...]:
    """Where people still stand apart after the second round: whose it is, and by when."""
    today = report.scorecard.as_of.date()
    rows = []
    for item in report.scorecard.capabilities:
        held = disputed(report, item)
        if held is None:
            continue
        said = ", ".join(
            f"{role(report, who)} {plain_level(v)}" for who, v in item.role_medians.items()
        )
        late = ", overdue" if held.overdue(today) else ""
        due = short_day(held.due) + late if held.due else "no day set"
        name = report.pack.capability(item.id).short_name
        rows.append(
            Row(
                cells=(
                    (Words(text=name, strong=True, target=f"#{capability_anchor(item.id)}"),),
                    (Words(text=said or f"{item.votes} votes"),),
                    (Words(text=held.owner or "to be named"),),
                    (Words(text=due, strong=bool(late)),),
                )
            )
        )
    return (Table(columns=_DISPUTED, rows=tuple(rows)),) if rows else ()


def _row(report: Report, item: CapabilityScore) -> PairRow:
    thresholds, groups = report.pack.judgements.thresholds, item.group_medians
    medians = list(item.role_medians.values()) or [item.claim or 1.0]
    return PairRow(
        name=report.pack.capability(item.id).short_name + (" *" if item.critical else ""),
        leaders=groups.leaders if groups else None,
        practitioners=groups.practitioners if groups else None,
        together=item.claim or 0.0,
        low=min(medians),
        high=max(medians),
        agreement=agreement(item, thresholds),
        note=note(item, thresholds),
        strong=item.discuss,
        target=f"#{capability_anchor(item.id)}",
    )


def _spoken(row: PairRow) -> str:
    if row.leaders is None or row.practitioners is None:
        ends = f"roles from {plain_level(row.low)} to {plain_level(row.high)}"
    else:
        ends = f"leaders {plain_level(row.leaders)}, practitioners {plain_level(row.practitioners)}"
    return f"{row.name}: {ends}, agreement {row.agreement}, {row.note}."
