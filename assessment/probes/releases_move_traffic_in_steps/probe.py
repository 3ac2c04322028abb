"""Whether releases go through a step before all traffic."""

from assessment.connectors.cluster.evidence import ClusterEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """An object with steps is enough; without one the mesh may still do it, out of sight here."""
    if not evidence.rollouts.read:
        return evidence.rollouts.unavailable()
    stepped = [item for item in evidence.releases if item.steps]
    if stepped:
        told = [
            f"{item.kind} {item.name}, {item.steps} step{'s'[: item.steps > 1]}" for item in stepped
        ]
        return Observation(
            outcome=Outcome.PRESENT, observed="; ".join(told[:3]),
            places=tuple(evidence.place(item) for item in stepped[:4]),
        )  # fmt: skip
    if evidence.releases:
        return Observation(
            outcome=Outcome.ABSENT, observed=f"{evidence.releases[0].name} moves all traffic at once",
            places=tuple(evidence.place(item) for item in evidence.releases[:4]),
        )  # fmt: skip
    return Observation(
        outcome=Outcome.UNAVAILABLE,
        observed="no such object is here; a mesh or a delivery tool may move traffic instead",
        remedy="Show the delivery tool’s own record, or look at the repository that defines it.",
    )
