"""The five-dimension gate: which area blocks, with index and gate side by side, never blended."""

from content.locales import written
from reports import grounds
from reports.blocks import (
    Block,
    Column,
    GateChart,
    GateRow,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    State,
    Table,
    Words,
)
from reports.grounds import Ground
from reports.model import Report
from reports.numbering import capability_anchor
from reports.wording import (
    VERDICT_WORDS,
    band,
    capital,
    count,
    day,
    first_that_fits,
    join,
    percent,
    plural,
    share_of,
)
from scoring.model import AreaScore, Scorecard, Verdict

ORDER = 20
_FEWEST = 2
_ORDER = list(Verdict)
_LEAD = (
    "The gate follows the weakest critical capability, so a strong average cannot hide a missing "
    "control. Two numbers stand side by side and are never blended."
)


def build(report: Report) -> Section | None:
    """Blocking gaps first, then the five dimensions, worst gate first."""
    if not report.scorecard.gives_verdict:
        return None
    blocks: tuple[Block, ...] = (
        *((chart(report),) if has_bars(report) else ()),
        Heading(text="What holds each back, and what would settle it"),
        table(report),
        Prose(content=_note(report), kind="note"),
    )
    lead = (Words(text=_LEAD),)
    return Section(
        id="gate", name="Five-dimension gate", title=title(report), lead=lead, blocks=blocks
    )


def has_bars(report: Report) -> bool:
    """Whether two areas at least can be held beside each other; one bar among blanks says nothing."""
    return sum(area.band is not None for area in _areas(report)) >= _FEWEST


def chart(report: Report, *, low: bool = False) -> GateChart:
    """Index and gate of each area, worst first; ``low`` rows leave room for more on the page."""
    areas, limits = _areas(report), report.pack.judgements.thresholds
    return GateChart(
        rows=tuple(_row(report, area) for area in areas),
        index_limit=limits.ready_area_level,
        limits=(limits.conditional_probability, limits.ready_probability),
        alt=f"{title(report)}. " + " ".join(_spoken(report, area) for area in areas),
        low=low,
    )


def _areas(report: Report) -> list[AreaScore]:
    def worst(area: AreaScore) -> tuple[int, float]:
        return _ORDER.index(area.verdict), 2.0 if area.weakest_p3 is None else area.weakest_p3

    gaps = sorted((area for area in report.scorecard.gaps if area.blocking), key=worst)
    return [*gaps, *sorted(report.scorecard.dimensions, key=worst)]


def title(report: Report) -> str:
    """How many dimensions and gaps stand in the way, counted from the rows below."""
    card = report.scorecard
    held = [area for area in card.dimensions if area.verdict is not Verdict.READY]
    gaps = [area for area in card.gaps if area.blocking]
    if card.verdict is Verdict.READY:
        return (
            f"All {count(len(card.dimensions))} dimensions pass the gate, each by its weakest "
            "critical control"
        )
    open_ones = [area for area in card.dimensions if area.verdict is Verdict.INSUFFICIENT_EVIDENCE]
    if card.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        total = count(len(card.dimensions))
        if not open_ones:
            return (
                "No gate verdict yet: too little of the whole is answered, though each dimension "
                "has answers"
            )
        if len(open_ones) == len(card.dimensions):
            return f"None of the {total} dimensions can be judged yet: critical questions are open"
        number = capital(count(len(open_ones)))
        return f"{number} of {total} dimensions cannot be judged yet: critical questions are open"
    if card.verdict is Verdict.NOT_READY:
        return _blocks(report, held, gaps)
    return _waits(report, held, gaps)


def _blocks(report: Report, held: list[AreaScore], gaps: list[AreaScore]) -> str:
    """What blocks, dimensions and gaps counted each, and what beside it has a condition."""
    total = len(report.scorecard.dimensions)
    worst, open_ones = _parted(held)
    bad, open_gaps = _parted(gaps)
    waits = _conditional(len(open_ones), len(open_gaps))
    if not worst:
        verb = "block" if len(bad) > 1 else "blocks"
        head = f"No dimension alone blocks the gate, but {_beside(report, bad)} {verb} it"
        return first_that_fits(head + waits, head)
    who = f"{capital(share_of(len(worst), total))} dimensions"
    names = [report.pack.area(area.id).name.lower() for area in worst]
    verb = "blocks" if len(worst) == 1 else "block"
    if bad:
        head = f"{who} and {plural(len(bad), 'gap')} block the gate"
        return first_that_fits(head + waits, head)
    named = "" if len(worst) == total else f": {join(names)}"
    head = f"{who} {verb} the gate"
    return first_that_fits(f"{head}{named}{waits}", head + waits, head)


def _parted(areas: list[AreaScore]) -> tuple[list[AreaScore], list[AreaScore]]:
    """Those that block, and those that have a condition to meet."""
    worst = [area for area in areas if area.verdict is Verdict.NOT_READY]
    return worst, [area for area in areas if area.verdict is Verdict.CONDITIONAL]


