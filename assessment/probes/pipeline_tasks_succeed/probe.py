"""Whether the tasks of the pipelines succeed."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import held_to, percent
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Against the limit where the number is there; not applicable to what shows none."""
    limit = evidence.objectives.task_failure_limit
    return held_to(
        evidence, "task_failure_ratio", limit, percent, after="failed",
        nobody="no scheduler is watched under these labels",
    )  # fmt: skip
