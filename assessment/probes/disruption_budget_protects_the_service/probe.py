"""Whether maintenance can take the service down."""

from assessment.connectors.cluster.evidence import ClusterEvidence, Workload
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """A budget that allows nobody to go stops maintenance, and is no protection either."""
    if not evidence.disruption.read:
        return evidence.disruption.unavailable()
    bare = [item for item in evidence.workloads if not item.disruptions]
    return Observation(
        outcome=Outcome.ABSENT if bare else Outcome.PRESENT,
        observed="; ".join(map(_told, bare[:3])) or "every workload has a budget that leaves room",
        places=tuple(evidence.place(item) for item in (bare or evidence.workloads)[:4]),
    )


def _told(item: Workload) -> str:
    if item.disruptions is None:
        return f"{item.name}: no budget"
    return f"{item.name}: its budget lets no replica go"
