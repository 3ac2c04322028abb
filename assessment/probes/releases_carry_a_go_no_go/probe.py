"""Each release carries a signed decision that cites measured error, by a number that was chosen."""

from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.saying import held
from assessment.observation import Observation

METRIC = "releases_with_go_no_go"


def observe(evidence: NumbersEvidence) -> Observation:
    """The last figure against the target of the metric."""
    return held(evidence, METRIC)
