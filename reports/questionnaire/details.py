"""What to do, every question, what was said beside it, what was seen, what moved, and the method."""

from collections.abc import Iterator

from assessment.choices import ChoiceAnswer, ChoiceKind
from assessment.model import Outcome
from content.question_difference import short_title
from reports.as_of import snapshot_words
from reports.blocks import (
    Block,
    Column,
    Heading,
    KeyValues,
    Prose,
    Row,
    Section,
    State,
    Table,
    Words,
    line,
)
from reports.changed_places import (
    beside,
    earlier,
    earlier_note,
    earlier_title,
    judged_beside,
    places,
    title,
)
from reports.colours import Tone
from reports.question_wording import (
    STATUS_WORDS,
    moved_sentence,
    plan_sentence,
    question_words,
    span,
    worth_words,
)
from reports.questionnaire.people import named
from reports.questionnaire_model import QuestionnaireReport
from reports.wording import capital, day, percent, plural, short_day, shortened
from scoring.advised import AdviceRow
from scoring.result_model import QuestionResult, Told

MOST_ADVICE = 80
"""Rows of advice that are printed; a plan of hundreds is worked on in the workbook."""
RISK_TONES: dict[str, Tone] = {"high": "not_ready", "medium": "conditional", "none": "ready"}
OUTCOMES: dict[Outcome, Tone] = {Outcome.PRESENT: "ready", Outcome.ABSENT: "not_ready"}


def plan(report: QuestionnaireReport) -> Section | None:
    """The advice on what does not hold, in its order."""
    if not report.plan:
        return None
    columns = (
        Column(title="No.", width=24, kind="number"), Column(title="What to do", width=238),
        Column(title="What it changes", width=92, kind="quiet"), Column(title="Who", width=62),
        Column(title="Status", width=46), Column(title="Due", width=37),
    )  # fmt: skip
    rows = tuple(_advice(row) for row in report.plan[:MOST_ADVICE])
    more = len(report.plan) - len(rows)
    rest = f" The {more} that come after these are in the workbook." if more else ""
    return Section(
        id="plan", name="What to do", title=plan_sentence(report.plan),
        lead=line(
            f"In the order of what it changes. Questions without an answer have no advice.{rest}"
        ),
        blocks=(Table(columns=columns, rows=rows),),
    )  # fmt: skip


def questions(report: QuestionnaireReport) -> Section:
    """Every question by section: what is known of it, and what holds."""
    blocks: list[Block] = []
    columns = (
        Column(title="Question", width=226), Column(title="Result", width=92),
        Column(title="What holds", width=151, kind="quiet"),
        Column(title="People", width=30, kind="number"),
    )  # fmt: skip
    for section in report.pack.sections:
        asked = report.pack.asked_in(section.id)
        if asked:
            rows = tuple(_question(report, report.result.question(item.id)) for item in asked)
            blocks += [Heading(text=section.title), Table(columns=columns, rows=rows)]
    judged = sum(item.state is Told.JUDGED for item in report.result.questions)
    return Section(
        id="questions", name="Every question",
        title=f"{capital(plural(judged, 'question is', 'questions are'))} judged, "
        f"of {len(report.result.questions)}",
        lead=line("Several people’s answers are read one by one; the middle reading counts."),
        blocks=tuple(blocks),
    )  # fmt: skip


def said(report: QuestionnaireReport) -> Section | None:
    """Comments, reasons and disagreement, with who said it."""
    people = named(report)
    rows = tuple(
        Row(
            cells=(
                (Words(text=report.pack.question(item.question).title),),
                (Words(text=people.get(item.respondent, "somebody")),),
                (Words(text=_words(report, item)),),
            )
        )
        for item in _worth_telling(report)
    )
    if not rows:
        return None
    columns = (
        Column(title="Question", width=190), Column(title="Who", width=90),
        Column(title="What was said", width=219),
    )  # fmt: skip
    return Section(
        id="said", name="What people said", title="Comments, reasons and disagreement",
        lead=line("All answers are in the workbook; here is what carries words or differs."),
        blocks=(Table(columns=columns, rows=rows),), shares_page=len(rows) < 12,
    )  # fmt: skip


def seen(report: QuestionnaireReport) -> Section | None:
    """What probes saw of the same use case; evidence beside the answers, not scored."""
    if not report.seen:
        return None
    columns = (
        Column(title="Question", width=150), Column(title="Outcome", width=62),
        Column(title="What was seen", width=210), Column(title="Seen on", width=77, kind="quiet"),
    )  # fmt: skip
    rows = tuple(
        Row(
            cells=(
                (Words(text=report.pack.question(item.question).title),),
                State(
                    tone=OUTCOMES.get(item.finding.outcome, "quiet"),
                    word=item.finding.outcome.value,
                ),
                (
                    Words(text=item.finding.statement),
                    Words(text=f"\n{shortened(item.finding.observed, 160)}", quiet=True),
                ),
                (Words(text=short_day(item.finding.observed_at.date())),),
            )
        )
        for item in report.seen
    )
    return Section(
        id="seen", name="What was seen", title="Probes of the same use case stand beside the answers",
        lead=line("It is evidence to talk about; the result above rests on the answers alone."),
        blocks=(Table(columns=columns, rows=rows),), shares_page=len(rows) < 12,
    )  # fmt: skip


