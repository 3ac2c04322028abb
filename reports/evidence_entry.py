"""One entry of the evidence index: what was looked for, seen, where and when, or why it was not."""

from datetime import UTC, datetime

from assessment.blind_spots import BLIND
from assessment.model import Finding, Outcome, Place, Reading
from reports.blocks import Entry, Line, State, Words
from reports.colours import Tone
from reports.entries import evidence_entries, finding_numbers
from reports.looks import Look, looks, minute
from reports.model import Report
from reports.numbering import capability_anchor, finding_anchor, source_name
from reports.quantities import certainty_of, history_of, value_of
from reports.reworded import beware, reworded
from reports.wording import capital, join, moment, percent, plural, sentence, short_day, shortened

OUTCOMES: dict[Outcome, tuple[Tone, str]] = {
    Outcome.PRESENT: ("ready", "present"),
    Outcome.ABSENT: ("not_ready", "absent"),
    Outcome.NOT_APPLICABLE: ("quiet", "not applicable"),
    Outcome.UNAVAILABLE: ("quiet", "unavailable"),
    Outcome.ERROR: ("quiet", "error"),
}

_NAME = 80
"""Characters of a source's name beside each of its findings; it stands whole where we looked."""
Facts = list[tuple[str, Line]]
Known = dict[str, Look]


def entries_of(report: Report) -> tuple[Entry, ...]:
    """Every entry of the index; a time or a day that its source says already is left out of it."""
    known = looks(report)
    return tuple(_entry(report, findings, known) for findings in evidence_entries(report))


def _entry(report: Report, findings: tuple[Finding, ...], known: Known) -> Entry:
    """The entry of findings that belong together (see ``reports.entries``)."""
    first = findings[0]
    number = finding_numbers(report)[first.id]
    tone, word = OUTCOMES[first.outcome]
    if first.conclusive:
        title, facts = first.statement, _seen(report, findings, known)
        trail = _trail(report, findings, known)
    else:
        title, facts, trail = (
            _silence(report, findings),
            _reasons(findings),
            _tried(findings, known),
        )
    return Entry(
        anchor=finding_anchor(number), number=number, state=State(tone=tone, word=word),
        title=title, facts=tuple(facts), trail=tuple(trail),
        queries=_queries(findings) if first.conclusive else (),
    )  # fmt: skip


def _seen(report: Report, findings: tuple[Finding, ...], known: Known) -> Facts:
    first = findings[0]
    facts: Facts = [("Seen", _observed(report, item, findings)) for item in findings]
    for item in findings:
        at = f", {source_name(report, item.source)}" if len(findings) > 1 else ""
        read = known[item.source].at
        facts += [
            ("Number", (*_reading(report, each, read), Words(text=at))) for each in item.readings
        ]
    if first.remedy and first.outcome is Outcome.ABSENT:
        facts.append(("To do", (Words(text=sentence(first.remedy)),)))
    facts += _reworded(report, findings)
    return [*facts, *(fact for item in findings for fact in _overrules(report, item))]


def _reworded(report: Report, findings: tuple[Finding, ...]) -> Facts:
    """Each level once that the client words otherwise than the probe knows it."""
    found = [one for item in findings for one in reworded(report.client_changes, item)]
    once = {item.key: item for item in found}
    return [("Beware", (Words(text=beware(item), strong=True),)) for item in once.values()]


def _trail(report: Report, findings: tuple[Finding, ...], known: Known) -> Facts:
    places = tuple(dict.fromkeys(place for item in findings for place in item.places))
    where: Facts = [("Where", _places(places))] if places else []
    return [*where, *_bearings(report, findings[0]), ("By", _origin(report, findings, known))]


def _tried(findings: tuple[Finding, ...], known: Known) -> Facts:
    last = max(item.observed_at for item in findings)
    if minute(last) == known[findings[0].source].at:
        return []
    return [("Tried", (Words(text=moment(last)),))]


