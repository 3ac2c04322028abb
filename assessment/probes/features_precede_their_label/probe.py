"""Whether features were known before they were needed."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """One row that knows the future is absent."""
    seen = evidence.point_in_time
    if seen is None:
        told = "the times of feature and label are not named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    if seen.reason or not seen.rows:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=seen.reason or "no row has both times"
        )
    query = f"{seen.feature_time} > {seen.known_by}"
    share = seen.later_rows / seen.rows
    return Observation(
        outcome=Outcome.ABSENT if seen.later_rows else Outcome.PRESENT,
        observed=f"{seen.later_rows:,} of {seen.rows:,} rows of {seen.table} know the future",
        places=(evidence.place(seen.feature_time, query),),
        readings=(evidence.reading("leaking_rows", share, "ratio", query),),
    )
