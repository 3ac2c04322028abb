"""Whether those for whom it was made use it."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """Active users against the number that was stated."""
    seen, wanted = evidence.usage, evidence.objectives.active_use_share
    if seen is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no log of use is named")
    if seen.reason or not seen.target or seen.ends is None:
        told = seen.reason or "how many people should use it is not stated"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    share = min(1.0, seen.active / seen.target)
    query = f"different {seen.user} in the seven days to {seen.ends.isoformat()}"
    reading = evidence.reading("active_use_ratio", share, "ratio", query)
    return Observation(
        outcome=Outcome.PRESENT if share >= wanted else Outcome.ABSENT,
        observed=f"{seen.active:,} of {seen.target:,.0f} target users in the week to {seen.ends.isoformat()}",
        places=(evidence.place(seen.user, query),),
        readings=(reading.model_copy(update={"n": seen.target}),),
    )
