"""Whether the retraining needs somebody to start it."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import decided, undecided
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: OrchestratorEvidence) -> Observation:
    """Only a run that ended well tells how it was started."""
    if cannot := undecided(evidence.retraining, "retraining"):
        return cannot
    ran = [item for item in evidence.retraining if item.last_success is not None]
    if not ran:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no retraining ended well yet")
    return decided(ran, [item for item in ran if not item.last_by_itself], "started by themselves")
