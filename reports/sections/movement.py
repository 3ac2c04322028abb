"""What moved since the last snapshot, how sure that is, and what changed in its inputs."""

from reports.blocks import Block, Column, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.wording import (
    STATE_WORDS,
    VERDICT_WORDS,
    capital,
    count,
    day,
    level,
    percent,
    plural,
    signed,
)
from scoring.comparison import Cause, Comparison, Movement

ORDER = 85
_SURE = 0.80
_CAUSES = {
    Cause.ANSWER: "an answer changed",
    Cause.FINDING: "a finding changed",
    Cause.BOTH: "answer and finding changed",
    Cause.NONE: "nothing new in answer or finding",
}


def build(report: Report) -> Section | None:
    """One line a capability that moved; none without an earlier snapshot."""
    past = report.previous
    if past is None:
        return None
    blocks: list[Block] = [Prose(content=(Words(text=_before_and_after(report, past)),))]
    if past.note:
        blocks.append(Prose(content=(Words(text=past.note),), kind="note"))
    if past.movements:
        rows = sorted(
            past.movements, key=lambda item: (-abs(item.after - item.before), item.capability)
        )
        blocks.append(Table(columns=_COLUMNS, rows=tuple(_row(report, item) for item in rows)))
    return Section(
        id="movement", name="Since the last snapshot", title=title(past), blocks=tuple(blocks)
    )


_COLUMNS = (
    Column(title="Capability", width=150),
    Column(title="Before", width=42, kind="number"),
    Column(title="After", width=42, kind="number"),
    Column(title="Change", width=42, kind="number"),
    Column(title="Chance that it rose", width=60, kind="number"),
    Column(title="State", width=83, kind="quiet"),
    Column(title="Cause", width=80),
)


def title(past: Comparison) -> str:
    """How many capabilities rose or fell with some certainty."""
    if not past.comparable:
        return "The last snapshot cannot be compared: it was made with other questions"
    rose = sum(item.probability_risen >= _SURE for item in past.movements)
    fell = sum(item.probability_risen <= 1 - _SURE for item in past.movements)
    if not rose and not fell:
        return f"Nothing has moved with certainty since {day(past.before_at.date())}"
    risen = capital(plural(rose, "capability", "capabilities") if rose else "none")
    fallen = count(fell) if fell else "none"
    return f"{risen} rose and {fallen} fell since {day(past.before_at.date())}"


def _before_and_after(report: Report, past: Comparison) -> str:
    text = f"From {day(past.before_at.date())} to {day(past.after_at.date())}"
    if past.index_before is not None and past.index_after is not None:
        text += f" the index went from {level(past.index_before)} to {level(past.index_after)}"
    if report.scorecard.gives_verdict:
        before, after = (
            VERDICT_WORDS[past.verdict_before].lower(),
            VERDICT_WORDS[past.verdict_after].lower(),
        )
        text += (
            f"; the verdict stayed {after}"
            if before == after
            else f"; the verdict went from {before} to {after}"
        )
    return text + "."


def _row(report: Report, item: Movement) -> Row:
    name = next(
        (each.name for each in report.pack.capabilities if each.id == item.capability),
        item.capability,
    )
    before, after = STATE_WORDS[item.state_before], STATE_WORDS[item.state_after]
    return Row(
        cells=(
            (Words(text=name, target=f"#{capability_anchor(item.capability)}"),),
            (Words(text=level(item.before)),),
            (Words(text=level(item.after)),),
            (Words(text=signed(item.after - item.before)),),
            (Words(text=percent(item.probability_risen)),),
            (Words(text=after if before == after else f"{before}, now {after}"),),
            (Words(text=_CAUSES[item.cause]),),
        )
    )
