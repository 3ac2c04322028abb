"""Claims that ask for more than a word, with nothing but a word behind them."""

from assessment.model import AnswerKind, Grade
from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.wording import GRADE_WORDS, plain_level, plural
from scoring.model import CapabilityScore

ORDER = 10
WHY = (
    "From level {shown_from_level} on, or where somebody is sure, a practice can be shown: attach "
    "what shows it, look at a source, or say less."
)


def title(number: int) -> str:
    """*Three confident answers without evidence*."""
    return plural(number, "confident answer without evidence", "confident answers without evidence")


def items(report: Report, limits: ReportChecks) -> list[Item]:
    """Capabilities claimed high, or by somebody who is sure, that nothing supports."""
    return [
        Item(
            name=report.pack.capability(score.id).short_name,
            what=what,
            mend=Mend(where=Where.QUESTION, key=score.id),
            grave=score.critical,
        )
        for score in report.scorecard.capabilities
        if score.applicable and not score.supported and (what := _said(report, score, limits))
    ]


def _said(report: Report, score: CapabilityScore, limits: ReportChecks) -> str:
    if score.claim is not None and score.claim >= limits.shown_from_level:
        proof = GRADE_WORDS.get(score.grade or "", "statement only")
        return f"level {plain_level(score.claim)} is claimed, {proof}"
    sure = sum(
        answer.capability == score.id
        and answer.kind is AnswerKind.LEVEL
        and (answer.confidence or 0) >= limits.sure_from
        and answer.grade is Grade.STATEMENT
        for answer in report.answers
    )
    return f"{plural(sure, 'person is', 'people are')} sure, statement only" if sure else ""
