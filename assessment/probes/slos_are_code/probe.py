"""Whether service level objectives are declared."""

import json
import re

from assessment.observation import Observation
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import Hit, holds_runtime, is_library, script_lines
from assessment.repository.saying import absent, counted, library, present, unavailable

KINDS = {"SLO", "PrometheusServiceLevel", "ServiceLevelObjective", "SLI"}
APIS = re.compile(r"^(?:openslo/|sloth\.|sloth\.slok\.dev|pyrra\.dev|n9/)")
RULES = re.compile(r"slo:(?:sli_error|objective|error_budget)|burn[_-]?rate", re.IGNORECASE)
TERRAFORM = (
    r"resource (?:datadog_service_level_objective|google_monitoring_slo|grafana_slo|"
    r"newrelic_service_level)"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find declared objectives; where nothing of a runtime is kept, they are elsewhere."""
    if is_library(evidence):
        return library(evidence)
    declared = [document for document in evidence.documents if _is_objective(document)]
    hits = [Hit(item.path, item.line, item.kind or "objective") for item in declared]
    hits += script_lines(evidence, TERRAFORM)
    if hits:
        return present(evidence, f"{counted(hits, 'objective')}, first in {hits[0].path}", hits)
    if not holds_runtime(evidence):
        return unavailable(
            "no configuration of a runtime is kept here",
            "Point Prodworthy at Prometheus, or at the repository that holds the objectives.",
        )
    return absent(evidence, "configuration of a runtime is kept here, and no objective")


def _is_objective(document: Document) -> bool:
    if document.kind in KINDS or APIS.match(document.api_version):
        return True
    sloth = isinstance(document.body, dict) and str(document.body.get("version", ""))
    if sloth and sloth.startswith("prometheus/"):
        return "slos" in document.keys
    rules = "groups" in document.keys or document.kind == "PrometheusRule"
    return rules and bool(RULES.search(json.dumps(document.body)))
