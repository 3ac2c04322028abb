"""Whether each pipeline is switched on and ended well lately."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence, Pipeline
from assessment.connectors.orchestrator.saying import decided, reading, undecided
from assessment.observation import Observation

METRIC = "pipeline_age_h"


def observe(evidence: OrchestratorEvidence) -> Observation:
    """The oldest of the newest good runs is the number."""
    pipelines, limit = evidence.pipelines, evidence.objectives.job_age_limit_hours
    if cannot := undecided(pipelines, "pipeline"):
        return cannot
    ages = {item.name: _hours(evidence, item) for item in pipelines}
    known = [age for age in ages.values() if age is not None]
    bad = [
        item for item in pipelines if item.paused or (age := ages[item.name]) is None or age > limit
    ]
    paused = sum(item.paused for item in pipelines)
    told = f"are switched on and ended well within {limit:g} hours"
    return decided(
        pipelines, bad, told + (f" ({paused} paused)" if paused else ""),
        *([reading(evidence, pipelines, METRIC, max(known), "h")] if known else []),
    )  # fmt: skip


def _hours(evidence: OrchestratorEvidence, item: Pipeline) -> float | None:
    if item.last_success is None:
        return None
    return max(0.0, (evidence.read_at - item.last_success).total_seconds() / 3600)
