"""Whether a failed deployment is replaced soon."""

from datetime import timedelta

from assessment.connectors.forge.dora import recovery_h
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import figure, followed, ranged, reading, route_told, window
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Where nothing failed there is nothing to recover from: the question does not arise.

    How long incidents were open, where the forge counts that itself, is told besides.
    """
    seen, theirs = _observed(evidence), figure(evidence, "time_to_restore_h")
    if theirs is None:
        return seen
    also = reading(
        evidence, theirs.metric, theirs.value, "h", n=theirs.n,
        query="incidents opened to closed, as the forge counts", **window(evidence),
    )  # fmt: skip
    return seen.model_copy(update={"readings": (*seen.readings, also)})


def _observed(evidence: ForgeEvidence) -> Observation:
    if (stop := followed(evidence)) is not None:
        return stop
    asked, delivery = evidence.objectives, evidence.delivery
    within = timedelta(hours=asked.change_fail_hours)
    found, left = recovery_h(delivery, within, evidence.read_at)
    if found is None and not left:
        seen = f"no failed deployment is known, {route_told(evidence)}"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen, too_few=True)
    open_ones = f"{left} failed and were not followed by a good one" if left else ""
    if found is None:
        return Observation(outcome=Outcome.ABSENT, observed=open_ones)
    slow = found.value > asked.recovery_limit_h or left > found.n
    number = reading(
        evidence, "failed_deployment_recovery_h", found.value, "h", n=found.n, low=found.low,
        high=found.high, query=f"failed to next good, {route_told(evidence)}", **window(evidence),
    )  # fmt: skip
    seen = f"{ranged(found, 'hours')} over {found.n} failed deployments, limit {asked.recovery_limit_h:g}"
    return Observation(
        outcome=Outcome.ABSENT if slow else Outcome.PRESENT,
        observed=f"{seen}; {open_ones}" if open_ones else seen, readings=(number,),
    )  # fmt: skip
