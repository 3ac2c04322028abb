"""Use cases whose value nobody has put a figure to, or said where it comes from."""

from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.wording import join, plural

ORDER = 60
WHY = "Without a baseline nobody can say later whether it was worth it, nor when to stop."
_MEND = Mend(where=Where.USE_CASES)


def title(number: int) -> str:
    """*One use case without a baseline*."""
    return plural(number, "use case without a baseline", "use cases without a baseline")


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """The one that is assessed, and the others of the client that are compared with it."""
    lacks = join(_lacks(report))
    own = [Item(name=report.use_case.name, what=lacks, mend=_MEND)] if lacks else []
    return [*own, *_others(report)]


def _lacks(report: Report) -> tuple[str, ...]:
    words = (
        ()
        if report.use_case.value_statement.strip()
        else ("no word on where its value comes from",)
    )
    plan = report.roadmap
    if plan is None or plan.value_low is not None or plan.value_high is not None:
        return words
    return ("no value a quarter", *words)


def _others(report: Report) -> list[Item]:
    ranked = report.portfolio.ranking.standings if report.portfolio else ()
    return [
        Item(name=item.name, what="no value a quarter", mend=_MEND)
        for item in ranked
        if not item.value_stated and item.name != report.use_case.name
    ]
