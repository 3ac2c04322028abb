"""Whether alert rules are in the repository."""

from typing import Any

from assessment.observation import Observation
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import Hit, holds_runtime, is_library, script_lines
from assessment.repository.saying import absent, counted, library, present, unavailable

TERRAFORM = (
    r"resource (?:aws_cloudwatch_metric_alarm|datadog_monitor|google_monitoring_alert_policy|"
    r"azurerm_monitor_\w*alert|grafana_rule_group|opsgenie_alert_policy)"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Count alert rules; where nothing of a runtime is kept here, they are elsewhere."""
    if is_library(evidence):
        return library(evidence)
    found = [(document, _alerts(document)) for document in evidence.documents]
    hits = [Hit(d.path, d.alerts.get(name, d.line), name) for d, names in found for name in names]
    hits += script_lines(evidence, TERRAFORM)
    if hits:
        names = ", ".join(hit.name for hit in hits[:3])
        return present(evidence, f"{counted(hits, 'alert rule')}: {names}", hits)
    if not holds_runtime(evidence):
        return unavailable(
            "no configuration of a runtime is kept here, and alerts belong beside it",
            "Point Prodworthy at Prometheus, or at the repository that holds the alert rules.",
        )
    return absent(evidence, "configuration of a runtime is kept here, and no alert rule")


def _alerts(document: Document) -> list[str]:
    body: Any = document.body
    if not isinstance(body, dict):
        return ["template"] if document.template and document.kind == "PrometheusRule" else []
    spec = body.get("spec") if document.kind == "PrometheusRule" else body
    groups = spec.get("groups") if isinstance(spec, dict) else None
    rules = [rule for group in _listed(groups) for rule in _listed(_value(group, "rules"))]
    names = [_value(rule, "alert") or _grafana(rule) for rule in rules]
    return [str(name)[:80] for name in names if name]


def _grafana(rule: Any) -> Any:
    return _value(rule, "title") if _value(rule, "condition") else None


def _value(item: Any, key: str) -> Any:
    return item.get(key) if isinstance(item, dict) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
