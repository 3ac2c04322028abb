"""Whether the token that we were given is as narrow as its task."""

from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """What the forge says of the token; it says nothing of some kinds."""
    if evidence.token_writes is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed="the forge does not tell what this token may do, or none was given",
        )
    may = "may also write" if evidence.token_writes else "can only read"
    return Observation(
        outcome=Outcome.ABSENT if evidence.token_writes else Outcome.PRESENT,
        observed=f"the token given for this look {may}",
    )
