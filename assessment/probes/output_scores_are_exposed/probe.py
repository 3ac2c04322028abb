"""Whether the model's outputs can be watched."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import over
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where the service has metrics and none is a histogram of outputs."""
    filled = {name: item for name, item in evidence.outputs.items() if item.value is not None}
    if filled:
        name, signal = next(iter(filled.items()))
        return Observation(
            outcome=Outcome.PRESENT,
            observed=f"{name} counted {signal.n or 0:,.0f} values {over(evidence)}",
            places=evidence.place(signal),
        )
    if evidence.outputs:
        name, signal = next(iter(evidence.outputs.items()))
        seen = f"{name} is there, but {signal.reason}"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    if not evidence.metrics:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no metric could be read")
    seen = f"none of {len(evidence.metrics)} metrics is a histogram of scores"
    return Observation(outcome=Outcome.ABSENT, observed=seen)
