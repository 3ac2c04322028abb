"""The sheets that record: capabilities, responses, evidence and conflicts."""

from openpyxl.workbook import Workbook

from assessment.model import Answer, AnswerKind, Finding, Outcome
from reports.model import Report
from reports.numbering import finding_numbers
from reports.wording import GRADE_WORDS, STATE_WORDS, plural
from reports.workbook.cells import Link
from reports.workbook.names import capability, owner_of, respondents, role, source, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.model import CapabilityScore, State

CAPABILITIES = (
    Column("Id", 27),
    Column("Capability", 40),
    Column("Area", 18),
    Column("Critical", 9),
    Column("Claimed", 9, "0.0"),
    Column("Grade", 18),
    Column("Observed from", 10, "0"),
    Column("Observed to", 10, "0"),
    Column("Used", 8, "0.0"),
    Column("Low", 7, "0"),
    Column("High", 7, "0"),
    Column("Chance of level 3", 10, "0%"),
    Column("Chance of level 4", 10, "0%"),
    Column("State", 15),
    Column("Claimed minus used", 10, "+0.0;-0.0;0.0"),
    Column("Weight", 8, "0.0"),
    Column("Target", 8, "0"),
    Column("Short of target", 9, "0.0"),
    Column("Votes", 7, "0"),
    Column("Don't know", 8, "0"),
    Column("Agreement", 11, "0.00"),
    Column("Owner", 20),
    Column("Findings", 30),
    Column("Why not applicable", 40),
)


def add_capabilities(book: Workbook, report: Report) -> None:
    """One row for each capability of the pack, applicable or not."""
    scores = report.scorecard.capabilities
    applicable = [item for item in scores if item.applicable]
    below = sum(round(item.mean) < item.target for item in applicable)
    message = f"{below} of {len(applicable)} capabilities that apply are below their target"
    note = "Used is the mean of our reading; low and high are the ends of its 80 % interval."
    sheet = add_sheet(book, "Capabilities", message, note, stamp(report))
    add_table(sheet, CAPABILITIES, [_capability(report, item) for item in scores])


def _capability(report: Report, item: CapabilityScore) -> Row:
    known, numbers = report.pack.capability(item.id), finding_numbers(report)
    named: Row = (item.id, known.name, report.pack.area(known.area).name, item.critical)
    if not item.applicable:
        return (*named, *(None,) * (len(CAPABILITIES) - 5), item.reason or "does not apply")
    apart = round(item.claim - item.mean, 1) + 0.0 if item.claim is not None else None
    return (
        *named,
        item.claim,
        GRADE_WORDS.get(item.grade or "", ""),
        item.observed_low,
        item.observed_high,
        item.mean,
        item.low,
        item.high,
        item.p3,
        item.p4,
        STATE_WORDS[item.state],
        apart,
        item.weight,
        item.target,
        max(0.0, item.target - item.mean),
        item.votes,
        item.dont_know,
        item.agreement,
        owner_of(report, item.id),
        ", ".join(numbers.get(one, one) for one in item.findings),
        "",
    )


RESPONSES = (
    Column("Capability id", 27),
    Column("Capability", 40),
    Column("Respondent", 24),
    Column("Role", 22),
    Column("Answer", 15),
    Column("Level", 8, "0"),
    Column("Grade", 18),
    Column("Confidence", 11, "0"),
    Column("Comment or reason", 60),
    Column("Link", 34),
    Column("Attached", 28),
    Column("Accepted by", 22),
    Column("Entered at (UTC)", 17),
)


def add_responses(book: Workbook, report: Report) -> None:
    """One row for each answer; people by name only where the report shows names."""
    people = len({answer.respondent for answer in report.answers})
    answers = plural(len(report.answers), "answer")
    message = f"{answers[:1].upper()}{answers[1:]} from {plural(people, 'person', 'people')}"
    note = "A statement without an artefact counts for less than one with an accepted artefact."
    sheet = add_sheet(book, "Responses", message, note, stamp(report))
    called = respondents(report)
    add_table(sheet, RESPONSES, [_answer(report, answer, called) for answer in report.answers])


def _answer(report: Report, answer: Answer, called: dict[str, str]) -> Row:
    kinds = {
        AnswerKind.LEVEL: "level",
        AnswerKind.DONT_KNOW: "don't know",
        AnswerKind.TALLY: "room",
        AnswerKind.NOT_APPLICABLE: "not applicable",
    }
    words = " · ".join(part for part in (answer.comment, answer.reason, _votes(answer)) if part)
    accepted = sorted({item.accepted_by for item in answer.artefacts if item.accepted_by})
    return (
        answer.capability,
        capability(report, answer.capability),
        called.get(answer.respondent, role(report, answer.role)),
        role(report, answer.role),
        kinds[answer.kind],
        answer.level,
        GRADE_WORDS[str(answer.grade)],
        answer.confidence,
        words,
        Link(answer.link, answer.link),
        "\n".join(item.filename for item in answer.artefacts),
        ", ".join(accepted),
        answer.at,
    )


