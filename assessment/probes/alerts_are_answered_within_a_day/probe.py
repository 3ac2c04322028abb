"""Whether what fires is acted on."""

from datetime import timedelta

from assessment.connectors.paging.evidence import ActiveAlert, PagingEvidence
from assessment.connectors.runtime.evidence import span
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: PagingEvidence) -> Observation:
    """Where nothing fires, nothing shows how alerts are answered: the question does not arise."""
    if not evidence.firing.read:
        return evidence.firing.unavailable()
    firing = [item for item in evidence.alerts if not item.by_design]
    if not firing:
        seen = "no alert of this service fires now"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen, too_few=True)
    limit = timedelta(hours=evidence.objectives.alert_age_limit_hours)
    old = [item for item in firing if not item.suppressed and _age(evidence, item) > limit]
    seen = f"{len(old)} of {len(firing)} firing alerts are left too long"
    return Observation(
        outcome=Outcome.ABSENT if old else Outcome.PRESENT,
        observed=f"{seen}: {'; '.join(_told(evidence, item) for item in old[:3])}" if old else seen,
        places=tuple(evidence.alert_place(item) for item in (old or firing)[:4]),
    )


def _age(evidence: PagingEvidence, item: ActiveAlert) -> timedelta:
    return evidence.read_at - item.started_at


def _told(evidence: PagingEvidence, item: ActiveAlert) -> str:
    return f"{item.name} for {span(_age(evidence, item).total_seconds())}"
