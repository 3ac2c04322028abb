"""Every text that a person typed in answer or objection, with where it belongs and whose it is.

Names, decisions, owners and sources are not here: they stand whole in the notes of their slides.
"""

from collections.abc import Iterator

from assessment.model import Answer, AnswerKind, Artefact
from content.values import Value
from reports.attached import attached
from reports.entries import finding_numbers
from reports.model import Report
from reports.people import respondents
from reports.resolutions import step, who
from reports.wording import plain_level, short_day
from scoring.conflict import ConflictEvent

Group = tuple[str, tuple["Entry", ...]]


class Entry(Value):
    """One text: ``where`` says of what and by whom, ``link`` is an address that was given."""

    where: str
    text: str
    link: str = ""


def groups(report: Report) -> tuple[Group, ...]:
    """The texts by kind, in the order in which a reader looks for them; none is left out."""
    made = (
        ("the use case", _use_case(report)),
        ("comments with answers", _comments(report)),
        ("why something does not apply", _reasons(report)),
        ("links and artefacts", _artefacts(report)),
        ("conflicts", _conflicts(report)),
        ("findings set aside, conflicts accepted, good enough", _aside(report)),
        ("changes to the pack", _changes(report)),
    )
    held = ((name, tuple(found)) for name, found in made)
    return tuple((name, entries) for name, entries in held if entries)


def _use_case(report: Report) -> Iterator[Entry]:
    facts = report.use_case
    for where, text in (("Summary", facts.summary), ("Value", facts.value_statement)):
        if text.strip():
            yield Entry(where=where, text=text)
    if report.show_names and report.respondents:
        names = ", ".join(person.name for person in report.respondents)
        yield Entry(where="Who answered", text=names)


def _name(report: Report, capability: str) -> str:
    known = {item.id: item.short_name for item in report.pack.capabilities}
    return known.get(capability, capability)


def _who(report: Report, answer: Answer) -> str:
    person = respondents(report).get(answer.respondent, answer.role)
    entered = f", entered by {answer.entered_by}" if report.show_names and answer.entered_by else ""
    said = {
        AnswerKind.DONT_KNOW: "don’t know",
        AnswerKind.NOT_APPLICABLE: "not applicable",
        AnswerKind.TALLY: "a room’s vote",
    }.get(answer.kind, f"level {plain_level(answer.level or 0)}")
    return f"{_name(report, answer.capability)} · {person}, {said}, {short_day(answer.at.date())}{entered}"


def _comments(report: Report) -> Iterator[Entry]:
    for answer in report.answers:
        if answer.comment.strip():
            yield Entry(where=_who(report, answer), text=answer.comment)


def _reasons(report: Report) -> Iterator[Entry]:
    for answer in report.answers:
        if answer.reason.strip():
            yield Entry(where=_who(report, answer), text=answer.reason)


def _artefacts(report: Report) -> Iterator[Entry]:
    for answer in report.answers:
        if answer.link.strip():
            yield Entry(where=_who(report, answer), text=answer.link, link=answer.link)
    for held in attached(report):
        file, names = held.artefact, [_name(report, one) for one in held.capabilities]
        where = f"{', '.join(names)} · attached by {held.owner}, {held.standing}"
        yield Entry(where=where, text=file.filename, link=file.link)
    for answer in report.answers:
        for file in answer.artefacts:
            yield from _read(report, answer, file)


def _read(report: Report, answer: Answer, file: Artefact) -> Iterator[Entry]:
    name = f"{_name(report, answer.capability)} · {file.filename}"
    if file.accepted_by:
        yield Entry(where=name, text=f"Accepted by {file.accepted_by}")
    if file.returned_by or file.returned_for:
        by = f" by {file.returned_by}" if file.returned_by else ""
        yield Entry(where=name, text=f"Returned{by}: {file.returned_for}")


def _conflicts(report: Report) -> Iterator[Entry]:
    for item in report.conflicts:
        owner = f", owner {item.owner}" if item.owner else ""
        due = f", due {short_day(item.due)}" if item.due else ""
        where = f"{item.name} {_name(report, item.capability)}{owner}{due}"
        for event in item.events:
            when = short_day(event.at.date())
            yield Entry(where=f"{where} · {when}", text=_step(report, event))


def _step(report: Report, event: ConflictEvent) -> str:
    """One step with whose it was and why; who merely typed an answer in only where names are shown."""
    people = respondents(report)
    quiet = event.respondent and not report.show_names
    held = event.model_copy(update={"by": ""}) if quiet else event
    told, by = step(held, people), who(held, people)
    told = told if by in told else f"{told}, {by}"
    return told if event.note in told else f"{told}: {event.note}"


def _aside(report: Report) -> Iterator[Entry]:
    numbers = finding_numbers(report)
    for item in report.overrules:
        until = f" until {short_day(item.until.date())}" if item.until else ""
        number = numbers.get(item.finding, item.finding)
        where = f"Finding {number} set aside by {item.by}, {short_day(item.at.date())}{until}"
        yield Entry(where=where, text=item.reason)
    for waiver in report.waivers:
        second = f" and {waiver.second}" if waiver.second else ""
        where = f"{_name(report, waiver.capability)} · conflict accepted by {waiver.by}{second}"
        yield Entry(where=f"{where} until {short_day(waiver.until.date())}", text=waiver.reason)
    for accepted in report.good_enough:
        where = f"{_name(report, accepted.capability)} · level {accepted.level} is good enough"
        yield Entry(where=f"{where}, says {accepted.by}", text=accepted.reason)


def _changes(report: Report) -> Iterator[Entry]:
    for item in report.client_changes.rows if report.client_changes else ():
        told = item.difference
        where = f"{told.name}: {told.part} · {item.by}, {short_day(item.at.date())}"
        before, after = told.before or "not there", told.after or "not there"
        yield Entry(where=where, text=f"{item.reason} From “{before}” to “{after}”")
