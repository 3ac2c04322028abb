"""Whether there is room for twice the load."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import (
    decided,
    long_enough,
    not_yet,
    over,
    percent,
    undecided,
)
from assessment.observation import Observation

METRIC = "saturation"


def observe(evidence: RuntimeEvidence) -> Observation:
    """A peak above the limit is absent however short the history; one below it needs a week."""
    signal, limit = evidence.signal(METRIC), evidence.objectives.saturation_limit
    if signal.value is None:
        return undecided(evidence, METRIC)
    seen = f"{signal.value * 100:.0f} % at the peak {over(evidence)} ({signal.meaning}), "
    seen += f"limit {percent(limit)}"
    if signal.value > limit:
        return decided(evidence, METRIC, present=False, seen=seen)
    if not long_enough(evidence, evidence.objectives.saturation_days):
        return not_yet(evidence, METRIC, seen, evidence.objectives.saturation_days)
    return decided(evidence, METRIC, present=True, seen=seen)