def moved(report: QuestionnaireReport) -> Section | None:
    """What moved since the last snapshot."""
    before = report.previous
    if before is None:
        return None
    rows = tuple(
        Row(
            cells=(
                (Words(text=report.pack.question(item.id).title),),
                (Words(text=question_words(item.before)),),
                (Words(text=question_words(item.after)),),
            )
        )
        for item in before.moved
    )
    columns = (
        Column(title="Question", width=279), Column(title="Then", width=110),
        Column(title="Now", width=110),
    )  # fmt: skip
    whole = ""
    if before.total_before or before.total_after:
        whole = f" The whole: {span(before.total_before)} then, {span(before.total_after)} now."
    lead = (
        f"Since {day(before.before_at.date())}. {percent(before.coverage_before)} of the weight was "
        f"judged then, {percent(before.coverage_after)} is now.{whole}"
    )
    return Section(
        id="moved", name="What moved", title=moved_sentence(before), lead=line(lead),
        blocks=(Table(columns=columns, rows=rows, empty="No question reads differently."),),
        shares_page=len(rows) < 12,
    )  # fmt: skip


def changed(report: QuestionnaireReport) -> Section | None:
    """What this client has otherwise in the questionnaire, and what it says untouched."""
    told = report.client_changes
    if told is None:
        return None
    note = Prose(content=line(judged_beside(told)), kind="note")
    return Section(
        id="client-changes", name="Changes to the pack", title=title(told), lead=line(beside(told)),
        blocks=(places(told.rows), note), shares_page=True,
    )  # fmt: skip


def earlier_texts(report: QuestionnaireReport) -> Section | None:
    """Answers that were given to another text of their question."""
    found = report.earlier_texts
    if not found:
        return None
    table = earlier(found, named(report), lambda id_: short_title(report.pack.question(id_)))
    return Section(
        id="earlier-texts", name="Earlier texts", title=earlier_title(found),
        blocks=(table, Prose(content=line(earlier_note(found)), kind="note")), shares_page=True,
    )  # fmt: skip


def method(report: QuestionnaireReport) -> Section:
    """How it is judged, and which version of what made it."""
    pack, found = report.pack, report.result
    facts = (
        ("Questionnaire", f"{pack.id} {pack.version}"),
        ("Digest", pack.digest[:16]),
        ("Published by", pack.publisher or "not stated"),
        ("Read from", pack.source or "not stated"),
        ("Scoring", f"{pack.scoring}, rules {found.scoring}"),
        ("Nothing is said of the whole below", f"{percent(found.least_coverage)} judged"),
        ("Snapshot", snapshot_words(report)),
    )
    told = (
        report.how,
        "A don’t know and a missing answer are told as what they are; neither is scored as zero.",
        "What does not apply is left out with its reason; where points are summed, its points are "
        "shared out in its section.",
        "Each person’s answer is read by itself. The middle reading of a role counts, then the "
        "middle of the roles; between two, the worse one.",
        *pack.notes,
    )
    return Section(
        id="method", name="Method", title="How this is judged", lead=line(report.pack.description),
        blocks=(
            *(Prose(content=line(text), kind="bullet") for text in told), KeyValues(rows=facts),
        ),
        shares_page=True,
    )  # fmt: skip


def _advice(row: AdviceRow) -> Row:
    tone = RISK_TONES.get(row.advised.risk or "", "quiet")
    words = (
        Words(text=shortened(row.advised.text, 420)),
        Words(text=f"\n{row.question}", quiet=True),
    )
    change = State(tone=tone, word=worth_words(row)) if row.advised.risk else (
        Words(text=worth_words(row)),
    )  # fmt: skip
    due = short_day(row.item.due) if row.item.due else ""
    return Row(
        cells=(
            (Words(text=str(row.number)),), words, change, (Words(text=row.item.owner),),
            (Words(text=STATUS_WORDS[row.item.status]),),
            (Words(text=f"{due} overdue" if row.overdue else due),),
        )
    )  # fmt: skip


def _question(report: QuestionnaireReport, item: QuestionResult) -> Row:
    question = report.pack.question(item.id)
    titles = {choice.id: choice.title for choice in question.choices}
    tone = RISK_TONES.get(item.risk or "")
    told = question_words(item)
    result = State(tone=tone, word=told) if tone else (Words(text=told),)
    holds = "; ".join(titles[one] for one in item.chosen)
    if item.state is Told.NOT_APPLICABLE:
        holds = item.reason
    more = (Words(text="\nPeople disagree", quiet=True),) if item.disagreement else ()
    return Row(
        cells=(
            (Words(text=question.title),), result, (Words(text=shortened(holds, 300)), *more),
            (Words(text=str(item.people or "–")),),
        )
    )  # fmt: skip


def _worth_telling(report: QuestionnaireReport) -> Iterator[ChoiceAnswer]:
    places = {item.id: place for place, item in enumerate(report.pack.questions)}
    for item in sorted(report.answers, key=lambda one: places[one.question]):
        differs = report.result.question(item.question).disagreement
        if item.comment or item.reason or differs:
            yield item


def _words(report: QuestionnaireReport, item: ChoiceAnswer) -> str:
    titles = {one.id: one.title for one in report.pack.question(item.question).choices}
    if item.kind is ChoiceKind.CHOSEN:
        told = "; ".join(titles[one] for one in item.choices) or "None of the choices holds"
    else:
        told = (
            "Don’t know" if item.kind is ChoiceKind.DONT_KNOW else f"Does not apply: {item.reason}"
        )
    return f"{told}. {item.comment}" if item.comment else told
