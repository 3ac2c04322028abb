"""The sheets Capabilities and Responses: the judgement of each, and who said what."""

from openpyxl.workbook import Workbook

from assessment.model import Answer, AnswerKind
from reports.model import Report
from reports.people import all_voices
from reports.references import listed, references
from reports.wording import BEFORE_A_WORKSHOP, GRADE_WORDS, STATE_WORDS, plural
from reports.workbook.cells import Link
from reports.workbook.names import owner_of, respondents, role, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.model import CapabilityScore
from scoring.readiness import is_below_target

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
    Column("Accepted at", 9, "0"),
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
    below = sum(is_below_target(item) for item in applicable)
    message = f"{below} of {len(applicable)} capabilities that apply are below their target"
    note = "Used is the mean of our reading; low and high are the ends of its 80 % interval."
    sheet = add_sheet(book, "Capabilities", message, note, stamp(report))
    add_table(sheet, CAPABILITIES, [_capability(report, item) for item in scores])


def _capability(report: Report, item: CapabilityScore) -> Row:
    known = report.pack.capability(item.id)
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
        max(0.0, item.wanted - item.mean),
        item.accepted_level,
        item.votes,
        item.dont_know,
        item.agreement,
        owner_of(report, item.id),
        listed(references(report, item.findings)),
        "",
    )


RESPONSES = (
    Column("Capability id", 27),
    Column("Capability", 40),
    Column("Respondent", 24),
    Column("Role", 22),
    Column("Round", 8, "0"),
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
    answers = plural(len(report.answers), "answer")
    message = f"{answers[:1].upper()}{answers[1:]} from {all_voices(report.answers)}"
    note = "A statement without an artefact counts for less than one with an accepted artefact."
    if report.answers_before:
        note += (
            f" What was said {BEFORE_A_WORKSHOP} that settled it counts no more, and stays here."
        )
    sheet = add_sheet(book, "Responses", message, note, stamp(report))
    called = respondents(report)
    names = {item.id: item.name for item in report.pack.capabilities}
    again = {item.capability for item in report.disputes}
    rows = [_answer(report, answer, called, names, again) for answer in report.every_answer()]
    add_table(sheet, RESPONSES, rows)


def _answer(
    report: Report, answer: Answer, called: dict[str, str], names: dict[str, str], again: set[str]
) -> Row:
    """``again`` are the capabilities that were talked over: what is said of them is a second word."""
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
        names.get(answer.capability, answer.capability),
        called.get(answer.respondent, role(report, answer.role)),
        role(report, answer.role),
        2 if answer.capability in again and report.counts(answer) else 1,
        kinds[answer.kind] + ("" if report.counts(answer) else f", {BEFORE_A_WORKSHOP}"),
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
