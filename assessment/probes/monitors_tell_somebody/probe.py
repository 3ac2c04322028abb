"""Whether monitors tell somebody."""

from assessment.connectors.apm.rules import TOLD
from assessment.connectors.runtime.evidence import Rule, RuntimeEvidence, Status
from assessment.connectors.runtime.saying import about_the_service
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """One silent monitor is enough for absent; without any monitor the question does not arise."""
    if evidence.rules_status is not Status.VALUE:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=evidence.rules_reason)
    mine = [rule for rule in about_the_service(evidence) if rule.kind == "alert"]
    if not mine:
        seen = "no monitor watches this service"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    silent = [rule for rule in mine if not rule.annotations.get(TOLD)]
    ways = sorted(
        {way for rule in mine for way in rule.annotations.get(TOLD, "").split(", ") if way}
    )
    seen = f"{len(mine) - len(silent)} of {len(mine)} monitors tell somebody"
    return Observation(
        outcome=Outcome.ABSENT if silent else Outcome.PRESENT,
        observed=f"{seen}: {', '.join(ways[:6])}" if ways else seen,
        places=tuple(_place(evidence, rule) for rule in (silent or mine)[:5]),
    )


def _place(evidence: RuntimeEvidence, rule: Rule) -> Place:
    return Place(label=f"monitor {rule.name}", query=rule.expr, url=evidence.rules_url)
