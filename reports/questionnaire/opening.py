"""Cover and result: for whom, what it comes to, and the picture of it."""

from reports.as_of import date_fact
from reports.blocks import (
    Answer,
    Block,
    Column,
    Cover,
    EmblemColumn,
    Figure,
    Figures,
    Heading,
    Prose,
    RiskMarks,
    RiskRow,
    Row,
    Section,
    SectionBar,
    SectionBars,
    Table,
    Words,
    line,
)
from reports.changed_places import beside
from reports.colours import Tone
from reports.question_groups import groups, sections_with_points
from reports.question_wording import (
    COUNT_WORDS,
    band_range,
    explained,
    headline,
    of_most,
    risks_sentence,
    sections_sentence,
    still_open,
    weakest,
)
from reports.questionnaire_model import QuestionnaireReport
from reports.wording import day, percent, plural, sentence, shortened, span_of_days
from scoring.result_model import RISKS, QuestionResult, SectionResult, Told

MOST_COLUMNS = 10
MOST_ROWS = 60
"""Sections with a row of their own in a picture or table; the rest is in the workbook."""
NOTE = "Each bar is one question; darker is better; an outline is not known or not asked."
TONES: dict[str, Tone] = {"high": "not_ready", "medium": "conditional", "none": "ready"}
LEVELS = {"high": 1, "medium": 3, "none": 5}


def cover(report: QuestionnaireReport) -> Section:
    """The first page: no result, so that it can lie on a desk."""
    facts = [
        ("Assessed", span_of_days(report.assessed_from, report.assessed_to)),
        date_fact(report),
        ("Questionnaire", f"{report.pack.title} {report.pack.version}"),
    ]
    if report.sponsor:
        facts.insert(2, ("Sponsor", report.sponsor))
    columns = _emblem(report)
    block = Cover(
        kicker=report.pack.title, client=report.client, use_case=report.use_case,
        promise=_promise(report),
        mark=report.mark, columns=columns,
        note=NOTE if columns else "",
        facts=tuple(facts), footer=report.mark, logo=report.brand.logo,
        colour=report.brand.colour, online=report.online,
    )  # fmt: skip
    return Section(id="cover", name="Cover", title=report.use_case, blocks=(block,))


def result(report: QuestionnaireReport) -> Section:
    """The result in words and as a picture, with what it means and what is open."""
    found = report.result
    panel = Answer(
        label=f"Result on {day(found.as_of.date())}", tone=None, word=headline(found),
        qualifier="" if found.total is None else of_most(found.total, found.most),
        note=f"{percent(found.coverage)} of the weight is judged; {still_open(found)}",
    )  # fmt: skip
    risky = found.rule == "risk-rules"
    silent = found.silent or found.not_scorable
    finding = risks_sentence(found) if risky else sections_sentence(found)
    return Section(
        id="result", name="The result", title=headline(found) if silent else finding,
        lead=line(explained(report.pack, found)),
        blocks=(panel, *_beside(report), *_picture(report), *_bands(report), _figures(report)),
    )  # fmt: skip


def _beside(report: QuestionnaireReport) -> list[Block]:
    """Where the client has something otherwise: what the untouched questionnaire says."""
    told = report.client_changes
    if told is None:
        return []
    places = plural(len(told.rows), "place")
    note = f"Judged with the client's changes to the questionnaire in {places}. {beside(told)}"
    return [Prose(content=line(note), kind="note")]


def picture_of_risks(report: QuestionnaireReport) -> RiskMarks:
    """Every question as a mark, in the rows that find room."""
    rows, _ = groups(report.pack, report.result, MOST_ROWS)
    made = [
        RiskRow(
            name=group.title,
            marks=tuple(TONES.get(item.risk or "", "quiet") for item in group.questions),
            figure=f"{group.high} high" if group.high else "",
        )
        for group in rows
    ]
    return RiskMarks(rows=tuple(made), alt="Questions by section and risk.")


def picture_of_points(report: QuestionnaireReport) -> SectionBars:
    """One bar a section, its parts below it."""
    absolute = report.result.rule == "minimum-of-sections"
    least = {item.id for item in weakest(report.result)} if absolute else set()
    shown, _ = sections_with_points(report.result, MOST_ROWS)
    rows = [_bar(item, strong=item.id in least) for item in shown]
    ends = tuple(band.upto for band in report.pack.bands if band.upto) if absolute else ()
    return SectionBars(rows=tuple(rows), ends=ends, alt="Points by section.")


