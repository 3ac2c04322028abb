"""How each figure came about: the same trail as *Why?* on the screen, down to answer and finding."""

from collections.abc import Sequence
from itertools import zip_longest

from content.locales import reworded, written
from reports.blocks import Block, Column, Columns, Heading, Line, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor, finding_link
from reports.plan_trail import gate_date
from reports.trail import NUMBERS, Part, Trail, area, of
from reports.wording import level, plural, sentence
from scoring.model import CapabilityScore

ORDER = 101
_PARTS = 8
_TERMS = (
    Column(title="Part", width=150),
    Column(title="Figure", width=349, kind="quiet"),
)
_HALF = (
    Column(title="Part", width=225),
    Column(title="Figure", width=274, kind="quiet"),
)
"""Beside another trail a name of a capability keeps to its line as well."""
_SIDE_BY_SIDE, _SHORT, _BRIEF = 3, 60, 500
_TWICE = tuple(
    Column(title=title, width=width, kind=kind)
    for _ in range(2)
    for title, width, kind in (("Part", 90, "text"), ("Figure", 159, "quiet"))
)
_STEPS = (
    Column(title="Step", width=132),
    Column(title="Multiplied by", width=172, kind="quiet"),
    *(Column(title=f"P({number})", width=30, kind="number") for number in range(1, 6)),
    Column(title="Mean", width=45, kind="number"),
)


def build(report: Report) -> Section | None:
    """Every figure of the scorecard, then the belief of every critical capability step by step."""
    trails = [of(number, report.scorecard, report.pack, report.forecast) for number in NUMBERS]
    trails += [area(report.scorecard, report.pack, item.id) for item in report.scorecard.dimensions]
    trails.append(gate_date(report.roadmap, report.pack) if report.roadmap else None)
    found = [item for item in trails if item is not None]
    blocks = _side_by_side(found)
    return Section(
        id="figures",
        shares_page=True,
        name="Appendix: each figure",
        title=f"How {plural(len(found), 'figure')} came about, down to the answer and the finding",
        lead=(
            Words(
                text="Prior × likelihoods give a belief, beliefs an index, chances and thresholds the gate."
            ),
        ),
        blocks=(*blocks, *_beliefs(report)),
    )


def _side_by_side(trails: Sequence[Trail]) -> list[Block]:
    """Short ones two and two beside each other; a long one over the whole width."""
    blocks: list[Block] = []
    held: list[Trail] = []
    for item in trails:
        if not _is_short(item):
            blocks += [block for one in (*held, item) for block in _trail(one)]
            held = []
            continue
        held.append(item)
        if len(held) == 2:
            blocks.append(Columns(columns=tuple(tuple(_trail(one, half=True)) for one in held)))
            held = []
    return blocks + [block for one in held for block in _trail(one)]


def _is_short(item: Trail) -> bool:
    """Whether it fits half of the width and, as what stands side by side is not broken, a part of a page."""
    words = sum(len(line) for line in item.lines)
    return words < _BRIEF and all(len(part.words) <= _SHORT for part in item.parts[:_PARTS])


def _trail(item: Trail, *, half: bool = False) -> list[Block]:
    told = " ".join(sentence(line) for line in item.lines if line)
    blocks: list[Block] = [Heading(text=item.title)]
    if told:
        blocks.append(Prose(content=(Words(text=told),), kind="note"))
    if item.parts:
        blocks.append(_parts(item.parts[:_PARTS], half=half))
    left = len(item.parts) - _PARTS
    if left > 0:
        words = f"{plural(left, 'more part').capitalize()} in the workbook, sheet Trail."
        blocks.append(Prose(content=(Words(text=words),), kind="note"))
    return blocks


def _parts(parts: Sequence[Part], *, half: bool) -> Table:
    """A row a part; two side by side where each is short."""
    if half or len(parts) < _SIDE_BY_SIDE or any(len(item.words) > _SHORT for item in parts):
        columns = _HALF if half else _TERMS
        return Table(columns=columns, rows=tuple(Row(cells=_part(item)) for item in parts))
    middle = -(-len(parts) // 2)
    pairs = zip_longest(parts[:middle], parts[middle:])
    rows = (Row(cells=(*_part(one), *(_part(other) if other else ()))) for one, other in pairs)
    return Table(columns=_TWICE, rows=tuple(rows))


def _part(item: Part) -> tuple[Line, Line]:
    target = f"#{capability_anchor(item.capability)}" if item.capability else ""
    return (Words(text=item.name, target=target, bare=True),), (Words(text=item.words),)


def _beliefs(report: Report) -> list[Block]:
    held = [
        item
        for item in report.scorecard.capabilities
        if item.critical and item.applicable and len(item.steps) > 1
    ]
    if not held:
        return []
    prior = max(held, key=lambda item: len(item.steps)).steps[0]
    rows = [_step(prior, (Words(text=reworded(prior[0])),), (Words(text="the prior, of each"),))]
    rows += [row for item in sorted(held, key=_gravity) for row in _steps(report, item)]
    return [
        Heading(text="Critical capabilities, from the prior to the belief that is used"),
        Table(columns=_STEPS, rows=tuple(rows)),
        Prose(
            content=(
                Words(
                    text="Each row is the one above times what its step says, scaled to 1. t is the "
                    "level. Every other capability is in the workbook, sheet Trail."
                ),
            ),
            kind="note",
        ),
    ]


def _gravity(item: CapabilityScore) -> tuple[float, str]:
    return item.p3, item.id


def _steps(report: Report, item: CapabilityScore) -> list[Row]:
    name = report.pack.capability(item.id).short_name
    head = Words(
        text=f"{name}: {level(item.mean)}", target=f"#{capability_anchor(item.id)}", bare=True
    )
    rows = [Row(cells=((head,),), group=True)]
    for place, (label, belief) in enumerate(item.steps):
        if not place:  # the same of every capability, and told once
            continue
        said = reworded(label)
        first: Line = (Words(text=said),)
        by: Line = ()
        if item.details:
            detail = item.details[place - 1]
            by = (Words(text=reworded(detail.formula)),)
            if detail.finding and any(one.id == detail.finding for one in report.findings):
                first = (Words(text=f"{said}, "), finding_link(report, detail.finding))
        rows.append(_step((label, belief), first, by))
    return rows


def _step(step: tuple[str, Sequence[float]], first: Line, by: Line) -> Row:
    _, belief = step
    shares = tuple((Words(text=written(share, ".2f")),) for share in belief)
    mean = sum(number * share for number, share in enumerate(belief, start=1))
    return Row(cells=(first, by, *shares, (Words(text=written(mean, ".2f")),)))
