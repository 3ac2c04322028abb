"""Whether a workload can grow by itself."""

from assessment.connectors.cluster.evidence import ClusterEvidence, Workload
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """A ceiling at or near the present replicas is no room; no autoscaler is none either."""
    if not evidence.scaling.read:
        return evidence.scaling.unavailable()
    room = evidence.objectives.scaling_room
    tight = [item for item in evidence.workloads if _room(item) < room]
    shown = tight or list(evidence.workloads)
    return Observation(
        outcome=Outcome.ABSENT if tight else Outcome.PRESENT,
        observed="; ".join(map(_told, shown[:3])),
        places=tuple(evidence.place(item) for item in shown[:4]),
    )


def _room(item: Workload) -> float:
    return item.maximum / max(item.current or item.replicas, 1) if item.maximum else 0.0


def _told(item: Workload) -> str:
    if item.maximum is None:
        return f"{item.name}: no autoscaler"
    return f"{item.name}: {item.current or item.replicas} of at most {item.maximum} replicas"
