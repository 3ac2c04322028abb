"""Whether there is a version to go back to."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: RegistryEvidence) -> Observation:
    """Two ready versions are the least that a way back needs."""
    if not evidence.versions:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=f"{evidence.model} has no version",
            places=(evidence.place(),),
        )  # fmt: skip
    ready = evidence.ready
    return Observation(
        outcome=Outcome.PRESENT if len(ready) >= 2 else Outcome.ABSENT,
        observed=f"{len(ready)} of {len(evidence.versions)} versions ready",
        places=tuple(evidence.place(item) for item in ready[:2]) or (evidence.place(),),
    )
