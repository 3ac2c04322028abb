"""Whether Grafana's alerts tell what to do."""

from assessment.connectors.dashboards.alerting import RULES
from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation


def observe(evidence: DashboardEvidence) -> Observation:
    """Present where each alert has one; without any alert the question does not arise."""
    if not evidence.ruled.read:
        return evidence.ruled.unavailable()
    rules = evidence.rules
    if not rules:
        seen = "no alert rule of Grafana reads this service"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    without = [item for item in rules if not item.runbook]
    have = len(rules) - len(without)
    named = f"; none with {', '.join(item.name for item in without[:3])}" if without else ""
    page = evidence.page("alerting/list", "alert rules").url
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{have} of {len(rules)} alerts have a runbook{named}",
        places=tuple(Place(label=item.name, url=item.url) for item in (without or rules)[:5]),
        readings=(
            Reading(
                metric="alerts_with_runbook", value=have / len(rules), unit="ratio",
                n=float(len(rules)), query=f"GET {RULES[0]}", url=page, read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip
