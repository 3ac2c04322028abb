"""Whether availability meets its target."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import (
    decided,
    long_enough,
    not_yet,
    over,
    percent,
    undecided,
    with_interval,
)
from assessment.observation import Observation

METRIC = "availability"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Over the whole history the value decides; over less, only an interval below the target."""
    signal, target = evidence.signal(METRIC), evidence.objectives.availability_target
    if signal.value is None:
        return undecided(evidence, METRIC)
    seen = f"{with_interval(signal)} {over(evidence)}, target {percent(target)}"
    if long_enough(evidence, evidence.objectives.history_days):
        return decided(evidence, METRIC, present=signal.value >= target, seen=seen)
    if signal.high is not None and signal.high < target:
        return decided(evidence, METRIC, present=False, seen=seen)
    return not_yet(evidence, METRIC, seen, evidence.objectives.history_days)
