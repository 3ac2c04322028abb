"""Planned work that nobody owns, or whose end no number proves."""

from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.wording import join, plural
from scoring.roadmap_model import PlannedInitiative

ORDER = 40
WHY = "Work without a name is nobody's, and an end without a number is an opinion."


def title(number: int) -> str:
    """*Five initiatives without an owner or a metric*."""
    return plural(
        number,
        "initiative without an owner or a metric",
        "initiatives without an owner or a metric",
    )


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """Rows of the plan that lack either and are not finished."""
    rows = report.roadmap.rows if report.roadmap else ()
    return [
        Item(
            name=f"{row.id} {row.title}",
            what=lacks,
            mend=Mend(where=Where.PLAN, key=row.id),
            grave=row.opens_gate,
        )
        for row in rows
        if not row.is_finished and (lacks := _lacks(row))
    ]


def _lacks(row: PlannedInitiative) -> str:
    owner = () if row.owner.strip() else ("no owner",)
    metric = () if any(item.metric for item in row.conditions) else ("no metric",)
    return join((*owner, *metric))
