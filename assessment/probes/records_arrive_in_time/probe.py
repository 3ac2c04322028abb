"""Whether records come soon enough after their event."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Lateness
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """Absent where too many records are late, or too many were loaded before they happened."""
    late, limit = evidence.lateness, evidence.objectives.late_share_limit
    if late is None:
        seen = "the table has no two known columns of event and load time"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    if late.reason or not late.rows:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=late.reason or "no record has both times"
        )
    early = late.early_rows > limit * late.rows
    bad = early or late.late_rows > limit * late.rows
    query = f"{late.load} - {late.event} > {late.limit_hours:g} h"
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=_seen(evidence, late),
        places=(evidence.place(late.load, query),),
        readings=(
            evidence.reading("late_records", late.late_rows / late.rows, "ratio", query),
            evidence.reading(
                "input_age_within_limit", late.hours_within_limit / late.hours, "ratio",
                f"hours in which 95 of 100 were loaded within {late.limit_hours:g} h",
            ),
        ),
        remedy=CLOCKS if early else "",
    )  # fmt: skip


CLOCKS = "Check the time zones of both columns: records cannot be loaded before they happened."


def _seen(evidence: DatasetEvidence, late: Lateness) -> str:
    seen = f"{late.late_rows:,} of {late.rows:,} records came more than {late.limit_hours:g} hours late"
    if evidence.freshness and evidence.freshness.lag_p95_hours is not None:
        seen += f"; 95 of 100 within {evidence.freshness.lag_p95_hours:,.1f} hours"
    if late.early_rows:
        seen += f"; {late.early_rows:,} were loaded before their event"
    return seen
