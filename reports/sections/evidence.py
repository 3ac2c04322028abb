"""The evidence index: what was looked for, seen, where and when, with each query in full."""

from assessment.model import Finding, Outcome, Place, Reading
from reports.blocks import (
    Block,
    Column,
    Entry,
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
from reports.model import Report
from reports.numbering import (
    capability_anchor,
    evidence_entries,
    finding_anchor,
    finding_numbers,
    source_name,
)
from reports.quantities import certainty_of, history_of, value_of
from reports.wording import capital, count, moment, percent, plural, sentence, short_day

ORDER = 120

OUTCOMES: dict[Outcome, tuple[Tone, str]] = {
    Outcome.PRESENT: ("ready", "present"),
    Outcome.ABSENT: ("not_ready", "absent"),
    Outcome.NOT_APPLICABLE: ("quiet", "not applicable"),
    Outcome.UNAVAILABLE: ("quiet", "unavailable"),
    Outcome.ERROR: ("quiet", "error"),
}


def build(report: Report) -> Section:
    """Where we looked, then every finding."""
    blocks: list[Block] = []
    if report.sources:
        blocks += [Heading(text="Where we looked"), _sources(report)]
    if report.requests:
        words = (
            f"{capital(plural(len(report.requests), 'request was', 'requests were'))} made to "
            "these sources."
        )
        blocks.append(Prose(content=(Words(text=words),), kind="note"))
    if not report.findings:
        blocks.append(
            Prose(
                content=(
                    Words(text="No probe has run. What this report says rests on answers alone."),
                )
            )
        )
    else:
        blocks.append(Heading(text="Findings"))
        blocks += [_entry(report, entry) for entry in evidence_entries(report)]
    return Section(
        id="evidence", name="Appendix: evidence index", title=title(report), blocks=tuple(blocks)
    )


def title(report: Report) -> str:
    """How many findings there are and what came of them."""
    total = len(report.findings)
    if not total:
        return "No probe has looked yet: the evidence index is empty"
    tally = {
        outcome: sum(item.outcome is outcome for item in report.findings) for outcome in Outcome
    }
    blind = tally[Outcome.UNAVAILABLE] + tally[Outcome.ERROR]
    present, absent = (
        count(tally[item]) if tally[item] else "none" for item in (Outcome.PRESENT, Outcome.ABSENT)
    )
    head = f"{plural(total, 'finding')}: {present} present, {absent} absent"
    return capital(f"{head}, {count(blind)} where we could not look" if blind else head)


def _sources(report: Report) -> Table:
    columns = (
        Column(title="Source", width=110),
        Column(title="Kind", width=70, kind="quiet"),
        Column(title="Address", width=200, kind="mono"),
        Column(title="Authorised by", width=75),
        Column(title="Findings", width=44, kind="number"),
    )
    rows = tuple(
        Row(
            cells=(
                (Words(text=item.name, strong=True),),
                (Words(text=item.kind.replace("_", " ")),),
                (Words(text=_bare(item.address), target=item.reader_address or item.address),),
                (Words(text=item.authorised_by or "–"),),
                (Words(text=str(sum(finding.source == item.id for finding in report.findings))),),
            )
        )
        for item in report.sources
    )
    return Table(columns=columns, rows=rows)


def _bare(address: str) -> str:
    """The address without what stands before an @ in its host part, which may be a credential."""
    head, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if not mark or "@" not in host:
        return address.partition("?")[0]
    return f"{head}{mark}{host.rpartition('@')[2]}{slash}{path}".partition("?")[0]


def _entry(report: Report, entry: tuple[Finding, ...]) -> Entry:
    if len(entry) > 1:
        return _blind_spot(report, entry)
    (item,) = entry
    number = finding_numbers(report)[item.id]
    tone, word = OUTCOMES[item.outcome]
    facts: list[tuple[str, Line]] = [("Seen", (Words(text=sentence(item.observed)),))]
    if item.expected:
        facts.append(("Expected", (Words(text=sentence(item.expected)),)))
    facts += [("Number", _reading(report, each)) for each in item.readings]
    facts += [("Where", _place(place)) for place in item.places]
    if item.remedy and item.outcome is not Outcome.PRESENT:
        facts.append(("To do", (Words(text=sentence(item.remedy)),)))
    facts += _bearings(report, item)
    facts += _overrules(report, item)
    facts.append(("By", _origin(report, item)))
    return Entry(
        anchor=finding_anchor(number),
        number=number,
        title=item.statement,
        state=State(tone=tone, word=word),
        facts=tuple(facts),
        queries=_queries(item),
    )


def _blind_spot(report: Report, entry: tuple[Finding, ...]) -> Entry:
    """What one cause kept several probes from, once: the cause, the way out, and the probes."""
    first = entry[0]
    number = finding_numbers(report)[first.id]
    tone, word = OUTCOMES[first.outcome]
    facts: list[tuple[str, Line]] = [("Seen", (Words(text=sentence(first.observed)),))]
    if first.remedy:
        facts.append(("To do", (Words(text=sentence(first.remedy)),)))
    facts += [("Not seen", (Words(text=item.statement),)) for item in entry]
    where = f"{source_name(report, first.source)}, {moment(first.observed_at)}"
    facts.append(("Tried", (Words(text=where),)))
    return Entry(
        anchor=finding_anchor(number), number=number, facts=tuple(facts),
        title=f"{capital(plural(len(entry), 'probe'))} could not look",
        state=State(tone=tone, word=word),
    )  # fmt: skip


def _queries(item: Finding) -> tuple[str, ...]:
    asked = [place.query for place in item.places] + [each.query for each in item.readings]
    return tuple(dict.fromkeys(query for query in asked if query))


def _reading(report: Report, reading: Reading) -> Line:
    known = {item.id: item.name for item in report.pack.metrics}
    name = known.get(reading.metric, reading.metric.replace("_", " "))
    history = history_of(reading)
    parts = [value_of(reading), certainty_of(reading), f"over {history}" if history else ""]
    text = ", ".join(part for part in parts if part)
    return Words(text=f"{name} ", target=reading.url), Words(
        text=f" {text}, read {moment(reading.read_at)}"
    )


def _place(place: Place) -> Line:
    return (Words(text=place.label or "the source", target=place.url),)


def _bearings(report: Report, item: Finding) -> list[tuple[str, Line]]:
    names = {each.id: each.short_name for each in report.pack.capabilities}
    mine = [
        each for each in item.bearings if each.pack == report.pack.id and each.capability in names
    ]
    parts: list[Words] = []
    for place, each in enumerate(mine):
        needed = ", required" if each.required else ""
        text = (
            f"{names[each.capability]} level {each.anchor}{needed} ({percent(each.sensitivity)} "
            f"found where there, {percent(each.false_pass)} where not)"
        )
        parts += [Words(text="; ")] if place else []
        parts.append(Words(text=text, target=f"#{capability_anchor(each.capability)}"))
    return [("Bears on", tuple(parts))] if parts else []


def _overrules(report: Report, item: Finding) -> list[tuple[str, Line]]:
    return [
        (
            "Set aside",
            (
                Words(
                    text=f"by {each.by} on {short_day(each.at.date())}: {sentence(each.reason)}",
                    strong=True,
                ),
            ),
        )
        for each in report.overrules
        if each.finding == item.id
    ]


def _origin(report: Report, item: Finding) -> Line:
    where = f" at {source_name(report, item.source)}, {moment(item.observed_at)}"
    until = f", valid until {short_day(item.valid_until.date())}"
    return Words(text=item.probe, mono=True), Words(text=where + until)
