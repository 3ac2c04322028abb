"""Reviewers notice errors that were put in on purpose, by a number that was chosen."""

from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.saying import held
from assessment.observation import Observation

METRIC = "seeded_errors_caught"


def observe(evidence: NumbersEvidence) -> Observation:
    """The last figure against the target of the metric."""
    return held(evidence, METRIC)
