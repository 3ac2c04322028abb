"""Whether people decide in time what is put before them."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Reviews
from assessment.model import Outcome
from assessment.observation import Observation

LEAST = 20
"""With fewer cases one late one moves the share by more than five points."""


def observe(evidence: DatasetEvidence) -> Observation:
    """The share of due cases that were reviewed in time decides."""
    seen, wanted = evidence.reviews, evidence.objectives.reviewed_share
    if seen is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no log of reviews is named")
    if seen.reason:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen.reason)
    if seen.due < LEAST:
        few = f"{seen.due} cases whose time limit has passed, and {LEAST} are needed"
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=few, remedy="Look again with more cases."
        )
    share = seen.due_in_time / seen.due
    query = f"reviewed within {seen.limit_hours:g} h of queueing"
    reading = evidence.reading("triggered_cases_reviewed", share, "ratio", query)
    return Observation(
        outcome=Outcome.PRESENT if share >= wanted else Outcome.ABSENT,
        observed=_seen(seen),
        places=(evidence.place("", query),),
        readings=(reading.model_copy(update={"n": float(seen.due)}),),
    )


def _seen(seen: Reviews) -> str:
    told = (
        f"{seen.due_in_time:,} of {seen.due:,} due cases reviewed within {seen.limit_hours:g} hours"
    )
    if seen.wait_p95_hours is not None:
        told += f"; 95 of 100 wait at most {seen.wait_p95_hours:,.1f} hours"
    return f"{told}; {seen.rows - seen.reviewed:,} are open"
