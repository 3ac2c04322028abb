"""Whether the service survives the loss of a machine."""

from assessment.connectors.cluster.evidence import ClusterEvidence, Workload
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """Every workload stands on more than one leg."""
    lone = [item for item in evidence.workloads if item.ready < 2 or not item.spread]
    return Observation(
        outcome=Outcome.ABSENT if lone else Outcome.PRESENT,
        observed=_told(evidence, lone),
        places=tuple(evidence.place(item) for item in (lone or evidence.workloads)[:4]),
    )


def _told(evidence: ClusterEvidence, lone: list[Workload]) -> str:
    if not lone:
        least = min((item.ready for item in evidence.workloads), default=0)
        return f"at least {least} replicas ready each, spread"
    first = lone[0]
    why = f"{first.ready} ready" if first.ready < 2 else "no rule keeps its replicas apart"
    others = f", and {len(lone) - 1} more" if len(lone) > 1 else ""
    return f"{first.name}: {why}{others}"
