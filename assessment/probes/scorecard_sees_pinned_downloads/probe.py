"""Whether downloads of the build are pinned."""

from assessment.connectors.scans.evidence import ScorecardEvidence
from assessment.connectors.scans.judging import scored
from assessment.observation import Observation


def observe(evidence: ScorecardEvidence) -> Observation:
    """The score of Pinned-Dependencies against its threshold."""
    return scored(evidence, "Pinned-Dependencies")
