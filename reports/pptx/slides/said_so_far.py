"""What was said so far, answer by answer, where there is too little of it for a picture."""

from assessment.model import Answer, AnswerKind
from reports import read_out_words, record
from reports.model import Report
from reports.people import respondents
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told
from reports.pptx.slides import claims
from reports.pptx.telling import Pages
from reports.wording import GRADE_WORDS, level, plain_level

ORDER = 75
_COLUMNS = (
    Column("Capability", 46), Column("Said by", 38, quiet=True), Column("Answer", 32),
    Column("What that level says", 80, most=4, quiet=True), Column("Used", 24, "right", most=1),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where somebody answered and claims are too few to be drawn."""
    report = told.report
    if not report.answers or claims.build(told) is not None:
        return None
    title = read_out_words.said(report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = grids.of_texts(_COLUMNS, (_row(report, answer) for answer in report.answers))
        tables.fill(canvas, canvas.box, grid, title, "Answers", tallest=24)

    return Slide(title, draw, behind=told.behind("claims", "people"), anchors=("section-claims",))


def _row(report: Report, answer: Answer) -> tuple[str, ...]:
    score = next(
        (one for one in report.scorecard.capabilities if one.id == answer.capability), None
    )
    words = {
        AnswerKind.DONT_KNOW: "don’t know",
        AnswerKind.NOT_APPLICABLE: "not applicable",
        AnswerKind.TALLY: "a room’s vote",
    }.get(answer.kind, f"level {plain_level(answer.level or 0)}")
    grade = GRADE_WORDS.get(answer.grade or "", "")
    return (
        record.capability(report, answer.capability),
        respondents(report).get(answer.respondent, answer.role),
        f"{words}, {grade}" if grade else words,
        _anchor(report, answer),
        f"level {level(score.mean)}" if score and score.answered and score.applicable else "–",
    )


def _anchor(report: Report, answer: Answer) -> str:
    """The sentence of the level that was chosen."""
    held = next((one for one in report.pack.capabilities if one.id == answer.capability), None)
    return held.anchors[answer.level - 1] if held and answer.level else "–"
