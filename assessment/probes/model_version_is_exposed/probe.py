"""Whether the served version can be told."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where the service has metrics and none names a version."""
    if evidence.versions:
        shown = ", ".join(f"{item.value}" for item in evidence.versions[:3])
        first = evidence.versions[0]
        return Observation(
            outcome=Outcome.PRESENT,
            observed=f"{first.metric} names {shown}",
            places=(Place(label=f"{first.metric}, {first.label}", url=evidence.reader),),
        )
    if not evidence.metrics:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no metric could be read")
    if evidence.versions_reason:
        said = f"asking for the version failed: {evidence.versions_reason}"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=said)
    seen = f"none of {len(evidence.metrics)} metrics names the model's version"
    return Observation(outcome=Outcome.ABSENT, observed=seen)
