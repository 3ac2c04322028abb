"""Whether few requests fail."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import decided, over, percent, undecided, with_interval
from assessment.observation import Observation

METRIC = "error_ratio"


def observe(evidence: RuntimeEvidence) -> Observation:
    """The whole interval must lie on one side of the limit; otherwise nothing is decided."""
    signal, limit = evidence.signal(METRIC), evidence.objectives.error_ratio_limit
    if signal.value is None or signal.low is None or signal.high is None:
        return undecided(evidence, METRIC)
    seen = f"{with_interval(signal)} failed {over(evidence)}, limit {percent(limit)}"
    if signal.low <= limit < signal.high:
        return undecided(evidence, METRIC, f"{seen}: too few requests to tell")
    return decided(evidence, METRIC, present=signal.high <= limit, seen=seen)
