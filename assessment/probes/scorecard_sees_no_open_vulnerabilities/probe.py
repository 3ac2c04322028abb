"""Whether known vulnerabilities are open."""

from assessment.connectors.scans.evidence import ScorecardEvidence
from assessment.connectors.scans.judging import scored
from assessment.observation import Observation


def observe(evidence: ScorecardEvidence) -> Observation:
    """The score of Vulnerabilities against its threshold."""
    return scored(evidence, "Vulnerabilities")
