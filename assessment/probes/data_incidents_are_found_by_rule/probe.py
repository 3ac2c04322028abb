"""Data incidents are found by a rule before a person notices, by a number that was chosen."""

from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.saying import held
from assessment.observation import Observation

METRIC = "data_incidents_found_by_rule"


def observe(evidence: NumbersEvidence) -> Observation:
    """The last figure against the target of the metric."""
    return held(evidence, METRIC)
