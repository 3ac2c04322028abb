"""Whether the scheduled jobs of a service do their work."""

from datetime import timedelta

from assessment.connectors.cluster.evidence import ClusterEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ClusterEvidence) -> Observation:
    """Only jobs that are switched on count; without one there is nothing to judge."""
    if not evidence.jobs.read:
        return evidence.jobs.unavailable()
    active = [item for item in evidence.schedules if not item.suspended]
    if not active:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no scheduled job is switched on here",
            remedy="Point at where the jobs of this service run.",
        )  # fmt: skip
    limit = timedelta(hours=evidence.objectives.job_age_limit_hours)
    late = [
        item
        for item in active
        if item.last_success is None or evidence.read_at - item.last_success > limit
    ]
    names = ", ".join(item.name for item in late[:4])
    return Observation(
        outcome=Outcome.ABSENT if late else Outcome.PRESENT,
        observed=f"{len(late)} of {len(active)} without a success in time: {names}" if late else
        f"{len(active)} of {len(active)} succeeded in time",
        places=tuple(evidence.place(item) for item in (late or active)[:4]),
    )  # fmt: skip
