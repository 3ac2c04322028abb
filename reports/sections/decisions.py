"""Decisions asked for and taken, with what people set aside or accepted as it is."""

from collections.abc import Iterable, Mapping

from assessment.asked import at_once
from assessment.model import GoodEnough, Pending
from reports import proposals
from reports.blocks import Block, Column, Heading, Prose, Row, Section, Table, Words
from reports.model import Decision, Report
from reports.numbering import capability_anchor, finding_link, initiative_link
from reports.sections.roadmap import shown
from reports.shortened_tables import PAGE, begun, lines_of, where_whole
from reports.wording import count, short_day
from scoring.roadmap_model import PlannedInitiative

ORDER = 80
_MOST = 10
_SHOWN, _LETTERS = 6, 70
"""Rows of each table, and letters of a text, where the page does not hold them whole."""
WHOLE = "decisions-whole"
"""The section of the appendix that holds them then."""


def build(report: Report) -> Section | None:
    """The log: what, who, by when, agreed or proposed; none where the answer shows all of it."""
    asked = proposals.decisions(report)
    aside = report.overrules or report.waivers or report.good_enough or report.pending
    if not aside and not asked and not _owned(report):
        return None
    held, moved = whole(report), report.previous is not None
    return Section(
        id="decisions",
        name="Decisions and owners",
        title=title(report),
        blocks=_begun(held) if is_long(held) else _close(held) if moved else held,
        shares_page=moved and not is_long(held),
    )


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
    return (*blocks, *_owners(report), *_aside(report))


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


def _begun(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first rows of each table, and where all of them stand as they were written."""
    tables = [block for block in blocks if isinstance(block, Table)]
    left = sum(max(0, len(table.rows) - _SHOWN) for table in tables)
    held = (
        begun(block, _SHOWN, _LETTERS) if isinstance(block, Table) else block for block in blocks
    )
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


def _aside(report: Report) -> list[Block]:
    blocks: list[Block] = []
    if report.pending:
        head = "Waits for a second person, and counts for nothing until one agrees"
        blocks += [Heading(text=head), _pending(report)]
    if report.overrules:
        head = "Findings that a person set aside; both stay visible"
        blocks += [Heading(text=head), _overrules(report)]
    if report.waivers:
        blocks += [Heading(text="Conflicts accepted for a time"), _waivers(report)]
    if report.good_enough:
        head = "Good enough here: accepted below the target, and no shortfall"
        blocks += [Heading(text=head), _good_enough(report)]
    return blocks


def _pending(report: Report) -> Table:
    names = {item.id: item.short_name for item in report.pack.capabilities}
    columns = (
        Column(title="Critical capability", width=105),
        Column(title="What is asked", width=100),
        Column(title="Asked by", width=75),
        Column(title="Reason", width=164),
        Column(title="On", width=55),
    )
    rows = tuple(
        Row(
            cells=(
                _capabilities(asked, names),
                _what_is_asked(report, asked),
                (Words(text=asked[0].by),),
                (Words(text=asked[0].reason),),
                (Words(text=short_day(asked[0].at.date())),),
            )
        )
        for asked in at_once(report.pending)
    )
    return Table(columns=columns, rows=rows)


def _capabilities(asked: tuple[Pending, ...], names: Mapping[str, str]) -> tuple[Words, ...]:
    held = dict.fromkeys(item.capability for item in asked)
    return _with_commas(
        Words(text=names.get(one, one), target=f"#{capability_anchor(one)}") for one in held
    )


def _what_is_asked(report: Report, asked: tuple[Pending, ...]) -> tuple[Words, ...]:
    until = f" until {short_day(asked[0].until.date())}" if asked[0].until else ""
    if asked[0].kind == "waiver":
        return (Words(text=f"accept the conflict{until}"),)
    known = {one.id for one in report.findings}
    which = _with_commas(
        finding_link(report, item.about)
        if item.about in known
        else Words(text="an earlier finding")
        for item in asked
    )
    return (Words(text="set aside "), *which, Words(text=until))


def _with_commas(words: Iterable[Words]) -> tuple[Words, ...]:
    first, *rest = words
    return (first, *(part for word in rest for part in (Words(text=", "), word)))


def _overrules(report: Report) -> Table:
    columns = (
        Column(title="Finding", width=50),
        Column(title="Overruled by", width=90),
        Column(title="Reason", width=250),
        Column(title="On", width=55),
        Column(title="Until", width=54),
    )
    rows = tuple(
        Row(
            cells=(
                (finding_link(report, item.finding),),
                (Words(text=f"{item.by} and {item.second}" if item.second else item.by),),
                (Words(text=item.reason),),
                (Words(text=short_day(item.at.date())),),
                (Words(text=short_day(item.until.date()) if item.until else "open"),),
            )
        )
        for item in report.overrules
    )
    return Table(columns=columns, rows=rows)


def _waivers(report: Report) -> Table:
    names = {item.id: item.short_name for item in report.pack.capabilities}
    columns = (
        Column(title="Capability", width=100),
        Column(title="Accepted by", width=110),
        Column(title="Reason", width=225),
        Column(title="Until", width=64),
    )
    rows = tuple(
        Row(
            cells=(
                (
                    Words(
                        text=names.get(item.capability, item.capability),
                        target=f"#{capability_anchor(item.capability)}",
                    ),
                ),
                (Words(text=f"{item.by} and {item.second}" if item.second else item.by),),
                (Words(text=item.reason),),
                (Words(text=short_day(item.until.date())),),
            )
        )
        for item in report.waivers
    )
    return Table(columns=columns, rows=rows)


def _good_enough(report: Report) -> Table:
    columns = (
        Column(title="Capability", width=105),
        Column(title="Accepted at", width=82),
        Column(title="By", width=85),
        Column(title="Reason", width=175),
        Column(title="Until", width=62),
    )
    known = {item.id for item in report.pack.capabilities}
    held = (item for item in report.good_enough if item.capability in known)
    return Table(columns=columns, rows=tuple(_accepted(report, item) for item in held))


def _accepted(report: Report, item: GoodEnough) -> Row:
    score = report.scorecard.capability(item.capability)
    name = report.pack.capability(item.capability).short_name
    holds = score.accepted_level == item.level
    until = short_day(item.until.date()) if item.until else "withdrawn"
    return Row(
        cells=(
            (Words(text=name, target=f"#{capability_anchor(item.capability)}"),),
            (
                Words(
                    text=f"level {item.level} of {score.target}{'' if holds else ', not in force'}"
                ),
            ),
            (Words(text=item.by),),
            (Words(text=item.reason),),
            (Words(text=until),),
        )
    )
