"""The workbook of a questionnaire: the result, the plan to work on, every question and answer."""

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from assessment.choices import ChoiceKind
from reports.as_of import snapshot_words
from reports.manner import for_people
from reports.question_wording import (
    STATUS_WORDS,
    explained,
    headline,
    question_words,
    worth_words,
)
from reports.questionnaire.people import named
from reports.questionnaire_model import QuestionnaireReport
from reports.workbook.cells import Content, Link, at, put
from reports.workbook.client_changes import add_earlier, add_places
from reports.workbook.look import BODY, BOLD, LEFT, TOP
from reports.workbook.saving import saved
from reports.workbook.table import HEADER_ROW, Column, Row, add_sheet, add_table
from scoring.advised import AdviceRow
from scoring.result_model import RISKS, QuestionResult, SectionResult, Told

SUMMARY = (
    Column("Section", 40), Column("Part of", 28), Column("Points at least", 11, "0.00"),
    Column("Points at best", 11, "0.00"), Column("Of", 9, "0.00"), Column("High risk", 9, "0"),
    Column("Medium risk", 9, "0"), Column("No risk", 9, "0"), Column("Undecided", 11, "0"),
    Column("Not answered", 11, "0"), Column("Questions", 11, "0"), Column("Judged", 10, "0%"),
)  # fmt: skip
PLAN = (
    Column("No.", 7, "0"), Column("What to do", 70), Column("Question", 44), Column("Section", 24),
    Column("What it changes", 32), Column("Owner", 22), Column("Status", 14), Column("Due", 13),
    Column("Note", 34), Column("More", 30),
)  # fmt: skip
QUESTIONS = (
    Column("Id", 22), Column("Question", 54), Column("Section", 26), Column("Result", 24),
    Column("Points at least", 11, "0.00"), Column("Points at best", 11, "0.00"),
    Column("Weight", 9, "0.0"), Column("What holds", 54), Column("The rule that decided", 34),
    Column("People", 9, "0"), Column("People disagree", 11), Column("Why not applicable", 34),
)  # fmt: skip
RESPONSES = (
    Column("Question id", 22), Column("Question", 54), Column("Respondent", 24),
    Column("Answer", 16), Column("Choices", 60), Column("Comment", 44), Column("Reason", 34),
    Column("At (UTC)", 18),
)  # fmt: skip
SEEN = (
    Column("Question", 44), Column("Outcome", 13), Column("Statement", 54), Column("Seen", 54),
    Column("Capability", 30), Column("Seen at (UTC)", 18),
)  # fmt: skip


@for_people
def render(report: QuestionnaireReport) -> bytes:
    """The report as an xlsx file; the same report gives the same cells."""
    book = Workbook()
    _readme(book, report)
    _summary(book, report)
    _plan(book, report)
    _questions(book, report)
    _responses(book, report)
    if report.seen:
        _seen(book, report)
    if report.client_changes is not None:
        add_places(book, report.client_changes, stamp(report))
    if report.earlier_texts:
        titles = {item.id: item.title for item in report.pack.questions}
        found = report.earlier_texts
        add_earlier(book, found, named(report), titles.__getitem__, stamp(report))
    return saved(book, f"{report.client}: {report.use_case}", report.made_at)


def stamp(report: QuestionnaireReport) -> str:
    """Which versions made it."""
    return f"{report.pack.id} {report.pack.version} · scoring {report.result.scoring}"


def _readme(book: Workbook, report: QuestionnaireReport) -> None:
    sheet = add_sheet(book, "README", f"{report.client} · {report.use_case}", report.mark)
    rows: list[tuple[str, Content]] = [
        ("As of (UTC)" if report.frozen else "Made at (UTC)", report.made_at),
        ("Assessed from", report.assessed_from),
        ("Assessed to", report.assessed_to),
        ("Questionnaire", f"{report.pack.title} {report.pack.version}"),
        ("Published by", report.pack.publisher),
        ("Digest of the questionnaire", report.pack.digest),
        ("Snapshot", snapshot_words(report)),
        ("How it is judged", report.how),
        ("Times", "All times are UTC; all dates are real dates."),
        *(("Note", text) for text in report.pack.notes),
    ]
    for number, (name, content) in enumerate(rows, start=4):
        put(at(sheet, number, 1), name)
        put(at(sheet, number, 2), content)
        at(sheet, number, 1).font, at(sheet, number, 1).alignment = BOLD, TOP
        at(sheet, number, 2).font, at(sheet, number, 2).alignment = BODY, LEFT
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 96
    sheet.freeze_panes = "A4"


