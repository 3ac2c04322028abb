"""Whether just anybody inside the cluster may call the service."""

from assessment.connectors.cluster.evidence import ClusterEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """Every workload is meant by a policy."""
    if not evidence.network.read:
        return evidence.network.unavailable()
    open_ = [item for item in evidence.workloads if not item.restricted]
    names = ", ".join(item.name for item in open_[:4])
    return Observation(
        outcome=Outcome.ABSENT if open_ else Outcome.PRESENT,
        observed=f"no policy for {names}" if open_ else "a policy for each",
        places=tuple(evidence.place(item) for item in (open_ or evidence.workloads)[:4]),
    )