def _beside(report: Report, gaps: list[AreaScore]) -> str:
    names = join([report.pack.area(area.id).name.lower() for area in gaps])
    return f"the {names} gap{'s' if len(gaps) > 1 else ''}"


def _conditional(dimensions: int, gaps: int) -> str:
    """The second half of a title: what does not block and is not ready either."""
    parts = [plural(dimensions, "dimension")] if dimensions else []
    parts += [plural(gaps, "gap")] if gaps else []
    if not parts:
        return ""
    return f"; {join(parts)} {'is' if dimensions + gaps == 1 else 'are'} conditional"


def _waits(report: Report, held: list[AreaScore], gaps: list[AreaScore]) -> str:
    if not held:
        names = join([report.pack.area(area.id).name.lower() for area in gaps])
        return f"Every dimension passes; the condition lies in {names}"
    who = f"{capital(share_of(len(held), len(report.scorecard.dimensions)))} dimensions"
    who += f" and {plural(len(gaps), 'gap')}" if gaps else ""
    verb = "has" if len(held) + len(gaps) == 1 else "have"
    return f"{who} still {verb} a condition to meet; nothing blocks outright"


def _row(report: Report, area: AreaScore) -> GateRow:
    named = report.pack.area(area.id)
    weakest = _weakest(report, area)
    return GateRow(
        name=f"{named.name} (gap)" if area.kind == "gap" else named.name,
        state=State(tone=area.verdict.value, word=VERDICT_WORDS[area.verdict]),
        index=None if area.band is None else (area.band.level, area.band.low, area.band.high),
        weakest=weakest,
        chance=area.weakest_p3,
        target="" if area.weakest is None else f"#{capability_anchor(area.weakest)}",
    )


def _weakest(report: Report, area: AreaScore) -> str:
    if area.weakest is not None:
        return report.pack.capability(area.weakest).short_name
    scores = report.scorecard.capabilities
    critical = any(item.critical and item.applicable for item in scores if item.area == area.id)
    return "not answered" if critical else "no critical capability"


def _spoken(report: Report, area: AreaScore) -> str:
    chance = (
        ""
        if area.weakest_p3 is None
        else f", weakest critical control {percent(area.weakest_p3)} likely"
    )
    return f"{report.pack.area(area.id).name}: {VERDICT_WORDS[area.verdict].lower()}{chance}."


def table(report: Report) -> Table:
    """What holds each area back, and what would settle it."""
    held = grounds.grounds(report)
    return Table(
        columns=(
            Column(title="Area", width=66),
            Column(title="State", width=74),
            Column(title="What holds it back", width=184),
            Column(title="What settles it, once proved", width=175),
        ),
        rows=tuple(_table_row(report, area, held) for area in _areas(report)),
    )


def _table_row(report: Report, area: AreaScore, held: tuple[Ground, ...]) -> Row:
    mine = [item for item in held if _belongs(item, area.id)]
    name: Line = (Words(text=report.pack.area(area.id).name, strong=True),)
    state = State(tone=area.verdict.value, word=VERDICT_WORDS[area.verdict])
    if not mine:
        return Row(cells=(name, state, (Words(text="Nothing"),), (Words(text="–"),)))
    first = mine[0]
    more = f" (+{len(mine) - 1})" if len(mine) > 1 else ""
    return Row(
        cells=(
            name,
            state,
            (Words(text=f"{grounds.brief(report, first)}{more}"),),
            grounds.settles(report, first),
        )
    )


def _belongs(ground: Ground, area: str) -> bool:
    if ground.score is not None:
        return ground.score.area == area
    return ground.area == area


def _overall(card: Scorecard) -> str:
    """The index over all areas, which decides nothing and is told once."""
    if card.index is None:
        return ""
    return f"Over all areas the index is {band(card.index)}; it opens or closes nothing. "


def _note(report: Report) -> Line:
    limits = report.pack.judgements.thresholds
    card = report.scorecard
    low, high = percent(limits.conditional_probability), percent(limits.ready_probability)
    text = (
        f"Ready asks of every critical capability a chance of at least {high} that it is in place "
        "(level 3), shown by more than words; of every dimension an index of at least "
        f"{written(limits.ready_area_level, 'g')}; and no open conflict on "
        f"a critical capability. Conditional asks a chance of at least {low}. "
        f"{capital(plural(card.critical_total, 'capability', 'capabilities'))} "
        f"{'is' if card.critical_total == 1 else 'are'} critical for "
        f"{report.profile.name.lower()}; "
        f"{written(card.expected_in_place, '.1f')} are expected to be in place. {_overall(card)}Judged "
        f"{day(card.as_of.date())}."
    )
    return (Words(text=text),)
