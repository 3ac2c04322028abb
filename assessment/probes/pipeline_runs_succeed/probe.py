"""Whether the pipelines' runs end well."""

from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.orchestrator.saying import reading, undecided
from assessment.connectors.runtime.arithmetic import wilson
from assessment.connectors.runtime.saying import percent
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "pipeline_success_ratio"


def observe(evidence: OrchestratorEvidence) -> Observation:
    """All chosen pipelines together; runs that somebody started do not count."""
    pipelines, held = evidence.pipelines, evidence.objectives
    if cannot := undecided(pipelines, "pipeline"):
        return cannot
    ended, good = sum(item.ended for item in pipelines), sum(item.succeeded for item in pipelines)
    if ended < held.pipeline_minimum_runs:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"{ended} scheduled runs ended in {evidence.window_days:g} days, "
            f"{held.pipeline_minimum_runs:g} are needed",
            places=tuple(item.place() for item in pipelines[:4]),
            remedy="Look again when the pipelines have run more often, or over a longer window.",
        )
    low, high = wilson(good, ended)
    found = reading(evidence, pipelines, METRIC, good / ended, "ratio", ended)
    trend = pipelines[0].trend if len(pipelines) == 1 else ()
    more = "; older ones were not read" if any(item.cut for item in pipelines) else ""
    return Observation(
        outcome=Outcome.PRESENT if good / ended >= held.pipeline_success_target else Outcome.ABSENT,
        observed=f"{percent(good / ended)} [{percent(low)} to {percent(high)}] of {ended} runs in "
        f"{evidence.window_days:g} days, target {percent(held.pipeline_success_target)}{more}",
        places=tuple(item.place() for item in pipelines[:4]),
        readings=(found.model_copy(update={"low": low, "high": high, "trend": trend}),),
    )
