"""The tables of a workshop, for the report's section and for the two pages."""

from collections.abc import Sequence

from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, WorkshopRecord
from assessment.workshop.spread import Counts, Spread
from content.locales import written
from reports.blocks import (
    Block,
    Column,
    Line,
    Prose,
    Row,
    SpreadChart,
    SpreadRow,
    Table,
    Voices,
    Words,
)
from reports.model import Report
from reports.numbering import capability_anchor
from reports.room_words import at_level, became, dissent_word, evidence_owner, hands, votes
from reports.wording import capital, count, plain_level, short_day, shortened

ENDLESS, ENOUGH = 1_000_000, 24
"""Signs that fit where nothing is cut, and that a text needs to be worth beginning."""

OUTCOMES = {"present": "found", "absent": "not found", "unavailable": "could not look"}
_ITEMS = (
    Column(title="Item", width=150), Column(title="First vote", width=95),
    Column(title="Second vote", width=95), Column(title="What became of it", width=159),
)  # fmt: skip
_BRIEF = (Column(title="Item", width=300), Column(title="What became of it", width=199))
_CASES = (
    Column(title="Use case", width=285), Column(title="Dots", width=64, kind="number"),
    Column(title="Impact", width=64, kind="number"),
    Column(title="Feasibility", width=86, kind="number"),
)  # fmt: skip
_DECISIONS = (
    Column(title="No.", width=28), Column(title="Decision", width=281),
    Column(title="Owner", width=110), Column(title="By", width=80),
)  # fmt: skip


def item_table(report: Report, record: WorkshopRecord, longest: int = 0) -> Table:
    """A row an item; below it dissent and what was read out, at most ``longest`` signs (0: all).

    With a limit the votes themselves are left to the chart.
    """
    rows: list[Row] = []
    for item in record.items:
        rows.append(_item(report, item, votes_too=not longest))
        below = _below(item, longest)
        if below:
            rows.append(Row(cells=(below,), below=True))
    columns = _BRIEF if longest else _ITEMS
    return Table(columns=columns, rows=tuple(rows), empty="Nothing was voted on.")


def _item(report: Report, item: ItemRecord, *, votes_too: bool) -> Row:
    known = {one.id for one in report.pack.capabilities}
    target = f"#{capability_anchor(item.capability)}" if item.capability in known else ""
    cast = (votes(item.first), votes(item.second)) if votes_too else ()
    told = ((Words(text=words),) for words in (*cast, became(item)))
    return Row(cells=((Words(text=item.name, strong=True, target=target),), *told))


def _below(item: ItemRecord, longest: int) -> Line:
    parts = [(capital(dissent_word(item)), item.dissent)] if item.dissent else []
    owner = evidence_owner(item)
    parts += [("Evidence", owner)] if owner else []
    elsewhere = longest and item.phase is Phase.DISPUTED  # the second page tells all of them
    read = () if elsewhere else item.reasons
    parts += [(f"Read out at {at_level(reason)}", reason.text) for reason in read]
    parts += [
        (f"Probe, {OUTCOMES.get(found.outcome, found.outcome)}", found.statement)
        for found in item.findings
    ]
    room, told = longest or ENDLESS, []
    for name, text in parts:
        if room < len(name) + ENOUGH:
            break
        short = shortened(text.rstrip(". "), room - len(name))
        told += [Words(text=f"{name}: ", quiet=True, strong=True)]
        told += [Words(text=short.strip() + ("  " if short.endswith("… ") else ".  "), quiet=True)]
        room -= len(name) + len(short)
    return tuple(told)


ONE_BY_ONE, ABREAST, MARK = 12, 3, 7.4
"""Voices at one level that are drawn one by one; how many stand beside each other, and how high."""
FEET, BARE = 16.0, 22.0
"""Points above all rows of the chart, and in each row besides its marks."""
TALL, LEAST_TALL = 30.0, 8.0


