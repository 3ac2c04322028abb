"""Whether the model was made anew in time."""

from datetime import timedelta

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import decided, reading, undecided
from assessment.observation import Observation

METRIC = "refresh_days"


def observe(evidence: OrchestratorEvidence) -> Observation:
    """Each pipeline that was named has to have run; how long the longest took is the number."""
    pipelines, held = evidence.retraining, evidence.objectives
    if cannot := undecided(pipelines, "retraining"):
        return cannot
    limit = timedelta(days=held.model_age_limit_days)
    bad = [
        item
        for item in pipelines
        if item.last_success is None or evidence.read_at - item.last_success > limit
    ]
    lengths = [item.longest_days for item in pipelines if item.longest_days is not None]
    stated = "stated" if "model_age_limit_days" in held.stated else "usual"
    return decided(
        pipelines, bad, f"ended well within {limit.days} days (the {stated} age of a model)",
        *([reading(evidence, pipelines, METRIC, max(lengths), "days")] if lengths else []),
    )  # fmt: skip
