"""The first report of a pulse: an index with its interval and what was found; never a verdict."""

from assessment.model import Finding, Outcome
from reports.blocks import (
    Answer,
    Block,
    Column,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    State,
    Table,
    Words,
)
from reports.colours import Tone
from reports.lengths import Length
from reports.model import Report
from reports.numbering import bearing_on, finding_link
from reports.open_questions import open_questions
from reports.references import together
from reports.wording import band, capital, count, day, level, percent, plural, shortened

ORDER = 10
LENGTHS = tuple(Length)
_SHOWN = 8
_OUTCOMES: dict[Outcome, tuple[Tone, str]] = {
    Outcome.PRESENT: ("ready", "present"),
    Outcome.ABSENT: ("not_ready", "absent"),
}


def build(report: Report) -> Section | None:
    """Index, areas and the findings; none where the depth gives a verdict."""
    if report.scorecard.gives_verdict:
        return None
    blocks: list[Block] = [
        _panel(report),
        Heading(text="Index of each area, level 1 to 5, with 80 % interval"),
        _areas(report),
    ]
    found = [item for item in report.findings if item.conclusive]
    if found:
        found.sort(key=lambda item: (item.outcome is not Outcome.ABSENT, item.probe, item.id))
        told = together(found)
        blocks += [Heading(text="What was seen"), _findings(report, told[:_SHOWN])]
        if len(told) > _SHOWN:
            blocks.append(Prose(content=_more(len(told) - _SHOWN), kind="note"))
    lead = (Words(text=_lead(report)),)
    return Section(
        id="answer", name="First report", title=title(report), lead=lead, blocks=tuple(blocks)
    )


def title(report: Report) -> str:
    """The index, and how many statements failed, each once however many sources it failed at."""
    absent = len(together(item for item in report.findings if item.outcome is Outcome.ABSENT))
    index = report.scorecard.index
    head = (
        f"First look: index {level(index.level)} of 5"
        if index
        else "First look: nothing is answered yet"
    )
    if not report.findings:
        return f"{head}, on what people say; nothing was looked at yet"
    if absent == 0:
        return f"{head}, and no probe found anything missing"
    return f"{head}, and {plural(absent, 'thing')} looked for and not found"


def _lead(report: Report) -> str:
    ask = len(open_questions(report))
    depth = report.pack.depth("standard")
    return (
        f"{report.pack.depth(report.scorecard.depth).promise} {capital(plural(ask, 'question'))} "
        "more, about "
        f"{depth.minutes}\u00a0minutes for the {depth.name.lower()} depth, lead to a decision."
    )


def _panel(report: Report) -> Answer:
    card = report.scorecard
    index = card.index
    strength = f"{percent(card.evidence_strength)} on documents or probes"
    note = f"Coverage {percent(card.coverage)} of weight · {strength}"
    return Answer(
        label=f"Index on {day(card.as_of.date())}",
        tone=None,
        word=f"{level(index.level)} of 5" if index else "No index yet",
        qualifier=f"80 % interval {level(index.low)} to {level(index.high)}" if index else "",
        note=note,
        index=(index.level, index.low, index.high) if index else None,
    )


def _areas(report: Report) -> Table:
    rows = tuple(
        Row(
            cells=(
                (Words(text=report.pack.area(area.id).name, strong=True),),
                (Words(text=band(area.band)),),
                (Words(text=percent(area.coverage)),),
                (Words(text=report.pack.area(area.id).question),),
            )
        )
        for area in report.scorecard.areas
    )
    columns = (
        Column(title="Area", width=80),
        Column(title="Index", width=80),
        Column(title="Coverage", width=52, kind="quiet"),
        Column(title="It asks", width=287, kind="quiet"),
    )
    return Table(columns=columns, rows=rows)


def _findings(report: Report, told: tuple[tuple[Finding, ...], ...]) -> Table:
    columns = (
        Column(title="Outcome", width=62),
        Column(title="Looked for", width=180),
        Column(title="Seen", width=150),
        Column(title="Bears on", width=72, kind="quiet"),
        Column(title="Entry", width=38),
    )
    return Table(columns=columns, rows=tuple(_row(report, items) for items in told))


def _row(report: Report, items: tuple[Finding, ...]) -> Row:
    """One statement: what was seen first, at how many sources it is so, and the first entry."""
    item = items[0]
    tone, word = _OUTCOMES[item.outcome]
    seen: Line = (Words(text=shortened(item.observed, 200)), *_where(items))
    more = (Words(text=f"\n+\u00a0{len(items) - 1}\u00a0more"),) if len(items) > 1 else ()
    return Row(
        cells=(
            State(tone=tone, word=word),
            (Words(text=shortened(item.statement, 200)),),
            seen,
            (Words(text=bears_on(report, item)),),
            (finding_link(report, item.id), *more),
        )
    )


def _where(items: tuple[Finding, ...]) -> Line:
    """At how many sources the outcome was the same, where they are several."""
    sources = len({item.source for item in items})
    text = f"\n{capital(items[0].outcome.value)} at {count(sources)} sources"
    return (Words(text=text, quiet=True),) if sources > 1 else ()


def bears_on(report: Report, item: Finding) -> str:
    """The short name of the first capability that a finding bears on."""
    for capability in report.pack.capabilities:
        if bearing_on(report, item, capability.id):
            return capability.short_name
    return "–"


def _more(number: int) -> Line:
    return (
        Words(text=f"And {count(number)} more in the evidence index, "),
        Words(text="page\u00a0{page}", page_of="section-evidence", target="#section-evidence"),
        Words(text="."),
    )
