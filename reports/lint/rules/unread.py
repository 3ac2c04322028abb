"""Planned work whose exit metric nobody has read, or whose reading is past its day."""

from datetime import datetime

from assessment.model import is_stale
from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.wording import join, plural, short_day
from scoring.roadmap_model import ConditionState, PlannedCondition, PlannedInitiative

ORDER = 45
WHY = (
    "Such a line of the roadmap says nothing about today. Look again; where no source gives the "
    "number, add one that does."
)


def title(number: int) -> str:
    """*Two initiatives with an exit metric that was never read or is out of date*."""
    end = "with an exit metric that was never read or is out of date"
    return plural(number, f"initiative {end}", f"initiatives {end}")


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """Rows of the plan that are not finished and have a metric without a reading that counts now."""
    rows = report.roadmap.rows if report.roadmap else ()
    return [
        Item(
            name=f"{row.id} {row.title}",
            what=lacks,
            mend=Mend(where=Where.SOURCES),
            grave=row.opens_gate,
        )
        for row in rows
        if not row.is_finished and (lacks := _lacks(report, row))
    ]


def _lacks(report: Report, row: PlannedInitiative) -> str:
    """*never read: A and B; out of date: C since 3 Nov*; empty where every number is current."""
    measured = [item for item in row.conditions if item.metric]
    without = [item for item in measured if item.reading is None]
    refused = [_name(item) for item in without if item.state is ConditionState.UNAVAILABLE]
    never = [_name(item) for item in without if item.state is not ConditionState.UNAVAILABLE]
    ended = [(item, until) for item in measured if (until := _ended(report, item))]
    past = [f"{_name(item)} since {short_day(until.date())}" for item, until in ended]
    parts = (("never read", never), ("could not be read", refused), ("out of date", past))
    return "; ".join(f"{what}: {join(names)}" for what, names in parts if names)


def _name(item: PlannedCondition) -> str:
    return item.metric_name or item.metric or item.id


def _ended(report: Report, item: PlannedCondition) -> datetime | None:
    """The day until which its reading counted, where that is over."""
    if item.reading is None:
        return None
    until = next((one.valid_until for one in report.findings if one.id == item.finding), None)
    return until if until and is_stale(until, report.scorecard.as_of) else None
