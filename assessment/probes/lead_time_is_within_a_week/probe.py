"""Whether changes arrive soon."""

from assessment.connectors.forge.dora import lead_time_days, waiting
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import figure, ranged, reaches, reading, route_told, window
from assessment.connectors.medians import Measure
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "lead_time_days"


def observe(evidence: ForgeEvidence) -> Observation:
    """From our own following of commits; else the forge's own figure, which begins at the merge."""
    if not evidence.delivering.read:
        return evidence.delivering.unavailable()
    limit = evidence.objectives.lead_time_limit_days
    measured = lead_time_days(evidence.changes, evidence.read_at, limit)
    if measured is None:
        return _by_the_forge(evidence, limit)
    outcome = Outcome.PRESENT if measured.value <= limit else Outcome.ABSENT
    if not reaches(evidence) or measured.n < evidence.objectives.least_changes:
        outcome = Outcome.UNAVAILABLE
    held = [item for item in evidence.changes if item.deployed_at]
    number = reading(
        evidence, METRIC, measured.value, "days", n=measured.n, low=measured.low, high=measured.high,
        query=f"first commit of a request to its deployment, {route_told(evidence)}",
        **window(evidence),
    )  # fmt: skip
    return Observation(
        outcome=outcome, observed=_told(evidence, measured, limit), readings=(number,),
        places=tuple(evidence.request(item) for item in held[:3]),
    )  # fmt: skip


def _told(evidence: ForgeEvidence, measured: Measure, limit: float) -> str:
    left = waiting(evidence.changes, evidence.read_at, limit)
    behind = f"; {left} of them are not deployed yet and count with their age" if left else ""
    seen = f"{ranged(measured, 'days')} over {measured.n} changes, {route_told(evidence)}"
    return f"{seen}, limit {limit:g}{behind}"


def _by_the_forge(evidence: ForgeEvidence, limit: float) -> Observation:
    found = figure(evidence, METRIC)
    if found is None:
        waits = "no looked-into change could be followed to a deployment"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=waits)
    # It begins at the merge: above the limit it is above it in any case, below it may not be.
    late = found.value > limit
    return Observation(
        outcome=Outcome.ABSENT if late else Outcome.UNAVAILABLE,
        observed=f"{found.value:.1f} days from merge to deployment as the forge counts, limit {limit:g}",
    )
