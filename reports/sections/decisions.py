"""Decisions asked for and taken, with what people set aside or accepted as it is."""

from reports import proposals
from reports.blocks import (
    Block,
    Column,
    Heading,
    HistoryChart,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.model import Decision, Report
from reports.numbering import initiative_link
from reports.sections import movement
from reports.sections.roadmap import shown
from reports.set_aside import how_many, set_aside
from reports.shortened_tables import PAGE, begun, lines_of, stands_on, where_whole
from reports.wording import capital, count, short_day
from scoring.roadmap_model import PlannedInitiative

ORDER = 80
_MOST = 10
_SHOWN, _LETTERS = 6, 70
"""Rows of each table, and letters of a text, where the page does not hold them whole."""
_BELOW, _BELOW_LETTERS, _MOVEMENT = 4, 44, 38.0
"""The same where they stand below a movement, and the lines up to which that leaves them room."""
WHOLE = "decisions-whole"
"""The section of the appendix that holds them then."""


def build(report: Report) -> Section | None:
    """The log: what, who, by when, agreed or proposed; none where the answer shows all of it."""
    asked = proposals.decisions(report)
    aside = report.overrules or report.waivers or report.good_enough or report.pending
    if not aside and not asked and not _owned(report):
        return None
    held, moved = whole(report), report.previous is not None
    blocks, shares_page = held, moved
    if is_long(held):
        shares_page = moved and _is_short(movement.build(report))
        blocks = _first_of(report, held) if shares_page else _begun(held, _SHOWN, _LETTERS)
    elif moved:
        blocks = _close(held)
    return Section(
        id="decisions",
        name="Decisions and owners",
        title=title(report),
        blocks=blocks,
        shares_page=shares_page,
    )


def _is_short(section: Section | None) -> bool:
    """Whether the movement leaves room below it for the decisions to be begun."""
    if section is None or any(isinstance(block, HistoryChart) for block in section.blocks):
        return False
    return lines_of(section.blocks) <= _MOVEMENT


def _first_of(report: Report, held: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first decisions and owners, how much else there is, and where all of it stands."""
    others = len(set_aside(report))
    made = _begun(held[: len(held) - others], _BELOW, _BELOW_LETTERS)
    told = how_many(report)
    return (*made, stands_on(capital(told), WHOLE)) if told else made


def whole(report: Report) -> tuple[Block, ...]:
    """Decisions, owners and what people set aside, with every text as it was written."""
    asked = asked_of(report)
    blocks: list[Block] = []
    if asked:
        blocks.append(
            Table(
                columns=_COLUMNS,
                rows=tuple(_row(place, item) for place, item in enumerate(asked, 1)),
            )
        )
    if any(item.proposed for item in asked):
        note = (
            "Proposed: derived from the plan, agreed by nobody yet. It becomes a decision when a "
            "person takes it."
        )
        blocks.append(Prose(content=(Words(text=note),), kind="note"))
    return (*blocks, *_owners(report), *set_aside(report))


def asked_of(report: Report) -> tuple[Decision, ...]:
    """The decisions that are listed."""
    return proposals.decisions(report)


def is_long(blocks: tuple[Block, ...]) -> bool:
    """Whether they need more than their page."""
    return lines_of(blocks) > PAGE


def _close(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Set close, so that they find room below a movement."""
    return tuple(
        block.model_copy(update={"dense": True}) if isinstance(block, Table) else block
        for block in blocks
    )


def _begun(blocks: tuple[Block, ...], rows: int, letters: int) -> tuple[Block, ...]:
    """The first rows of each table, and where all of them stand as they were written."""
    tables = [block for block in blocks if isinstance(block, Table)]
    left = sum(max(0, len(table.rows) - rows) for table in tables)
    held = (begun(block, rows, letters) if isinstance(block, Table) else block for block in blocks)
    return (where_whole(left, WHOLE), *held)


_COLUMNS = (
    Column(title="No.", width=24),
    Column(title="Decision", width=120),
    Column(title="What exactly", width=183),
    Column(title="Owner", width=75),
    Column(title="By", width=62),
    Column(title="State", width=45, kind="quiet"),
)


_OWNERS = (
    Column(title="Owner", width=110),
    Column(title="Work to open the gate", width=204),
    Column(title="Starts", width=62),
    Column(title="Work done, four in five", width=62),
    Column(title="Proved by", width=61),
)


def _owned(report: Report) -> tuple[PlannedInitiative, ...]:
    """The work that opens the gate, or the first of any, by owner."""
    held = shown(report.roadmap) if report.roadmap else ()
    rows = [row for row in held if row.opens_gate] or held
    return tuple(
        sorted(rows[:_MOST], key=lambda row: (not row.owner, row.owner, row.start, row.id))
    )


def _owners(report: Report) -> list[Block]:
    rows = _owned(report)
    if not rows:
        return []
    unnamed = sum(not row.owner for row in rows)
    gate = (
        "the work that opens the gate" if any(row.opens_gate for row in rows) else "the first work"
    )
    head = f"Who answers for {gate}"
    if unnamed:
        head += f": {count(unnamed)} of {count(len(rows))} without an owner"
    made = []
    before = None
    for row in rows:
        name = Words(text=row.owner or "to be named", strong=True)
        work = (initiative_link(row), Words(text=f" {row.title}"))
        days = ((Words(text=short_day(day)),) for day in (row.start, row.p80, row.proof_end))
        made.append(
            Row(cells=((name,) if row.owner != before or not row.owner else (), work, *days))
        )
        before = row.owner
    return [Heading(text=head), Table(columns=_OWNERS, rows=tuple(made))]


def title(report: Report) -> str:
    """How many decisions are asked or taken, and how many have an owner."""
    asked = proposals.decisions(report)
    if not asked:
        return "No decision is asked; what people set aside or accepted is listed with names"
    return proposals.headline(asked)


def _row(place: int, item: Decision) -> Row:
    due = short_day(item.due) if item.due else "–"
    return Row(
        cells=(
            (Words(text=str(place)),),
            (Words(text=item.title, strong=True),),
            (Words(text=item.text),),
            (Words(text=item.owner or "to be named"),),
            (Words(text=due),),
            (Words(text="proposed" if item.proposed else "taken"),),
        )
    )