def _observed(report: Report, item: Finding, findings: tuple[Finding, ...]) -> Line:
    """What was seen, with the source where there are several, and what was expected once."""
    at = f"{source_name(report, item.source)}: " if len(findings) > 1 else ""
    seen = Words(text=f"{at}{sentence(item.observed)}")
    if not item.expected or item is not findings[-1]:
        return (seen,)
    return seen, Words(text="  Expected  ", quiet=True), Words(text=sentence(item.expected))


def _silence(report: Report, findings: tuple[Finding, ...]) -> str:
    """What became of the probes of one source that say nothing."""
    first = findings[0]
    does = {
        Outcome.NOT_APPLICABLE: "does not apply to" if len(findings) == 1 else "do not apply to",
        Outcome.ERROR: "failed at",
    }.get(first.outcome, "could not look at")
    return f"{capital(plural(len(findings), 'probe'))} {does} {source_name(report, first.source)}"


def _reasons(findings: tuple[Finding, ...]) -> Facts:
    """Each cause once: what it was, the way out, and the statements that stay open."""
    blind = findings[0].outcome in BLIND
    told: dict[tuple[str, str], list[Finding]] = {}
    for item in findings:
        told.setdefault((item.observed, item.remedy if blind else ""), []).append(item)
    facts: Facts = []
    for (observed, remedy), items in told.items():
        way = (Words(text="  To do  ", quiet=True), Words(text=sentence(remedy))) if remedy else ()
        facts.append(("Seen", (Words(text=sentence(observed)), *way)))
        open_ones = "; ".join(item.statement for item in items)
        facts.append(("Not seen" if blind else "Not asked", (Words(text=sentence(open_ones)),)))
    return facts


def _queries(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    asked = [place.query for item in findings for place in item.places]
    asked += [reading.query for item in findings for reading in item.readings]
    return tuple(dict.fromkeys(query for query in asked if query))


def _places(places: tuple[Place, ...]) -> Line:
    parts: list[Words] = []
    for place in places:
        parts += [Words(text=", ")] if parts else []
        parts.append(Words(text=place.label or "the source", target=place.url))
    return tuple(parts)


def _reading(report: Report, reading: Reading, read: datetime) -> Line:
    """Its name with the way to it, its value, and when it was read where that is not ``read``."""
    known = {item.id: item.name for item in report.pack.metrics}
    name = known.get(reading.metric, reading.metric.replace("_", " "))
    history = history_of(reading)
    parts = [value_of(reading), certainty_of(reading), f"over {history}" if history else ""]
    text = ", ".join(part for part in parts if part)
    if minute(reading.read_at) != read:
        text = f"{text}, read {moment(reading.read_at)}"
    return Words(text=f"{name} ", target=reading.url), Words(text=f" {text}")


def _bearings(report: Report, item: Finding) -> list[tuple[str, Line]]:
    names = {each.id: each.short_name for each in report.pack.capabilities}
    mine = [
        each for each in item.bearings if each.pack == report.pack.id and each.capability in names
    ]
    parts: list[Words] = []
    for place, each in enumerate(mine):
        needed = ", required" if each.required else ""
        text = (
            f"{names[each.capability]} level {each.anchor}{needed} ({percent(each.sensitivity)}, "
            f"{percent(each.false_pass)})"
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


def _origin(report: Report, findings: tuple[Finding, ...], known: Known) -> Line:
    """The probe and its sources; each time and day that is not the one of the source."""
    where = join([_at(report, item, known[item.source]) for item in findings])
    return Words(text=findings[0].probe, mono=True), Words(text=f" at {where}")


def _at(report: Report, item: Finding, look: Look) -> str:
    told = [shortened(source_name(report, item.source), _NAME)]
    if minute(item.observed_at) != look.at:
        told.append(moment(item.observed_at))
    until = item.valid_until.astimezone(UTC).date()
    if until != look.until:
        told.append(f"valid until {short_day(until)}")
    return ", ".join(told)
