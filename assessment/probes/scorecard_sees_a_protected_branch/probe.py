"""Whether Scorecard found the main branch protected."""

from assessment.connectors.scans.evidence import ScorecardEvidence
from assessment.connectors.scans.judging import scored
from assessment.observation import Observation


def observe(evidence: ScorecardEvidence) -> Observation:
    """The score of Branch-Protection against its threshold."""
    return scored(evidence, "Branch-Protection")