def _summary(book: Workbook, report: QuestionnaireReport) -> None:
    found = report.result
    told = explained(report.pack, found)
    sheet = add_sheet(book, "Summary", headline(found), told, stamp(report))
    if found.not_scorable:
        return
    titles = {item.id: item.title for item in report.pack.sections}
    rows = [_section(item, titles) for item in found.sections]
    whole: Row = (
        "The whole", "", found.total.low if found.total else None,
        found.total.high if found.total else None, found.most if found.total else None,
        *(found.counts.get(name, 0) for name in RISKS),
        found.counts.get(str(Told.UNDECIDED), 0), found.counts.get(str(Told.NOT_ANSWERED), 0),
        len(found.questions), found.coverage,
    )  # fmt: skip
    add_table(sheet, SUMMARY, [whole, *rows], freeze=1)


def _section(item: SectionResult, titles: dict[str, str]) -> Row:
    return (
        item.title, titles.get(item.parent, ""), item.total.low if item.total else None,
        item.total.high if item.total else None, item.most if item.total else None,
        *(item.counts.get(name, 0) for name in RISKS), item.counts.get(str(Told.UNDECIDED), 0),
        item.counts.get(str(Told.NOT_ANSWERED), 0), item.asked, item.coverage,
    )  # fmt: skip


def _plan(book: Workbook, report: QuestionnaireReport) -> None:
    note = "Owner, status, due and note are yours to edit. In the order of what it changes."
    message = f"{len(report.plan)} pieces of advice on what does not hold"
    sheet = add_sheet(book, "Plan", message, note, stamp(report))
    add_table(sheet, PLAN, [_advice(row) for row in report.plan])
    if report.plan:
        listed = ",".join(STATUS_WORDS.values())
        allowed = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=False)
        sheet.add_data_validation(allowed)
        allowed.add(f"G{HEADER_ROW + 1}:G{HEADER_ROW + len(report.plan)}")


def _advice(row: AdviceRow) -> Row:
    more = Link("Open", url=row.advised.url) if row.advised.url else ""
    return (
        row.number, row.advised.text, row.question, row.section, worth_words(row), row.item.owner,
        STATUS_WORDS[row.item.status], row.item.due, row.item.note, more,
    )  # fmt: skip


def _questions(book: Workbook, report: QuestionnaireReport) -> None:
    judged = sum(item.state is Told.JUDGED for item in report.result.questions)
    message = f"{judged} of {len(report.result.questions)} questions are judged"
    sheet = add_sheet(book, "Questions", message, "One row a question.", stamp(report))
    add_table(sheet, QUESTIONS, [_question(report, item) for item in report.result.questions])


def _question(report: QuestionnaireReport, item: QuestionResult) -> Row:
    question = report.pack.question(item.id)
    titles = {one.id: one.title for one in question.choices}
    return (
        item.id, question.title, report.pack.section(item.section).title, question_words(item),
        item.points.low if item.points else None, item.points.high if item.points else None,
        item.weight, "; ".join(titles[one] for one in item.chosen), item.because, item.people,
        "yes" if item.disagreement else "", item.reason,
    )  # fmt: skip


def _responses(book: Workbook, report: QuestionnaireReport) -> None:
    people = named(report)
    kinds = {
        ChoiceKind.CHOSEN: "Chosen", ChoiceKind.DONT_KNOW: "Don't know",
        ChoiceKind.NOT_APPLICABLE: "Does not apply",
    }  # fmt: skip
    rows: list[Row] = []
    for item in report.answers:
        question = report.pack.question(item.question)
        titles = {one.id: one.title for one in question.choices}
        chosen = "; ".join(titles[one] for one in item.choices)
        if item.kind is ChoiceKind.CHOSEN and not chosen:
            chosen = "None of the choices holds"
        rows.append((
            item.question, question.title, people.get(item.respondent, ""), kinds[item.kind],
            chosen, item.comment, item.reason, item.at,
        ))  # fmt: skip
    message = f"{len(rows)} answers in force, by {len(report.respondents)} people"
    sheet = add_sheet(book, "Responses", message, "One row an answer.", stamp(report))
    add_table(sheet, RESPONSES, rows)


def _seen(book: Workbook, report: QuestionnaireReport) -> None:
    rows: list[Row] = [
        (
            report.pack.question(item.question).title, item.finding.outcome.value,
            item.finding.statement, item.finding.observed, item.capability,
            item.finding.observed_at,
        )
        for item in report.seen
    ]  # fmt: skip
    note = "Evidence beside the answers; it is not scored."
    sheet = add_sheet(book, "Seen", "What probes saw of the same use case", note, stamp(report))
    add_table(sheet, SEEN, rows)
