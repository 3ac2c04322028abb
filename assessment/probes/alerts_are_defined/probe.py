"""Whether an alert reads the service."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.saying import about_the_service
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where rules can be read and none of the alerts is about this service."""
    if evidence.rules_status is not Status.VALUE:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=evidence.rules_reason)
    alerts = [rule for rule in evidence.rules if rule.kind == "alert"]
    ours = [rule for rule in about_the_service(evidence) if rule.kind == "alert"]
    named = ", ".join(rule.name for rule in ours[:3])
    seen = f"{len(ours)} of {len(alerts)} alert rules read this service"
    return Observation(
        outcome=Outcome.PRESENT if ours else Outcome.ABSENT,
        observed=f"{seen}: {named}" if ours else seen,
        places=tuple(
            Place(label=f"alert {rule.name}", query=rule.expr, url=evidence.rules_url)
            for rule in ours[:5]
        ),
    )
