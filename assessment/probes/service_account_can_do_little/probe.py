"""Whether the account of the service is more powerful than it needs to be."""

from assessment.connectors.cluster.evidence import ClusterEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """A power that no service needs is named; what could not be read is not called harmless."""
    powerful = [item for item in evidence.workloads if item.powers]
    if not powerful and not evidence.rights.read:
        return evidence.rights.unavailable()
    shown = powerful or list(evidence.workloads)
    told = [f"account {item.account} of {item.name}: {', '.join(item.powers)}" for item in powerful]
    return Observation(
        outcome=Outcome.ABSENT if powerful else Outcome.PRESENT,
        observed="; ".join(told[:3]) or "no such right is bound to any account",
        places=tuple(evidence.place(item) for item in shown[:4]),
    )
