"""Whether declared rules hold."""

from assessment.connectors.tables.evidence import DatasetEvidence, RuleResult, RuleState
from assessment.model import Outcome, Reading
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """One broken rule is absent; a rule that cannot be read keeps a clean table from passing."""
    if not evidence.rules:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no rule is declared")
    broken = [rule for rule in evidence.rules if rule.state is RuleState.BROKEN]
    unread = [rule for rule in evidence.rules if rule.state is RuleState.UNREADABLE]
    if unread and not broken:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"{len(unread)} of {len(evidence.rules)} rules: {_why(unread[0])}",
            remedy="Correct the rule, and look again.",
        )
    return Observation(
        outcome=Outcome.ABSENT if broken else Outcome.PRESENT,
        observed=_seen(evidence, broken),
        places=tuple(
            evidence.place(rule.column, rule.rule) for rule in (broken or evidence.rules)[:5]
        ),
        readings=_readings(evidence, len(broken)),
    )


def _why(rule: RuleResult) -> str:
    return f"“{rule.rule}”, {rule.reason}"


def _seen(evidence: DatasetEvidence, broken: list[RuleResult]) -> str:
    if not broken:
        return f"{len(evidence.rules)} rules hold for {evidence.rows:,} rows"
    worst = max(broken, key=lambda rule: rule.failing_rows)
    return (
        f"{len(broken)} of {len(evidence.rules)} rules broken; "
        f"“{worst.rule}” by {worst.failing_rows:,} of {evidence.rows:,} rows"
    )


def _readings(evidence: DatasetEvidence, broken: int) -> tuple[Reading, ...]:
    failures = evidence.reading("rule_failures", float(broken), "count", "declared rules")
    if not evidence.rows:
        return (failures,)
    share = 1 - evidence.rows_breaking_rules / evidence.rows
    return failures, evidence.reading("rows_passing_rules", share, "ratio", "declared rules")
