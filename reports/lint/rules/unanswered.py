"""Capabilities that were asked and that nobody and nothing answered."""

from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.wording import plural

ORDER = 50
WHY = "What nobody answered lowers the coverage; without a critical one there is no verdict."


def title(number: int) -> str:
    """*Six capabilities unanswered*."""
    return plural(number, "capability unanswered", "capabilities unanswered")


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """What was asked and has neither an answer nor a conclusive finding."""
    return [
        Item(
            name=report.pack.capability(score.id).short_name,
            what=report.pack.area(score.area).name.lower(),
            mend=Mend(where=Where.QUESTION, key=score.id),
            grave=score.critical,
        )
        for score in report.scorecard.capabilities
        if score.applicable and score.asked and not score.answered
    ]
