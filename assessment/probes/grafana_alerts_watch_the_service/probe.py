"""Whether Grafana alerts on the service."""

from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.saying import counted
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: DashboardEvidence) -> Observation:
    """No rule is no verdict: another server may evaluate them."""
    if not evidence.ruled.read:
        return evidence.ruled.unavailable()
    if not evidence.rules:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"none of {counted(evidence.rules_listed, 'rule')} of Grafana reads the service",
        )
    working = [item for item in evidence.rules if not item.paused and not item.failing]
    dead = len(evidence.rules) - len(working)
    seen = f"{len(working)} of {counted(len(evidence.rules), 'rule')} work"
    named = ", ".join(item.name for item in (working or evidence.rules)[:3])
    return Observation(
        outcome=Outcome.PRESENT if working else Outcome.ABSENT,
        observed=f"{seen} ({dead} paused or failing): {named}" if dead else f"{seen}: {named}",
        places=tuple(
            Place(label=item.name, query=item.expression[:500], url=item.url)
            for item in (working or evidence.rules)[:4]
        ),
    )
