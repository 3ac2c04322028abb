"""Whether the number beside a target is older than what was agreed to count."""

from assessment.model import is_stale
from reports.model import Report
from scoring.roadmap_model import PlannedCondition

STALE = "stale"


def past(report: Report, condition: PlannedCondition) -> bool:
    """Whether its reading is past the day until which the finding that holds it counts."""
    if condition.reading is None:
        return False
    found = next((item for item in report.findings if item.id == condition.finding), None)
    return found is not None and is_stale(found.valid_until, report.scorecard.as_of)
