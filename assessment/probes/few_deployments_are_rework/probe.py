"""Whether deployments bring something new."""

from assessment.connectors.forge.dora import rework_ratio
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import followed, percents, reading, route_told, window
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """The interval must lie on one side of the limit."""
    if (stop := followed(evidence)) is not None:
        return stop
    found, limit = rework_ratio(evidence.delivery), evidence.objectives.rework_limit
    if found is None or found.low is None or found.high is None:
        seen = "no two deployments could be followed through the main branch"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    outcome = Outcome.PRESENT if found.high <= limit else Outcome.UNAVAILABLE
    if found.low > limit:
        outcome = Outcome.ABSENT
    number = reading(
        evidence, "rework_ratio", found.value, "ratio", n=found.n, low=found.low, high=found.high,
        query=f"deployments that go back or repair, {route_told(evidence)}", **window(evidence),
    )  # fmt: skip
    return Observation(
        outcome=outcome, readings=(number,),
        observed=f"{percents(found)} repaired an earlier one, {route_told(evidence)}, limit {limit:.0%}",
    )  # fmt: skip
