"""Whether Scorecard found the last changes reviewed."""

from assessment.connectors.scans.evidence import ScorecardEvidence
from assessment.connectors.scans.judging import scored
from assessment.observation import Observation


def observe(evidence: ScorecardEvidence) -> Observation:
    """The score of Code-Review against its threshold."""
    return scored(evidence, "Code-Review")
