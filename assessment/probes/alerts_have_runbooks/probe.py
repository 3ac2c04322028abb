"""Whether alerts tell what to do."""

from assessment.connectors.runtime.evidence import Rule, RuntimeEvidence, Status
from assessment.connectors.runtime.saying import about_the_service
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

KEYS = ("runbook_url", "runbook", "runbook_link", "runbookurl", "playbook", "playbook_url")


def observe(evidence: RuntimeEvidence) -> Observation:
    """Present where each alert has one; without any alert the question does not arise."""
    if evidence.rules_status is not Status.VALUE:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=evidence.rules_reason)
    alerts = [rule for rule in about_the_service(evidence) if rule.kind == "alert"]
    if not alerts:
        seen = "no alert rule reads this service"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    without = [rule for rule in alerts if not _linked(rule)]
    have = len(alerts) - len(without)
    named = f"; none with {', '.join(rule.name for rule in without[:3])}" if without else ""
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{have} of {len(alerts)} alerts have a runbook{named}",
        places=tuple(
            Place(label=f"alert {rule.name}", query=rule.expr, url=evidence.rules_url)
            for rule in (without or alerts)[:5]
        ),
        readings=(_reading(evidence, have, len(alerts)),),
    )


def _linked(rule: Rule) -> bool:
    return any(
        key.lower() in KEYS and ("://" in text or "/" in text)
        for key, text in rule.annotations.items()
    )


def _reading(evidence: RuntimeEvidence, have: int, count: int) -> Reading:
    return Reading(
        metric="alerts_with_runbook", value=have / count, unit="ratio", n=float(count),
        query="GET /api/v1/rules", url=evidence.rules_url, read_at=evidence.read_at,
    )  # fmt: skip
