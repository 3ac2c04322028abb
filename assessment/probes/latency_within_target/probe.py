"""Whether latency is within the target that was stated."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Signal
from assessment.connectors.runtime.saying import decided, over, undecided
from assessment.observation import Observation

METRIC = "latency_p95_ms"
BUCKET = "Give the histogram a bucket that ends at the target, and look again."


def observe(evidence: RuntimeEvidence) -> Observation:
    """The interval must lie on one side of the target; a percentile *at least* only above it."""
    signal, target = evidence.signal(METRIC), evidence.objectives.latency_p95_ms
    if signal.value is None:
        return undecided(evidence, METRIC)
    mark = "at least " if signal.at_least else ""
    seen = f"{mark}{signal.value:,.1f} ms of {signal.n or 0:,.0f} requests {over(evidence)}"
    if target is None:
        return undecided(evidence, METRIC, f"{seen}; no target is stated")
    seen = f"{seen}, target {target:,.0f} ms"
    if (signal.n or 0) < evidence.objectives.latency_minimum_requests:
        return undecided(evidence, METRIC, f"{seen}: too few requests to tell")
    within = _within(signal, target)
    if within is None:
        return undecided(evidence, METRIC, f"{seen}: {_why(signal)}", BUCKET)
    return decided(evidence, METRIC, present=within, seen=seen)


def _why(signal: Signal) -> str:
    """Why the histogram does not tell on which side of the target the percentile lies."""
    if signal.at_least or signal.low is None or signal.high is None:
        return "it lies beyond the last bucket"
    return f"it lies between {signal.low:,.1f} and {signal.high:,.1f} ms, too close to tell"


def _within(signal: Signal, target: float) -> bool | None:
    value = signal.value or 0.0
    if signal.at_least:
        return False if value > target else None
    if signal.high is not None and signal.high <= target:
        return True
    low = value if signal.low is None else signal.low
    return False if low > target else None
