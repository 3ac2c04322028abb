"""Whether percentiles of latency can be read."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.saying import decided, over, undecided
from assessment.observation import Observation

METRIC, HIGHER = "latency_p95_ms", "latency_p99_ms"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent without a histogram, and where the percentile lies beyond its last finite bucket."""
    signal, higher = evidence.signal(METRIC), evidence.signal(HIGHER)
    if signal.status is Status.NOT_EXPOSED and evidence.system:
        return decided(evidence, METRIC, present=False, seen=signal.reason)
    if signal.value is None:
        return undecided(evidence, METRIC)
    counted = f"of {signal.n or 0:,.0f} requests {over(evidence)}"
    if signal.at_least:
        seen = f"p95 lies beyond the last bucket, at {signal.value:,.0f} ms or more, {counted}"
        return decided(evidence, METRIC, present=False, seen=seen)
    mark = "at least " if higher.at_least else ""
    seen = f"p95 {signal.value:,.1f} ms, p99 {mark}{higher.value or 0:,.1f} ms {counted}"
    if (signal.n or 0) < evidence.objectives.latency_minimum_requests:
        return undecided(evidence, METRIC, f"{seen}: too few to tell")
    found = decided(evidence, METRIC, present=True, seen=seen)
    return found.model_copy(update={"readings": (*found.readings, *evidence.reading(HIGHER))})
