"""People: who agrees with whom, leaders against practitioners, and what deserves a talk."""

from content.locales import written
from reports.blocks import (
    Block,
    Column,
    Heading,
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
from reports.sides import sides
from reports.wording import capital, count, join, plain_level, plural, short_day
from scoring.model import CapabilityScore

ORDER = 92
_QUOTED, _NAMED = 5, 12


def build(report: Report) -> Section | None:
    """The section, where at least one capability has two votes."""
    card, thresholds = report.scorecard, report.pack.judgements.thresholds
    if not voted(card):
        return None
    split = apart(card, thresholds)
    head = title(card, thresholds, lambda item: report.pack.capability(item).short_name)
    blocks = (*_picture(report, split[:SHOWN], head), *_rest(report, split))
    quoted = sides(report, split[:_QUOTED])
    if quoted is not None:
        blocks += (Heading(text=_heard(len(quoted.rows), len(split))), quoted)
    blocks += _disputed(report)
    lead = f"{capital(plural(len(split), 'capability', 'capabilities'))} to talk about."
    both, of = len(compared(card)), len(voted(card))
    if 0 < both < of:
        lead += f" Leaders and practitioners can be compared on {count(both)} of {count(of)}."
    return Section(
        id="people", name="Appendix: people", title=head, lead=(Words(text=lead),), blocks=blocks,
        shares_page=True,
    )  # fmt: skip


def _picture(report: Report, split: tuple[CapabilityScore, ...], head: str) -> tuple[Block, ...]:
    """What divides people; bars of what hardly does would all look alike."""
    if not split:
        return ()
    rows = tuple(_row(report, item) for item in split)
    spoken = " ".join(_spoken(row) for row in rows)
    words = f"{key(report.pack.judgements.thresholds)} {alpha(report.scorecard)}"
    return (
        PairChart(rows=rows, alt=f"{head}. {spoken}"),
        Prose(content=(Words(text=words),), kind="note"),
    )


def _rest(report: Report, split: tuple[CapabilityScore, ...]) -> tuple[Block, ...]:
    """Where votes differ and divide nobody, in a sentence; what has no room is in the workbook."""
    ids = {item.id for item in split}
    near = [item for item in divided(report.scorecard) if item.id not in ids]
    told = []
    left = len(split) - len(split[:SHOWN])
    if left:
        told.append(f"{capital(plural(left, 'more', 'more'))} to talk about in the workbook.")
    if near:
        told.append(_near(report, near))
    elif not split:
        told.append("Everybody who voted on a capability gave it the same level.")
    return (Prose(content=(Words(text=" ".join(told)),)),) if told else ()


def _near(report: Report, near: list[CapabilityScore]) -> str:
    names = [report.pack.capability(item.id).short_name for item in near[:_NAMED]]
    more = len(near) - len(names)
    names += [f"{count(more)} more in the workbook"] if more else []
    ends = sorted({written(item.agreement, ".2f") for item in near if item.agreement is not None})
    figures = ends[0] if len(ends) == 1 else f"{ends[0]} to {ends[-1]}"
    noun = plural(len(near), "more capability", "more capabilities")
    return f"On {noun} voices differ and divide nobody (agreement {figures}): {join(names)}."


def _heard(shown: int, split: int) -> str:
    """How many of the divided ones the quotes are of."""
    words = "What each side says"
    return words if shown == split else f"{words}, of {count(shown)} of them"


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
    if len(medians) == 1:  # a room is one role: its votes are the ends
        medians = _votes(report, item) or medians
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


def _votes(report: Report, item: CapabilityScore) -> list[float]:
    """The levels that were given, each once; of a room those that anybody voted for."""
    said = [one for one in report.answers if one.capability == item.id]
    counted = (level for one in said if one.tally is not None
               for level, number in enumerate(one.tally.levels, 1) if number)  # fmt: skip
    return sorted(
        {float(one.level) for one in said if one.level is not None} | set(map(float, counted))
    )


def _spoken(row: PairRow) -> str:
    if row.leaders is None or row.practitioners is None:
        ends = f"roles from {plain_level(row.low)} to {plain_level(row.high)}"
    else:
        ends = f"leaders {plain_level(row.leaders)}, practitioners {plain_level(row.practitioners)}"
    return f"{row.name}: {ends}, agreement {row.agreement}, {row.note}."
