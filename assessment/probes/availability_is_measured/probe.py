"""Whether availability is measured, and for how long."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status, span
from assessment.connectors.runtime.saying import (
    decided,
    long_enough,
    not_known,
    not_yet,
    undecided,
    with_interval,
)
from assessment.observation import Observation

METRIC = "availability"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where the service's own metrics cannot give it; too short a history is no verdict."""
    signal = evidence.signal(METRIC)
    if signal.value is not None:
        held = f"measured for {span(evidence.history_seconds)}: {with_interval(signal)}"
        if long_enough(evidence, evidence.objectives.history_days):
            return decided(evidence, METRIC, present=True, seen=held)
        return not_yet(evidence, METRIC, held, evidence.objectives.history_days)
    if signal.status is Status.NOT_EXPOSED and evidence.metrics:
        if not evidence.system:
            return not_known(evidence, METRIC)
        seen = f"{len(evidence.metrics)} metrics, but {signal.reason}"
        return decided(evidence, METRIC, present=False, seen=seen)
    return undecided(evidence, METRIC)
