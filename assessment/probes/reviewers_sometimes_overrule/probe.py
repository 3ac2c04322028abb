"""Whether the people in the loop leave a trace of their own mind."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.observation import Observation

RECORDED = 0.9
"""Of reviewed cases: a tenth may be from before both outcomes were written."""


def observe(evidence: DatasetEvidence) -> Observation:
    """Absent where outcomes are missing, or where among many cases none was overruled."""
    seen, least = evidence.reviews, evidence.objectives.minimum_labels
    if seen is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no log of reviews is named")
    if seen.reason:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen.reason)
    if seen.reviewed < least or not seen.compared:
        few = f"{seen.compared:,} of {seen.reviewed:,} reviewed cases have both outcomes, of {least:g} needed"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=few)
    recorded = seen.compared >= RECORDED * seen.reviewed
    query = "proposed outcome differs from the decided one"
    share = seen.overridden / seen.compared
    reading = evidence.reading("override_ratio", share, "ratio", query)
    return Observation(
        outcome=Outcome.PRESENT if recorded and seen.overridden else Outcome.ABSENT,
        observed=(
            f"{seen.overridden:,} of {seen.compared:,} proposals overruled; "
            f"{seen.reviewed - seen.compared:,} reviewed cases lack an outcome"
        ),
        places=(evidence.place("", query),),
        readings=(reading.model_copy(update={"n": float(seen.compared)}),),
    )
