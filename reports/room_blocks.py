"""The tables of a workshop, for the report's section and for the two pages."""

from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, WorkshopRecord
from reports.blocks import Block, Column, Line, Prose, Row, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.room_words import became, hands, votes
from reports.wording import plain_level, short_day, shortened

OUTCOMES = {"present": "found", "absent": "not found", "unavailable": "could not look"}
_ITEMS = (
    Column(title="Item", width=150), Column(title="First vote", width=95),
    Column(title="Second vote", width=95), Column(title="What became of it", width=159),
)  # fmt: skip
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
    """A row an item; below it dissent and what was read out, at most ``longest`` signs (0: all)."""
    rows: list[Row] = []
    for item in record.items:
        rows.append(_item(report, item))
        below = _below(item, longest)
        if below:
            rows.append(Row(cells=(below,), below=True))
    return Table(columns=_ITEMS, rows=tuple(rows), empty="Nothing was voted on.")


def _item(report: Report, item: ItemRecord) -> Row:
    known = {one.id for one in report.pack.capabilities}
    target = f"#{capability_anchor(item.capability)}" if item.capability in known else ""
    return Row(
        cells=(
            (Words(text=item.name, strong=True, target=target),),
            (Words(text=votes(item.first)),), (Words(text=votes(item.second)),),
            (Words(text=became(item)),),
        )
    )  # fmt: skip


def _below(item: ItemRecord, longest: int) -> Line:
    head = "It turns on" if item.phase is Phase.DISPUTED else "Dissent"
    parts = [f"{head}: {item.dissent}"] if item.dissent else []
    parts += [f"Evidence: {item.owner}"] if item.owner and item.agreed else []
    parts += [
        f"Read out at {reason.level or 'don’t know'}: {reason.text}" for reason in item.reasons
    ]
    parts += [
        f"Probe, {OUTCOMES.get(found.outcome, found.outcome)}: {found.statement}"
        for found in item.findings
    ]
    told = ". ".join(part.rstrip(". ") for part in parts)
    if longest:
        told = shortened(told, longest)
    return (
        (Words(text=told + ("." if told and not told.endswith("… ") else ""), quiet=True),)
        if told
        else ()
    )


def rule_line(report: Report, record: WorkshopRecord) -> Prose:
    """How the votes were taken, and when they are called disputed."""
    del record
    limits = report.pack.judgements.thresholds
    text = (
        "Each item was voted on in silence, the spread shown without names, the lowest and the highest "
        "heard, the probe’s finding shown, and voted on once more. Disputed: agreement under "
        f"{limits.disputed_agreement:.2f}, or votes {limits.disputed_range} levels apart or more, after "
        "the second vote. The score counts the votes of the last round."
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
