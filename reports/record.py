"""What people typed that no other part of a report tells whole: one list for every format."""

from collections.abc import Iterator

from assessment.asked import at_once
from assessment.model import Answer, Artefact
from content.pack_difference import LABELS, text_of
from content.values import Value
from reports.entries import finding_numbers
from reports.model import Report
from reports.people import respondents
from reports.resolutions import step, who
from reports.room_words import at_level, became, dissent_word, evidence_owner
from reports.wording import capital, plural, short_day
from scoring.conflict import ConflictEvent
from scoring.model import State

Group = tuple[str, tuple["Entry", ...]]
_FITS, _FITS_A_CARD = 60, 30
"""Characters of a name that a cover, and the card of an initiative, always show whole."""


class Entry(Value):
    """One text: ``where`` says of what and by whom, ``link`` is an address that was given."""

    where: str
    text: str
    link: str = ""


def groups(report: Report) -> tuple[Group, ...]:
    """The texts by kind, in the order in which a reader looks for them."""
    made = (
        ("Names in full", names(report)),
        ("Questions of the client’s own", own_questions(report)),
        ("Conflicts, step by step", conflicts(report)),
        ("Second rounds", second_rounds(report)),
        ("Typed in a workshop, not read out", unread(report)),
        ("Artefacts that somebody read", artefacts(report)),
        ("Answers that somebody else entered", entered(report)),
        ("Attested by name", attestations(report)),
        ("Times without work", freezes(report)),
        ("Notes with earlier results", notes(report)),
        ("Who brought what in", deeds(report)),
    )
    held = ((name, tuple(found)) for name, found in made)
    return tuple((name, entries) for name, entries in held if entries)


def all_groups(report: Report) -> tuple[Group, ...]:
    """The same, and what a format without sections of text would not tell either."""
    made = (
        ("The use case", use_case(report)),
        ("Good enough here", good_enough(report)),
        ("Waits for a second person", pending(report)),
        ("Workshops", rooms(report)),
        ("Sources", sources(report)),
    )
    held = ((name, tuple(found)) for name, found in made)
    return (*((name, entries) for name, entries in held if entries), *groups(report))


def use_case(report: Report) -> Iterator[Entry]:
    """What it does and what it is worth, as somebody described it."""
    facts = report.use_case
    for where, text in (("What it does", facts.summary), ("Its value", facts.value_statement)):
        if text.strip():
            yield Entry(where=where, text=text)


def good_enough(report: Report) -> Iterator[Entry]:
    """What was accepted below its target, by whom and why."""
    for item in report.good_enough:
        where = f"{capability(report, item.capability)} · level {item.level}, says {item.by}"
        yield Entry(where=where, text=item.reason)


def pending(report: Report) -> Iterator[Entry]:
    """What somebody asked a second person for, and why; nothing of it counts yet."""
    numbers = finding_numbers(report)
    for asked in at_once(report.pending):
        what = ", ".join(
            numbers.get(item.about, "an earlier finding") if item.kind == "overrule" else "conflict"
            for item in asked
        )
        held = dict.fromkeys(capability(report, item.capability) for item in asked)
        where = f"{', '.join(held)}: {what} · asked by {asked[0].by}"
        yield Entry(where=f"{where}, {short_day(asked[0].at.date())}", text=asked[0].reason)


def rooms(report: Report) -> Iterator[Entry]:
    """What was read out, kept as dissent, decided and parked in each workshop; no vote has a name."""
    for held in report.workshops:
        day = short_day(held.opened_at.date())
        if report.show_names and held.led_by:
            yield Entry(where=f"Workshop of {day}", text=f"Led by {held.led_by}")
        for item in held.items:
            where = f"{item.name} · {day}"
            yield Entry(where=where, text=capital(f"{became(item)}."))
            if item.dissent:
                yield Entry(where=f"{where}, {dissent_word(item)}", text=item.dissent)
            if evidence_owner(item):
                yield Entry(where=f"{where}, evidence", text=item.owner or "Nobody yet")
            for reason in item.reasons:
                yield Entry(where=f"{where}, read out at {at_level(reason)}", text=reason.text)
        for decided in held.decisions:
            due = f" by {short_day(decided.due)}" if decided.due else ""
            where = f"Decided on {day}, {decided.owner}{due}"
            yield Entry(where=where, text=decided.text)
        if held.kill_criterion:
            yield Entry(where=f"What would stop it, {day}", text=held.kill_criterion)


def unread(report: Report) -> Iterator[Entry]:
    """Reasons that somebody typed with a vote and that were not read out; without names too."""
    for held in report.workshops:
        for item in held.items:
            where = f"{item.name} · {short_day(held.opened_at.date())}"
            for reason in item.typed:
                yield Entry(where=f"{where}, at {at_level(reason)}", text=reason.text)
            for text in item.not_applicable:
                yield Entry(where=f"{where}, does not apply", text=text)


def sources(report: Report) -> Iterator[Entry]:
    """Where was looked, and who allowed it."""
    for item in report.sources:
        by = f", allowed by {item.authorised_by}" if item.authorised_by else ""
        yield Entry(where=f"{item.name}{by}", text=item.address)


