"""A page for each gap: what is there, what blocks, what was seen and said, what it means."""

from assessment.model import Answer, Finding
from content.model import Area
from reports import grounds
from reports.blocks import (
    Block,
    Column,
    Columns,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.grounds import Ground
from reports.model import Report
from reports.numbering import (
    capability_anchor,
    decisive,
    finding_link,
    findings_on,
    initiative_link,
    row_for,
    source_name,
)
from reports.people import respondents, role
from reports.wording import (
    GRADE_WORDS,
    band,
    capital,
    count,
    first_that_fits,
    join,
    level,
    money,
    person_weeks,
    plain_level,
    plural,
    sentence,
    short_day,
    shortened,
)
from scoring.model import AreaScore, CapabilityScore
from scoring.readiness import is_below_target

ORDER = 32
_THERE, _BLOCKS, _QUOTED, _MEANT, _SHORT = 4, 3, 4, 2, 10
_ROOMY = 5
"""Shortfalls that find room below what is quoted; more are set close."""
_LONG, _QUOTE = 150, 200
_SPARSE = 0.25
"""Below this share of answers a page would say of one thing after the other that it is open."""


def build(report: Report) -> tuple[Section, ...]:
    """One section a gap in the pack's order; none of a gap of which hardly anything is answered."""
    if not report.scorecard.gives_verdict:
        return ()
    made = (_section(report, area) for area in report.scorecard.gaps)
    return tuple(section for section in made if section is not None)


def _section(report: Report, score: AreaScore) -> Section | None:
    area = report.pack.area(score.id)
    mine = _applicable(report, area.id)
    if sum(item.answered for item in mine) < len(mine) * _SPARSE:
        return None
    short = _short_of_target(report, mine)
    left = (Heading(text="What is there"), *_there(report, mine))
    right = (
        Heading(text="What blocks, and what settles it"),
        *_blocks(report, area.id),
        *_meant(report, short),
    )
    return Section(
        id=f"gap-{area.id}",
        name=f"Gap: {area.name.lower()}",
        title=title(report, area, mine),
        lead=(Words(text=f"{area.question} Index {band(score.band)}."),),
        blocks=(
            Columns(columns=(left, right)),
            *_quoted(report, short or mine),
            *_shortfalls(report, short),
        ),
    )  # fmt: skip


def _applicable(report: Report, area: str) -> list[CapabilityScore]:
    return [item for item in report.scorecard.capabilities if item.area == area and item.applicable]


def _short_of_target(report: Report, mine: list[CapabilityScore]) -> list[CapabilityScore]:
    """What is below its target or open, what holds up the gate first, then the widest distance."""
    held = {item.score.id for item in grounds.grounds(report) if item.score is not None}
    short = [item for item in mine if is_below_target(item) or not item.answered or item.id in held]
    return sorted(
        short, key=lambda item: (item.id not in held, item.mean - item.wanted, item.id)
    )  # fmt: skip


def title(report: Report, area: Area, mine: list[CapabilityScore]) -> str:
    """How many reach their target, and what holds up the gate."""
    met = sum(item.answered and not is_below_target(item) for item in mine)
    verb = "reaches" if met == 1 else "reach"
    share = f"{count(met) if met else 'none'} of {plural(len(mine), 'capability', 'capabilities')}"
    head = f"{area.name}: {share} {verb} {'its' if met == 1 else 'their'} target"
    blocking = [item for item in _grounds(report, area.id) if item.score is not None]
    if not blocking:
        return f"{head}, and nothing of it holds up the gate"
    names = [grounds.name_of(report, item) for item in blocking]
    verb = "holds" if len(names) == 1 else "hold"
    return first_that_fits(
        f"{head}; {join(names)} {verb} up the gate",
        f"{head}; {plural(len(names), 'of them', 'of them')} {verb} up the gate",
    )


def _grounds(report: Report, area: str) -> list[Ground]:
    return [
        item
        for item in grounds.grounds(report)
        if (item.score.area if item.score is not None else item.area) == area
    ]


def _named(report: Report, score: CapabilityScore) -> Words:
    name = report.pack.capability(score.id).short_name
    return Words(text=name, strong=True, bare=True, target=f"#{capability_anchor(score.id)}")


def _there(report: Report, mine: list[CapabilityScore]) -> list[Block]:
    """The strongest that reach their target, each by what its level says can be seen."""
    met = [item for item in mine if item.answered and not is_below_target(item)]
    met.sort(key=lambda item: (-item.mean, item.id))
    if not met:
        return [Prose(content=(Words(text="Nothing of it reaches its target yet."),))]
    blocks: list[Block] = []
    for item in met[:_THERE]:
        text = report.pack.capability(item.id).anchors[max(1, min(5, round(item.mean))) - 1]
        words = Words(text=f" {level(item.mean)}: {shortened(sentence(text), _LONG)}")
        blocks.append(Prose(content=(_named(report, item), words), kind="bullet"))
    more = len(met) - _THERE
    if more > 0:
        told = Words(text=f"and {plural(more, 'more', 'more')}", quiet=True)
        blocks.append(Prose(content=(told,), kind="bullet"))
    return blocks


def _blocks(report: Report, area: str) -> list[Block]:
    held = _grounds(report, area)
    if not held:
        words = Words(text="Nothing of this gap holds up the gate; what is short is listed below.")
        return [Prose(content=(words,))]
    blocks: list[Block] = []
    for item in held[:_BLOCKS]:
        name = (
            _named(report, item.score)
            if item.score is not None
            else Words(text=grounds.name_of(report, item), strong=True)
        )
        told = (name, Words(text=f": {grounds.what(report, item)}. Settled by "))
        blocks.append(Prose(content=(*told, *grounds.settles(report, item)), kind="bullet"))
    return blocks


_QUOTES = (
    Column(title="On", width=92),
    Column(title="Seen or said, word for word", width=262),
    Column(title="Where and when, or who", width=145, kind="quiet"),
)


def _quoted(report: Report, held: list[CapabilityScore]) -> list[Block]:
    """For each of the gravest, what a probe saw that decides and what somebody wrote."""
    rows: list[Row] = []
    for item in held[:_QUOTED]:
        rows += _quotes_of(report, item)
    if not rows:
        return []
    return [Heading(text="The evidence, quoted"), Table(columns=_QUOTES, rows=tuple(rows))]


def _quotes_of(report: Report, score: CapabilityScore) -> list[Row]:
    made: list[tuple[Words, Line]] = []
    finding = decisive(report, score) or next(
        (item for item in findings_on(report, score) if item.conclusive), None
    )
    if finding is not None:
        made.append((_quote(finding.observed), _origin(report, finding)))
    said = _wordiest(report, score)
    if said is not None:
        made.append((_quote(said.comment), (Words(text=_speaker(report, said)),)))
    name = (_named(report, score),)
    return [
        Row(cells=(name if not place else (), (words,), where))
        for place, (words, where) in enumerate(made)
    ]


def _quote(text: str) -> Words:
    return Words(text=f"“{shortened(' '.join(text.split()), _QUOTE).strip()}”")


def _origin(report: Report, finding: Finding) -> Line:
    where = f"{source_name(report, finding.source)}, {short_day(finding.observed_at.date())} "
    return Words(text=where), finding_link(report, finding.id)


def _wordiest(report: Report, score: CapabilityScore) -> Answer | None:
    """Of the answers that count, the highest claim that came with words."""
    said = [one for one in report.answers if one.capability == score.id and one.comment.strip()]
    return max(said, key=lambda one: (one.level or 0, one.at, one.id), default=None)


def _speaker(report: Report, said: Answer) -> str:
    who = capital(respondents(report).get(said.respondent) or role(report, said.role))
    if said.level is None:
        return who
    return f"{who}, level {said.level}, {GRADE_WORDS.get(said.grade.value, '')}"


def _meant(report: Report, short: list[CapabilityScore]) -> list[Block]:
    """What each of the gravest does to the business in the questionnaire's words, and what is at stake."""
    if not short:
        return []
    blocks: list[Block] = [Heading(text="What it means for the business")]
    for item in short[:_MEANT]:
        why = sentence(report.pack.capability(item.id).why)
        blocks.append(
            Prose(content=(_named(report, item), Words(text=f": {why}")), kind="bullet")
        )  # fmt: skip
    stake = _stake(report, short)
    return [*blocks, Prose(content=(Words(text=stake),), kind="bullet")] if stake else blocks


def _stake(report: Report, short: list[CapabilityScore]) -> str:
    """The money that waits while it holds up the gate; nothing where nobody stated a value."""
    plan = report.roadmap
    held = {item.score.id for item in grounds.grounds(report) if item.score is not None}
    if plan is None or plan.value_low is None or plan.value_high is None:
        return ""
    if not any(item.id in held for item in short):
        return ""
    value = f"{money(plan.value_low, plan.currency)} to {money(plan.value_high, plan.currency)}"
    return f"While it holds up the gate, the stated value of {value} a quarter is not earned."


_COLUMNS = (
    Column(title="Below target, or open", width=142),
    Column(title="Claimed", width=46, kind="number"),
    Column(title="Our reading", width=56, kind="number"),
    Column(title="Target", width=40, kind="number"),
    Column(title="Closed by", width=62, kind="mono"),
    Column(title="Work, likely", width=78, kind="quiet"),
    Column(title="Proved by", width=75, kind="quiet"),
)


def _shortfalls(report: Report, short: list[CapabilityScore]) -> list[Block]:
    if not short:
        return []
    rows = tuple(_row(report, item) for item in short[:_SHORT])
    blocks: list[Block] = [Table(columns=_COLUMNS, rows=rows, dense=len(rows) > _ROOMY)]
    more = len(short) - _SHORT
    if more > 0:
        told = f"{capital(plural(more, 'more', 'more'))} in the appendix."
        blocks.append(Prose(content=(Words(text=told),), kind="note"))
    return blocks


def _row(report: Report, item: CapabilityScore) -> Row:
    plan = row_for(report, item.id)
    claim = "–" if item.claim is None else plain_level(item.claim)
    reading = level(item.mean) if item.answered else "not answered"
    return Row(
        cells=(
            (_named(report, item),),
            (Words(text=claim),),
            (Words(text=reading),),
            (Words(text=str(item.target)),),
            (initiative_link(plan) if plan else Words(text="not planned"),),
            (Words(text=person_weeks(plan.effort_mid) if plan else "–"),),
            (Words(text=short_day(plan.proof_end) if plan else "–"),),
        )
    )