def _votes(answer: Answer) -> str:
    if answer.tally is None:
        return ""
    votes = ", ".join(
        f"{count} × level {level}" for level, count in enumerate(answer.tally.levels, 1)
    )
    return f"{votes}, {answer.tally.dont_know} × don't know"


EVIDENCE = (
    Column("Finding", 10),
    Column("Probe", 26),
    Column("Stated", 48),
    Column("Outcome", 15),
    Column("Seen", 48),
    Column("Expected", 36),
    Column("Capability", 27),
    Column("Level it speaks for", 11, "0"),
    Column("Source", 26),
    Column("Where", 44),
    Column("Query", 44),
    Column("Read at (UTC)", 17),
    Column("Valid until (UTC)", 17),
    Column("Overruled by", 20),
    Column("Why overruled", 36),
    Column("What to do", 44),
)


def add_evidence(book: Workbook, report: Report) -> None:
    """One row for each finding and capability that it bears on."""
    outcomes = [item.outcome for item in report.findings]
    unread = sum(item in (Outcome.UNAVAILABLE, Outcome.ERROR) for item in outcomes)
    said = sum(item in (Outcome.PRESENT, Outcome.ABSENT) for item in outcomes)
    message = f"{said} of {len(outcomes)} findings say something; {unread} could not be read"
    if not outcomes:
        message = "No source was looked at"
    note = "Could not be read is never counted as absent. An overruled finding stays in the list."
    sheet = add_sheet(book, "Evidence", message, note, stamp(report))
    rows = [row for item in report.findings for row in _finding(report, item)]
    add_table(sheet, EVIDENCE, rows)


def _finding(report: Report, item: Finding) -> list[Row]:
    overrule = next((one for one in report.overrules if one.finding == item.id), None)
    place = item.places[0] if item.places else None
    where = Link(place.label, place.url) if place else Link("")
    bearings = [one for one in item.bearings if one.pack == report.pack.id]
    pairs: list[tuple[str, int | None]] = [(one.capability, one.anchor) for one in bearings]
    return [
        (
            finding_numbers(report)[item.id],
            item.probe,
            item.statement,
            str(item.outcome).replace("_", " "),
            item.observed,
            item.expected,
            named,
            anchor,
            source(report, item.source),
            where,
            place.query if place else "",
            item.observed_at,
            item.valid_until,
            overrule.by if overrule else "",
            overrule.reason if overrule else "",
            item.remedy,
        )
        for named, anchor in pairs or [("", None)]
    ]


CONFLICTS = (
    Column("Capability id", 27),
    Column("Capability", 40),
    Column("Critical", 9),
    Column("State", 16),
    Column("Claimed", 9, "0.0"),
    Column("Observed from", 10, "0"),
    Column("Observed to", 10, "0"),
    Column("Over-claim", 10, "+0.0;-0.0;0.0"),
    Column("Open", 8),
    Column("Owner", 22),
    Column("Due", 14),
    Column("Resolution", 60),
)


def add_conflicts(book: Workbook, report: Report) -> None:
    """Where claim and evidence part by a level or more, what is disputed, what was waived."""
    apart = [item for item in report.scorecard.capabilities if _apart(item)]
    opened = sum(item.conflict_open for item in apart)
    message = f"{plural(opened, 'conflict')[:1].upper()}{plural(opened, 'conflict')[1:]} open"
    note = (
        "A conflict closes with a later finding, a corrected answer, a repeated probe, or a waiver."
    )
    sheet = add_sheet(book, "Conflicts", message, note, stamp(report))
    ranked = sorted(
        apart, key=lambda item: (not item.conflict_open, not item.critical, -item.over_claim)
    )
    add_table(sheet, CONFLICTS, [_conflict(report, item) for item in ranked])


def _apart(item: CapabilityScore) -> bool:
    told = item.state in (State.CONFLICT, State.DISPUTED) or item.waived or item.conflict_open
    return item.applicable and (told or item.over_claim != 0)


def _conflict(report: Report, item: CapabilityScore) -> Row:
    waiver = next((one for one in report.waivers if one.capability == item.id), None)
    settled = ""
    if waiver:
        second = f" and {waiver.second}" if waiver.second else ""
        settled = f"Waived by {waiver.by}{second} until {waiver.until:%Y-%m-%d}: {waiver.reason}"
    return (
        item.id,
        capability(report, item.id),
        item.critical,
        STATE_WORDS[item.state],
        item.claim,
        item.observed_low,
        item.observed_high,
        item.over_claim,
        item.conflict_open,
        owner_of(report, item.id),
        None,
        settled,
    )
