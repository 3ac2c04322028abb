"""Whether the monitoring really reads the service."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.saying import decided, undecided
from assessment.observation import Observation

METRIC = "scrape_age_s"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where the newest sample is old or gone, or where a target is down."""
    signal, limit = evidence.signal(METRIC), evidence.objectives.scrape_age_limit_s
    down = [target for target in evidence.targets if target.health == "down"]
    if signal.status is Status.NO_SAMPLES and evidence.history_seconds:
        return decided(evidence, METRIC, present=False, seen=signal.reason)
    if signal.value is None:
        return undecided(evidence, METRIC)
    seen = f"newest sample {signal.value:.0f} seconds old, limit {limit:.0f}"
    if evidence.targets:
        seen += f"; {len(evidence.targets) - len(down)} of {len(evidence.targets)} instances up"
    return decided(evidence, METRIC, present=signal.value <= limit and not down, seen=seen)
