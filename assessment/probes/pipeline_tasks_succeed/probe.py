"""Whether the tasks of the pipelines succeed."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "task_failure_ratio"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Against the limit where the number is there; not applicable to what shows none."""
    signal, limit = evidence.signal(METRIC), evidence.objectives.task_failure_limit
    if METRIC not in evidence.signals or signal.status is Status.NOT_EXPOSED:
        seen = "no scheduler is watched under these labels"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    if signal.value is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=signal.reason or "there is no number",
            places=evidence.place(signal),
        )  # fmt: skip
    return Observation(
        outcome=Outcome.PRESENT if signal.value <= limit else Outcome.ABSENT,
        observed=f"{signal.value:.1%} failed ({signal.meaning}), limit {limit:.0%}",
        places=evidence.place(signal),
        readings=evidence.reading(METRIC),
    )
