"""Whether scheduled runs start when they are due."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import decided, reading, undecided
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "schedule_delay_min"


def observe(evidence: OrchestratorEvidence) -> Observation:
    """Pipelines that no schedule starts have nothing to be late for."""
    if cannot := undecided(evidence.pipelines, "pipeline"):
        return cannot
    timed = [item for item in evidence.pipelines if item.delay_p95_min is not None]
    if not timed:
        return Observation(
            outcome=Outcome.NOT_APPLICABLE, observed="no run was started by schedule"
        )
    if sum(item.delays for item in timed) < evidence.objectives.pipeline_minimum_runs:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="too few runs started before the next one was due",
            remedy="Look again when the pipelines have run more often.",
        )  # fmt: skip
    limit = evidence.objectives.schedule_delay_limit_min
    worst = max(item.delay_p95_min or 0.0 for item in timed)
    bad = [item for item in timed if (item.delay_p95_min or 0.0) > limit]
    runs, later = sum(item.delays for item in timed), sum(item.caught_up for item in timed)
    more = f"; {later} were caught up later" if later else ""
    return decided(
        timed, bad, f"start 19 of 20 runs within {limit:g} minutes "
        f"(worst {worst:.0f}, {runs} runs{more})",
        reading(evidence, timed, METRIC, worst, "min", runs),
    )  # fmt: skip
