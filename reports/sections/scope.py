"""Scope and method: what was assessed, who answered, where was looked, how it is judged, its limits."""

from collections import Counter

from assessment.model import ROOM_ROLE, AnswerKind, Finding, Outcome
from content.locales import written
from reports.blocks import (
    Block,
    Column,
    Columns,
    Heading,
    KeyValues,
    Line,
    OnlineTwin,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.lint import lint, total
from reports.model import Report
from reports.people import all_voices, rooms_in_words, voice_count, voice_words, voices
from reports.wording import (
    NBSP,
    capital,
    count,
    day,
    join,
    percent,
    plural,
    short_day,
    short_moment,
    shortened,
    span_of_days,
)

ORDER = 16
_SOURCES, _ROOMY = 8, 5
"""Sources on the page, and up to how many of them its table is not set close."""
_NAME = 90
"""Characters of a name here; the cover and what people wrote have the whole of it."""


def build(report: Report) -> Section:
    """Facts and coverage side by side, the sources, the rules beside the limits, the other forms."""
    sides = (
        (Heading(text="What was assessed"), KeyValues(rows=_facts(report))),
        (Heading(text="Coverage and strength of evidence"), KeyValues(rows=_coverage(report))),
    )
    rules = tuple(_bullet(item) for item in _rules(report))
    limits = tuple(_bullet(item) for item in _limits(report))
    return Section(
        id="scope",
        name="Scope and method",
        title=title(report),
        lead=(Words(text=_LEAD),),
        blocks=(
            Columns(columns=sides),
            *_looked(report),
            Columns(columns=((Heading(text="How it is judged"), *rules),
                             (Heading(text="What this report cannot say"), *limits))),
            *_who(report),
            *_left(report),
            Prose(content=(Words(text="Forms. ", strong=True), Words(text=FORMS)), kind="note"),
            *_online(report),
        ),
    )  # fmt: skip


_LEAD = "An opinion is a claim, a probe is a witness, and this report shows both."
FORMS = (
    "The PDF of this report carries no tags for screen readers. Its accessible twin is the web page "
    "(HTML) of the same result: every word and figure of it, with headings, table heads and a "
    "description of each picture. The Word file has headings and descriptions too. Nothing here is "
    "legal advice."
)


def title(report: Report) -> str:
    """How many people and sources it stands on, and how strongly."""
    card = report.scorecard
    heard = voice_count(report.answers)
    sources = len({item.source for item in report.findings})
    if not heard and not sources:
        return "Nobody has answered and no source was looked at yet"
    parts = voice_words(report.answers)
    parts += [plural(sources, "source")] if sources else []
    strength = percent(card.evidence_strength)
    told = f"{join(parts)} speak{'s' if heard + sources == 1 else ''} for {percent(card.coverage)} "
    return capital(f"{told}of what counts, {strength} of it on more than words")


def _bullet(text: str) -> Prose:
    return Prose(content=(Words(text=text),), kind="bullet")


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    card, pack = report.scorecard, report.scorecard.pack
    apply = sum(item.applicable for item in card.capabilities)
    traits = report.use_case.traits
    return (
        ("Use case", shortened(report.use_case.name, _NAME).rstrip()),
        ("Stage", traits.stage.value.replace("_", " ")),
        ("Judged as", report.profile.name.lower()),
        ("Risk class, as stated", traits.risk_class.value),
        ("Assessed", span_of_days(report.assessed_from, report.assessed_to)),
        ("Depth", report.pack.depth(card.depth).name),
        ("Applicable capabilities", f"{apply} of {len(card.capabilities)}"),
        ("Questions", f"{pack.id} {pack.version}"),
    )


def _coverage(report: Report) -> tuple[tuple[str, str], ...]:
    card = report.scorecard
    tally = Counter(item.outcome for item in report.findings)
    unknown = sum(item.kind is AnswerKind.DONT_KNOW for item in report.answers)
    blind = tally[Outcome.UNAVAILABLE] + tally[Outcome.ERROR]
    rows = [
        ("Coverage by weight", percent(card.coverage)),
        ("On documents, probes or better", percent(card.evidence_strength)),
        ("Respondents", _respondents(report)),
        ("Answers; don’t know", f"{len(report.answers)}; {unknown}"),
        ("Findings: present, absent", f"{tally[Outcome.PRESENT]}, {tally[Outcome.ABSENT]}"),
        ("Findings: could not look", str(blind)),
        ("Findings: did not apply", str(tally[Outcome.NOT_APPLICABLE])),
    ]
    if card.alpha is not None:
        rows.append(("Agreement, Krippendorff’s alpha", written(card.alpha, ".2f")))
    return tuple(rows)


def _respondents(report: Report) -> str:
    """How many people answered; a room stands beside them, and is no person."""
    alone, rooms = voices(report.answers)
    return all_voices(report.answers) if rooms else str(alone)


_LOOKED = (
    Column(title="Where was looked", width=176),
    Column(title="Kind", width=86, kind="quiet"),
    Column(title="Present", width=48, kind="number"),
    Column(title="Absent", width=48, kind="number"),
    Column(title="Could not look", width=66, kind="number"),
    Column(title="Last read, UTC", width=75, kind="quiet"),
)


def _looked(report: Report) -> tuple[Block, ...]:
    """A row a source; what is over eight stands in the evidence index."""
    if not report.sources:
        return ()
    rows = []
    for item in report.sources[:_SOURCES]:
        mine = [one for one in report.findings if one.source == item.id]
        name = Words(text=item.name, strong=True, target="#section-evidence", bare=True)
        rows.append(_source_row((name,), item.kind.replace("_", " "), mine))
    blocks: list[Block] = [Table(columns=_LOOKED, rows=tuple(rows), dense=len(rows) > _ROOMY)]
    more = len(report.sources) - _SOURCES
    if more > 0:
        told = f"{capital(plural(more, 'more source'))} in the evidence index."
        blocks.append(Prose(content=(Words(text=told),), kind="note"))
    return tuple(blocks)


def _source_row(name: Line, kind: str, mine: list[Finding]) -> Row:
    tally = Counter(item.outcome for item in mine)
    blind = tally[Outcome.UNAVAILABLE] + tally[Outcome.ERROR]
    read = short_moment(max(item.observed_at for item in mine)) if mine else "not read"
    cells = (kind, tally[Outcome.PRESENT], tally[Outcome.ABSENT], blind, read)
    return Row(cells=(name, *((Words(text=str(cell)),) for cell in cells)))


def _rules(report: Report) -> tuple[str, ...]:
    limits = report.pack.judgements.thresholds
    first = (
        "Gate: the weakest critical capability. Weights never touch it."
        if report.scorecard.gives_verdict
        else "A pulse gives an index with its interval and decides nothing."
    )
    last = (
        f"No verdict below {percent(limits.coverage_for_verdict)} coverage, or with a critical "
        "question not answered."
    )
    return (
        first,
        "“Could not look” is never “not there”: it lowers coverage.",
        "“Don’t know” keeps what was believed before; nothing is filled with a mean.",
        "Paper never outweighs a witness: a level that a probe contradicts counts as a statement.",
        *((last,) if report.scorecard.gives_verdict else ()),
    )


def _limits(report: Report) -> tuple[str, ...]:
    """What was not seen, not known, or is older than the rest; always at least the moment."""
    card = report.scorecard
    told = [f"It is of one moment: judged {day(card.as_of.date())}, each reading at its own time."]
    blind = sum(item.outcome in (Outcome.UNAVAILABLE, Outcome.ERROR) for item in report.findings)
    if not report.findings:
        told.append("No probe has looked: all of it rests on what people say.")
    elif blind:
        told.append(
            f"{capital(plural(blind, 'statement'))} could not be looked at; what is behind "
            f"{'it' if blind == 1 else 'them'} is open."
        )
    apply = [item for item in card.capabilities if item.applicable]
    open_ones = sum(item.claim is None and item.dont_know > 0 for item in apply)
    silent = sum(not item.answered for item in apply)
    if open_ones:
        told.append(
            f"Nobody who was asked knows {plural(open_ones, 'capability', 'capabilities')}."
        )
    if silent:
        told.append(f"{capital(plural(silent, 'capability', 'capabilities'))} not answered.")
    told.append("A chance is how sure we are by these rules, not how often such pilots succeeded.")
    return tuple(told)


def _who(report: Report) -> tuple[Block, ...]:
    """Respondents by role and number, by name only where the report may show names; rooms last."""
    names = {role.id: role.name for role in report.pack.roles}
    persons = [item for item in report.respondents if item.role != ROOM_ROLE]
    rooms = rooms_in_words(voices(report.every_answer())[1])
    if not persons and not rooms:
        return ()
    roles = Counter(names.get(item.role, item.role) for item in persons)
    told = [f"{role} {number}" for role, number in sorted(roles.items())]
    if report.show_names:
        people = sorted(persons, key=lambda item: item.name)
        told = [
            f"{shortened(item.name, _NAME).rstrip()} ({names.get(item.role, item.role)})"
            for item in people
        ]
    words = (
        Words(text="Who answered. ", strong=True),
        Words(
            text=f"{', '.join([*told, *rooms] if told else [capital(join(rooms))])}.{_carried(report)}"
        ),
    )
    return (Prose(content=words, kind="note"),)


def _carried(report: Report) -> str:
    """How many answers are older than this assessment: what was said at the one before."""
    earlier = [item.at.date() for item in report.answers if item.at.date() < report.assessed_from]
    if not earlier:
        return ""
    return (
        f" {capital(plural(len(earlier), 'answer'))} of {len(report.answers)} had been given before "
        f"this assessment, the oldest on {short_day(min(earlier))}; each is told with its day."
    )


def _online(report: Report) -> tuple[Block, ...]:
    return (OnlineTwin(address=report.online),) if report.online else ()


def _left(report: Report) -> tuple[Block, ...]:
    """What the checks before the report left open, counted, with the way to each."""
    groups = lint(report)
    if not groups:
        return ()
    grave = sum(group.grave for group in groups)
    words = f"{capital(plural(total(groups), 'point'))}, {count(grave)} of them grave: "
    words += "; ".join(f"{group.title[:1].lower()}{group.title[1:]}" for group in groups) + ", "
    place = Words(
        text=f"page{NBSP}{{page}}", page_of="section-left-open", target="#section-left-open"
    )
    line = (Words(text="Left open. ", strong=True), Words(text=words), place, Words(text="."))
    return (Prose(content=line, kind="note"),)
