"""Whether every feature view was materialised lately."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status, span
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "feature_age_s"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Against the limit where the number is there; not applicable to what shows none."""
    signal, limit = evidence.signal(METRIC), evidence.objectives.feature_age_limit_h
    if METRIC not in evidence.signals or signal.status is Status.NOT_EXPOSED:
        seen = "no feature store is watched under these labels"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    if signal.value is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=signal.reason or "there is no number",
            places=evidence.place(signal),
        )  # fmt: skip
    return Observation(
        outcome=Outcome.PRESENT if signal.value <= limit * 3600 else Outcome.ABSENT,
        observed=f"{span(signal.value)} ago ({signal.meaning}), limit {span(limit * 3600)}",
        places=evidence.place(signal),
        readings=evidence.reading(METRIC),
    )
