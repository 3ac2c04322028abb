"""Whether each pipeline has an owner."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import decided
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: OrchestratorEvidence) -> Observation:
    """The retraining needs an owner as much as the loads."""
    pipelines = (*evidence.pipelines, *evidence.retraining)
    if not pipelines:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no pipeline was chosen")
    return decided(pipelines, [item for item in pipelines if not item.owned], "name an owner")
