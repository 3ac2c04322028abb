"""Every text that a person typed in answer or objection, with where it belongs and whose it is.

Names, decisions, owners and sources are not here: they stand whole in the notes of their slides.
"""

from collections.abc import Iterator

from assessment.model import Answer, AnswerKind
from reports import record
from reports.attached import attached
from reports.entries import finding_numbers
from reports.model import Report
from reports.people import respondents
from reports.record import Entry, Group
from reports.wording import BEFORE_A_WORKSHOP, plain_level, short_day


def groups(report: Report) -> tuple[Group, ...]:
    """The texts by kind, in the order in which a reader looks for them; none is left out."""
    made = (
        ("the use case", _use_case(report)),
        ("comments with answers", _comments(report)),
        ("why something does not apply", _reasons(report)),
        ("links and artefacts", _artefacts(report)),
        ("conflicts", record.conflicts(report)),
        ("second rounds", record.second_rounds(report)),
        ("workshops", record.rooms(report)),
        ("attested by name", record.attestations(report)),
        ("typed in a workshop, not read out", record.unread(report)),
        ("what waits for a second person", record.pending(report)),
        ("findings set aside, conflicts accepted, good enough", _aside(report)),
        ("changes to the pack", _changes(report)),
        ("questions of the client’s own", record.own_questions(report)),
        ("kept scenarios", _scenarios(report)),
        ("notes with earlier results", record.notes(report)),
        ("who brought what in", record.deeds(report)),
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


def _who(report: Report, answer: Answer) -> str:
    person = respondents(report).get(answer.respondent, answer.role)
    entered = f", entered by {answer.entered_by}" if report.show_names and answer.entered_by else ""
    said = {
        AnswerKind.DONT_KNOW: "don’t know",
        AnswerKind.NOT_APPLICABLE: "not applicable",
        AnswerKind.TALLY: "a room’s vote",
    }.get(answer.kind, f"level {plain_level(answer.level or 0)}")
    said += "" if report.counts(answer) else f", {BEFORE_A_WORKSHOP}"
    name, day = record.capability(report, answer.capability), short_day(answer.at.date())
    return f"{name} · {person}, {said}, {day}{entered}"


def _comments(report: Report) -> Iterator[Entry]:
    for answer in report.every_answer():
        if answer.comment.strip():
            yield Entry(where=_who(report, answer), text=answer.comment)


def _reasons(report: Report) -> Iterator[Entry]:
    for answer in report.every_answer():
        if answer.reason.strip():
            yield Entry(where=_who(report, answer), text=answer.reason)


def _artefacts(report: Report) -> Iterator[Entry]:
    for answer in report.every_answer():
        if answer.link.strip():
            yield Entry(where=_who(report, answer), text=answer.link, link=answer.link)
    for held in attached(report):
        file, names = held.artefact, [record.capability(report, one) for one in held.capabilities]
        where = f"{', '.join(names)} · attached by {held.owner}, {held.standing}"
        yield Entry(where=where, text=file.filename, link=file.link)
    yield from record.artefacts(report)


def _scenarios(report: Report) -> Iterator[Entry]:
    for item in report.scenarios:
        if item.kept_by and item.kept_at is not None:
            yield Entry(
                where=item.name, text=f"Kept by {item.kept_by}, {short_day(item.kept_at.date())}"
            )


def _aside(report: Report) -> Iterator[Entry]:
    numbers = finding_numbers(report)
    for item in report.overrules:
        until = f" until {short_day(item.until.date())}" if item.until else ""
        number = numbers.get(item.finding, item.finding)
        where = f"Finding {number} set aside by {item.by}, {short_day(item.at.date())}{until}"
        yield Entry(where=where, text=item.reason)
    for waiver in report.waivers:
        second = f" and {waiver.second}" if waiver.second else ""
        where = f"{record.capability(report, waiver.capability)} · conflict accepted by {waiver.by}{second}"
        yield Entry(where=f"{where} until {short_day(waiver.until.date())}", text=waiver.reason)
    for accepted in report.good_enough:
        where = f"{record.capability(report, accepted.capability)} · level {accepted.level} is good enough"
        yield Entry(where=f"{where}, says {accepted.by}", text=accepted.reason)


def _changes(report: Report) -> Iterator[Entry]:
    for item in report.client_changes.rows if report.client_changes else ():
        told = item.difference
        where = f"{told.name}: {told.part} · {item.by}, {short_day(item.at.date())}"
        before, after = told.before or "not there", told.after or "not there"
        yield Entry(where=where, text=f"{item.reason} From “{before}” to “{after}”")