def names(report: Report) -> Iterator[Entry]:
    """Names that are too long to stand whole on the cover or on a card."""
    facts = report.use_case
    told = (("Client", report.client), ("Use case", facts.name), ("Sponsor", facts.sponsor),
            ("Mark on every page", report.mark))  # fmt: skip
    for where, text in told:
        if len(text) > _FITS:
            yield Entry(where=where, text=text)
    for row in report.roadmap.rows if report.roadmap else ():
        if len(row.owner) > _FITS_A_CARD:
            yield Entry(where=f"Owner of {row.id}", text=row.owner)


def own_questions(report: Report) -> Iterator[Entry]:
    """Every text of a question that the client added, and of the work that lifts it."""
    rows = report.client_changes.rows if report.client_changes else ()
    added = {item.difference.about for item in rows if item.difference.kind == "added"}
    for question in report.pack.capabilities:
        if question.id not in added:
            continue
        for field, label in LABELS.items():
            yield Entry(
                where=f"{question.short_name}: {label.lower()}", text=text_of(question, field)
            )
        work = report.pack.initiative_for(question.id)
        if work is not None:
            yield Entry(
                where=f"{question.short_name}: work", text=f"{work.title}. {work.exit.sentence}"
            )


def conflicts(report: Report) -> Iterator[Entry]:
    """Every step of every conflict, with its owner and day."""
    for item in report.conflicts:
        owner = f", owner {item.owner}" if item.owner else ""
        due = f", due {short_day(item.due)}" if item.due else ""
        where = f"{item.name} {capability(report, item.capability)}{owner}{due}"
        for event in item.events:
            yield Entry(where=f"{where} · {short_day(event.at.date())}", text=told(report, event))


def told(report: Report, event: ConflictEvent) -> str:
    """One step with whose it was and why; who merely typed an answer in only where names are shown."""
    people = respondents(report)
    quiet = event.respondent and not report.show_names
    held = event.model_copy(update={"by": ""}) if quiet else event
    words, by = step(held, people), who(held, people)
    words = words if by in words else f"{words}, {by}"
    return words if event.note in words else f"{words}: {event.note}"


def second_rounds(report: Report) -> Iterator[Entry]:
    """What was talked over, who led the talk, and who settles what is left."""
    states = {item.id: item.state for item in report.scorecard.capabilities}
    for item in report.disputes:
        parts = [f"talked over, led by {item.by}"]
        apart = states.get(item.capability) is State.DISPUTED
        parts.append("still disputed" if apart else "not disputed any more")
        if item.owner:
            due = f" by {short_day(item.due)}" if item.due else ""
            parts.append(f"to be settled by {item.owner}{due}")
        where = f"{capability(report, item.capability)} · {short_day(item.at.date())}"
        said = f". What came out: {item.note}" if item.note else ""
        yield Entry(where=where, text="; ".join(parts) + said)


def attestations(report: Report) -> Iterator[Entry]:
    """Who stands for a condition that no source can show, and why; no proof."""
    titles = {item.id: item.title for item in report.pack.initiatives}
    for item in report.attestations:
        title = titles.get(item.initiative, item.initiative)
        second = f"accepted by {item.second}" if item.second else "waits for a second person"
        where = f"{title} · {item.by}, {short_day(item.day)} · {second}"
        yield Entry(where=where, text=item.reason)


def artefacts(report: Report) -> Iterator[Entry]:
    """Who accepted what, and who gave what back for which reason."""
    for answer in report.every_answer():
        for file in answer.artefacts:
            yield from read(report, answer, file)


def read(report: Report, answer: Answer, file: Artefact) -> Iterator[Entry]:
    """What came of reading one artefact for one answer; nothing where nobody read it."""
    name = f"{capability(report, answer.capability)} · {file.filename}"
    if file.accepted_by:
        yield Entry(where=name, text=f"Accepted by {file.accepted_by}")
    if file.returned_by or file.returned_for:
        by = f" by {file.returned_by}" if file.returned_by else ""
        yield Entry(where=name, text=f"Returned{by}: {file.returned_for}")


def entered(report: Report) -> Iterator[Entry]:
    """Who typed answers in for others, and how many; only where names are shown."""
    counted: dict[str, int] = {}
    for answer in report.every_answer() if report.show_names else ():
        if answer.entered_by:
            counted[answer.entered_by] = counted.get(answer.entered_by, 0) + 1
    for name, number in counted.items():
        yield Entry(where=name, text=plural(number, "answer"))


def freezes(report: Report) -> Iterator[Entry]:
    """When nothing is worked on, whether or not the plan reaches so far."""
    for item in report.entries.freezes if report.entries else ():
        yield Entry(where=f"{short_day(item.start)} to {short_day(item.end)}", text=item.name)


def notes(report: Report) -> Iterator[Entry]:
    """What somebody noted when a result was frozen."""
    for item in report.history:
        if item.note:
            yield Entry(where=short_day(item.at.date()), text=item.note)


def deeds(report: Report) -> Iterator[Entry]:
    """Who looked, handed findings over, brought a workbook back or took a version of the pack."""
    for item in report.deeds:
        about = f": {item.about}" if item.about else ""
        yield Entry(where=f"{short_day(item.at.date())} · {item.by}", text=f"{item.what}{about}")


def capability(report: Report, name: str) -> str:
    """The short name of a capability; its id where the pack does not know it any more."""
    known = {item.id: item.short_name for item in report.pack.capabilities}
    return known.get(name, name)
