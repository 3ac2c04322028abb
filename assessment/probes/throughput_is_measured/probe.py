"""Whether requests are counted."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.saying import decided, not_known, over, undecided
from assessment.observation import Observation

METRIC = "request_rate"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where a known serving system counts no requests; no traffic decides nothing."""
    signal = evidence.signal(METRIC)
    if signal.value is not None:
        rate = f"{signal.value:,.2f} requests a second {over(evidence)} ({evidence.system_title})"
        return decided(evidence, METRIC, present=True, seen=rate)
    if signal.status is Status.NOT_EXPOSED and evidence.metrics:
        if not evidence.system:
            return not_known(evidence, METRIC)
        seen = f"none of {len(evidence.metrics)} metrics counts requests in a form that is known"
        return decided(evidence, METRIC, present=False, seen=seen)
    return undecided(evidence, METRIC)
