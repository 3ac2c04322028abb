"""Whether a workflow is dangerous."""

from assessment.connectors.scans.evidence import ScorecardEvidence
from assessment.connectors.scans.judging import scored
from assessment.observation import Observation


def observe(evidence: ScorecardEvidence) -> Observation:
    """The score of Dangerous-Workflow against its threshold."""
    return scored(evidence, "Dangerous-Workflow")
