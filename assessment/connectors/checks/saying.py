"""How old the runs of a checker are, and how that is said."""

from datetime import datetime

from assessment.connectors.checks.evidence import ChecksEvidence
from assessment.connectors.runtime.evidence import span


def oldest(evidence: ChecksEvidence) -> datetime | None:
    """When the run was that is longest ago; ``None`` where one does not say, or there is none."""
    times = [item.ran_at for item in evidence.runs]
    return None if None in times or not times else min(item for item in times if item)


def is_fresh(evidence: ChecksEvidence) -> bool:
    """Whether every run is within the limit."""
    at = oldest(evidence)
    limit = evidence.objectives.artifact_age_limit_hours * 3600
    return at is not None and (evidence.read_at - at).total_seconds() <= limit


def aged(evidence: ChecksEvidence) -> str:
    """How old the runs are, against what they may be."""
    at = oldest(evidence)
    if not evidence.runs:
        return "the result holds no check"
    if at is None:
        return "the result does not say when it was made"
    age = max(0.0, (evidence.read_at - at).total_seconds())
    return f"{span(age)} ago, limit {span(evidence.objectives.artifact_age_limit_hours * 3600)}"
