"""Whether a failed task is tried again."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import decided
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: OrchestratorEvidence) -> Observation:
    """One task with retries is enough: an empty task or a sensor needs none."""
    pipelines = evidence.pipelines
    if not pipelines:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no pipeline was chosen")
    for item in pipelines:
        if not item.tasked.read:
            return item.tasked.unavailable()
    tasks = sum(item.tasks for item in pipelines)
    if not tasks:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="the pipelines tell of no task")
    again = sum(item.tasks_with_retries for item in pipelines)
    bad = [item for item in pipelines if not item.tasks_with_retries]
    return decided(pipelines, bad, f"pipelines retry ({again} of {tasks} tasks)")
