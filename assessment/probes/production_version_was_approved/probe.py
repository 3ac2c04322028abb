"""Whether somebody signed the version that serves."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: RegistryEvidence) -> Observation:
    """Every version in production has the mark; without one in production there is nothing to read."""
    serving = [item for item in evidence.versions if item.number in evidence.production]
    if not serving:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no version is called production",
            places=(evidence.place(),),
        )  # fmt: skip
    bare = [item for item in serving if not item.approved]
    numbers = ", ".join(item.number for item in bare or serving)
    return Observation(
        outcome=Outcome.ABSENT if bare else Outcome.PRESENT,
        observed=f"version {numbers} has {'no' if bare else 'a'} mark of approval",
        places=tuple(evidence.place(item) for item in bare or serving),
    )
