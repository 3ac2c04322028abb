"""Whether what runs now says what it needs."""

from assessment.connectors.cluster.evidence import ClusterEvidence, Container
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """Each container has all of it."""
    lacking = [
        (item, container, _missing(container))
        for item in evidence.workloads
        for container in item.containers
        if _missing(container)
    ]
    told = [f"{item.name}/{one.name}: {', '.join(what)}" for item, one, what in lacking]
    shown = [item for item, _, _ in lacking] or list(evidence.workloads)
    return Observation(
        outcome=Outcome.ABSENT if lacking else Outcome.PRESENT,
        observed="; ".join(told[:3]) or "every container has requests, limits and probes",
        places=tuple(evidence.place(item) for item in dict.fromkeys(shown))[:4],
    )


def _missing(item: Container) -> tuple[str, ...]:
    facts = (
        ("no requests", not item.requests),
        ("no limits", not item.limits),
        ("no readiness probe", not item.readiness),
        ("one probe for readiness and liveness", item.same_probe),
    )
    return tuple(word for word, wrong in facts if wrong)
