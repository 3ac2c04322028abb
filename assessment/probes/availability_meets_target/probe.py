"""Whether availability meets its target."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, span
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
    """Over the whole history the value decides; over less, only an interval below the target.

    Over less than the least history nothing does: minutes are thirty days in neither direction.
    """
    signal, asked = evidence.signal(METRIC), evidence.objectives
    if signal.value is None:
        return undecided(evidence, METRIC)
    seen = f"{with_interval(signal)} {over(evidence)}, {_target(evidence)}"
    if long_enough(evidence, asked.history_days):
        present = signal.value >= asked.availability_target
        return decided(evidence, METRIC, present=present, seen=seen)
    if not long_enough(evidence, asked.minimum_history_hours / 24):
        return not_yet(evidence, METRIC, _too_short(evidence), asked.history_days)
    if signal.high is not None and signal.high < asked.availability_target:
        return decided(evidence, METRIC, present=False, seen=seen)
    return not_yet(evidence, METRIC, seen, asked.history_days)


def _target(evidence: RuntimeEvidence) -> str:
    objectives = evidence.objectives
    target = percent(objectives.availability_target)
    stated = "availability_target" in objectives.stated
    return f"target {target}" if stated else f"no target is stated and {target} is usual"


def _too_short(evidence: RuntimeEvidence) -> str:
    least = span(evidence.objectives.minimum_history_hours * 3600)
    return (
        f"{span(evidence.history_seconds)} seen, {with_interval(evidence.signal(METRIC))}, "
        f"{_target(evidence)}; less than {least} says nothing about it"
    )
