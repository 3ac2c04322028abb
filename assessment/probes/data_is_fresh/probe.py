"""Whether the table is up to date."""

from assessment.connectors.tables.evidence import DatasetEvidence, Freshness
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """Absent where the newest event is too old, and where events lie in the future."""
    fresh, limit = evidence.freshness, evidence.objectives.data_age_limit_hours
    if fresh is None:
        seen = "no column of event times is known"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    if fresh.age_hours is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=fresh.reason)
    query = f"max({fresh.column})"
    bad = fresh.age_hours > limit or fresh.future_rows > 0
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=_seen(fresh, limit),
        places=(evidence.place(fresh.column, query),),
        readings=(evidence.reading("data_age_hours", fresh.age_hours, "h", query),),
        remedy=_remedy(fresh, limit),
    )


def _seen(fresh: Freshness, limit: float) -> str:
    seen = f"newest event {fresh.age_hours or 0:,.1f} hours old, limit {limit:g} hours"
    if fresh.future_rows:
        seen += f"; {fresh.future_rows:,} events lie in the future"
    if fresh.lag_p95_hours is not None:
        seen += f"; 95 of 100 were loaded within {fresh.lag_p95_hours:,.1f} hours"
    return seen


def _remedy(fresh: Freshness, limit: float) -> str:
    if fresh.future_rows and (fresh.age_hours or 0) <= limit:
        return "Check the time zone of the event times, and the clock of what writes them."
    return ""