def _picture(report: QuestionnaireReport) -> list[Block]:
    if not report.result.answered or report.result.not_scorable:
        return []
    if report.result.rule == "risk-rules":
        key = "Square: high risk. Diamond: medium. Circle: none. Hollow: not known."
        key += _not_shown(groups(report.pack, report.result, MOST_ROWS)[1])
        return [
            Heading(text="Questions by section and risk"), picture_of_risks(report),
            Prose(content=line(key), kind="note"),
        ]  # fmt: skip
    key = "Solid is sure; hollow is what open questions could still add."
    key += _not_shown(sections_with_points(report.result, MOST_ROWS)[1])
    return [
        Heading(text="Points by section"), picture_of_points(report),
        Prose(content=line(key), kind="note"),
    ]  # fmt: skip


def _not_shown(sections: int) -> str:
    return f" {sections} more sections are in the workbook." if sections else ""


def _bar(item: SectionResult, *, strong: bool) -> SectionBar:
    low, high = (item.total.low, item.total.high) if item.total else (0.0, 0.0)
    return SectionBar(
        name=item.title, low=low, high=high, most=item.most or 0.0, part=bool(item.parent),
        figure=of_most(item.total, item.most), strong=strong,
    )  # fmt: skip


def _figures(report: QuestionnaireReport) -> Figures:
    found = report.result
    asked = len(found.questions)
    items = [
        Figure(label="Answered", value=f"{found.answered} of {asked}", note="by at least one person"),
        Figure(label="Judged", value=percent(found.coverage), note="of the weight"),
        Figure(label="People", value=str(len(report.respondents)), note="who answered"),
        Figure(
            label="To do", value=str(sum(not row.held for row in report.plan)),
            note="pieces of advice",
        ),
    ]  # fmt: skip
    return Figures(items=tuple(items))


def _bands(report: QuestionnaireReport) -> list[Block]:
    if report.result.not_scorable:
        return []
    if report.result.rule == "risk-rules":
        return [Heading(text="By section"), counts_table(report)]
    if not report.pack.bands:
        return []
    here = (report.result.band, report.result.band_at_best)
    rows = tuple(
        Row(
            cells=(
                (Words(text=band.name, strong=band.name in here),),
                (Words(text=band_range(report.pack.bands, place)),),
                (Words(text=band.meaning),),
                (Words(text="reached" if band.name == here[0] else ""),),
            )
        )
        for place, band in enumerate(report.pack.bands)
    )
    columns = (
        Column(title="Band", width=116), Column(title="Points", width=84),
        Column(title="What it means", width=245, kind="quiet"), Column(title="", width=54),
    )  # fmt: skip
    return [Heading(text="What the bands mean"), Table(columns=columns, rows=rows)]


def counts_table(report: QuestionnaireReport) -> Table:
    """How many questions of each section are of which risk, and what is not known."""
    names = [*RISKS, str(Told.UNDECIDED), str(Told.NOT_ANSWERED)]
    rows = tuple(
        Row(
            cells=(
                (Words(text=("  " if item.parent else "") + item.title),),
                *((Words(text=str(item.counts.get(name, 0) or "–")),) for name in names),
                (Words(text=percent(item.coverage)),),
            )
        )
        for item in _in_table(report)
    )
    titles = [COUNT_WORDS[name].split(":")[0] for name in names]
    columns = (
        Column(title="Section", width=189),
        *(Column(title=title, width=52, kind="number") for title in titles),
        Column(title="Judged", width=50, kind="number"),
    )
    return Table(columns=columns, rows=rows)


def _in_table(report: QuestionnaireReport) -> list[SectionResult]:
    """Every section with questions where they fit on a page or two, else the top ones."""
    asked = [item for item in report.result.sections if item.asked]
    return asked if len(asked) <= MOST_ROWS else [item for item in asked if not item.parent]


def _promise(report: QuestionnaireReport) -> str:
    """What the questionnaire is for, in its own words where it has any."""
    own = report.pack.purpose or report.pack.description
    number = len(report.pack.questions)
    return sentence(shortened(own, 260) if own else f"{number} questions, and what they come to")


def _emblem(report: QuestionnaireReport) -> tuple[EmblemColumn, ...]:
    sections = [item for item in report.pack.sections if report.pack.asked_in(item.id)]
    if len(sections) > MOST_COLUMNS:
        return ()
    return tuple(
        EmblemColumn(
            name=section.title,
            levels=tuple(
                _level(report.result.question(item.id)) for item in report.pack.asked_in(section.id)
            ),
        )
        for section in sections
    )


def _level(item: QuestionResult) -> int | None:
    if item.state is not Told.JUDGED:
        return None
    if item.risk is not None:
        return LEVELS[item.risk]
    if item.points is None or not item.most:
        return None
    return 1 + round(4 * max(0.0, min(1.0, item.points.low / item.most)))