def spread_chart(
    report: Report, record: WorkshopRecord, room: float = 0.0
) -> tuple[Block, ...]:  # fmt: skip
    """Every vote of every item, a mark a voice, and how it is read; nothing where nobody voted.

    Where there are too many voices for that, or for the ``room`` in points (0: as it needs), bars.
    """
    voted = [item for item in record.items if item.first is not None]
    if not voted:
        return ()
    known = {one.id for one in report.pack.capabilities}
    rows = tuple(
        SpreadRow(
            name=item.name, first=_voices(item.first), second=_voices(item.second),
            agreed=item.agreed if item.phase is Phase.AGREED else None,
            target=f"#{capability_anchor(item.capability)}" if item.capability in known else "",
        )
        for item in voted
    )  # fmt: skip
    spoken = " ".join(
        f"{item.name}: {votes(item.first)}, then {votes(item.second)}; {became(item)}."
        for item in voted
    )
    apart = any(row.first and row.first.leaders for row in rows)
    each = (room - FEET) / len(voted) - BARE if room else TALL
    bars = _fullest(voted) > min(ONE_BY_ONE, ABREAST * int(each / MARK) if room else ONE_BY_ONE)
    tall = max(LEAST_TALL, min(TALL, each))
    key = Prose(content=(Words(text=_key(apart, bars)),), kind="note")
    alt = f"How the room voted. {spoken}"
    return (SpreadChart(rows=rows, alt=alt, bars=bars, tall=tall), key)


def _voices(shown: Spread | None) -> Voices | None:
    if shown is None:
        return None
    aside = shown.dont_know + shown.not_applicable
    if shown.leaders is None or shown.practitioners is None:
        return Voices(others=shown.levels, aside=aside)
    one, two, three, four, five = (
        whole - shown.leaders[at] - shown.practitioners[at] for at, whole in enumerate(shown.levels)
    )
    rest: Counts = (one, two, three, four, five)
    return Voices(
        others=rest, leaders=shown.leaders, practitioners=shown.practitioners, aside=aside
    )


def _fullest(items: Sequence[ItemRecord]) -> int:
    """The most that stand at one level, or gave none, in one vote."""
    shown = [one for item in items for one in (item.first, item.second) if one]
    return max(max(*one.levels, one.dont_know + one.not_applicable) for one in shown)


def _key(apart: bool, crowded: bool) -> str:
    """How the picture is read; groups only where they are told apart anywhere."""
    head = "Bars count the votes" if crowded else "One mark is one vote, without a name"
    head += "; the boxed level was agreed; ?: gave no level."
    leaders, others = ("Outlined", "filled") if crowded else ("Squares", "discs")
    groups = (
        f" {leaders} are leaders, {others} practitioners, where three or more of each gave a level."
    )
    return head + (groups if apart else "")


def rule_line(report: Report, record: WorkshopRecord) -> Prose:
    """How the votes were taken, and when they are called disputed."""
    del record
    limits = report.pack.judgements.thresholds
    text = (
        "An item is voted on in silence, the spread shown without names, the lowest and the highest "
        "heard, the probe’s finding shown, and voted on once more. Disputed: after the second vote "
        f"{count(limits.disputed_range)} levels or more apart, or spread so far that agreement (r_wg: 1 is "
        f"everybody on one level) is under {written(limits.disputed_agreement, '.2f')}. The score counts "
        "the votes of the last round."
    )
    return Prose(content=(Words(text=text),), kind="note")


def choice_table(record: WorkshopRecord) -> Table:
    """Use cases with dots, medians of where people placed them, and which was chosen."""
    ordered = sorted(record.use_cases, key=lambda case: (not case.chosen, -case.dots, case.name))
    rows = tuple(
        Row(
            cells=(
                (Words(text=f"{case.name} (chosen)" if case.chosen else case.name, strong=case.chosen),),
                (Words(text=str(case.dots)),),
                (Words(text=_level(case.impact)),), (Words(text=_level(case.feasibility)),),
            )
        )
        for case in ordered
    )  # fmt: skip
    return Table(columns=_CASES, rows=rows)


def decision_table(record: WorkshopRecord) -> Table:
    """What was decided, by whom it is done and by when."""
    rows = tuple(
        Row(
            cells=(
                (Words(text=str(place)),), (Words(text=item.text, strong=True),),
                (Words(text=item.owner),),
                (Words(text=short_day(item.due) if item.due else "–"),),
            )
        )
        for place, item in enumerate(record.decisions, start=1)
    )  # fmt: skip
    return Table(columns=_DECISIONS, rows=rows)


def kill_line(record: WorkshopRecord) -> tuple[Block, ...]:
    """What would prove the room wrong and stop the work."""
    if not record.kill_criterion:
        return ()
    head = Words(text="What would stop it: ", strong=True)
    return (Prose(content=(head, Words(text=record.kill_criterion))),)


def fingers_line(record: WorkshopRecord) -> tuple[Block, ...]:
    """How sure the room was of it."""
    told = hands(record)
    if not told:
        return ()
    return (Prose(content=(Words(text="How sure: ", strong=True), Words(text=told))),)


def _level(value: float | None) -> str:
    return "–" if value is None else plain_level(value)
