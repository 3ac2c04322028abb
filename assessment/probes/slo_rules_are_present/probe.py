"""Whether an objective and a burn-rate alert are there."""

import re

from assessment.connectors.runtime.evidence import Rule, RuntimeEvidence, Status
from assessment.connectors.runtime.saying import about_the_service
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

OBJECTIVE = re.compile(
    r"(?i)(?<![a-z])slos?(?![a-z])|sloth_|pyrra|error_?budget|burn_?rate|budget_?burn|sli_error"
)
BURN = re.compile(r"(?i)burn|error_?budget|budgetburn")


def observe(evidence: RuntimeEvidence) -> Observation:
    """Present with an alert on a burn rate; objectives that nobody is told about are not enough."""
    if evidence.rules_status is not Status.VALUE:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=evidence.rules_reason)
    found = [rule for rule in about_the_service(evidence) if OBJECTIVE.search(_text(rule))]
    alerts = [rule for rule in found if rule.kind == "alert" and BURN.search(_text(rule))]
    if not alerts and not evidence.capacity.kept.read:
        return evidence.capacity.kept.unavailable()
    others = len(found) - len(alerts)
    named = f", such as {alerts[0].name}" if alerts else ""
    return Observation(
        outcome=Outcome.PRESENT if alerts else Outcome.ABSENT,
        observed=f"{len(alerts)} burn-rate alerts{named}, {others} other rules about objectives",
        places=_places(evidence, found[:5]),
        readings=(_reading(evidence, len(found)),),
    )


def _text(rule: Rule) -> str:
    return " ".join((rule.name, rule.group, rule.expr, *rule.labels, *rule.labels.values()))


def _places(evidence: RuntimeEvidence, rules: list[Rule]) -> tuple[Place, ...]:
    return tuple(
        Place(label=f"rule {rule.name}", query=rule.expr, url=evidence.rules_url) for rule in rules
    )


def _reading(evidence: RuntimeEvidence, count: int) -> Reading:
    return Reading(
        metric="slo_rules", value=float(count), unit="count", query="GET /api/v1/rules",
        url=evidence.rules_url, read_at=evidence.read_at,
    )  # fmt: skip
