"""Whether the oldest data that may be used is written down where a machine reads it."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, imports, is_library, own
from assessment.repository.saying import absent, counted, library, not_applicable, present
from assessment.repository.searching import is_source_of, keyed, loads, set_to

CALLS = (
    r"dagster\.(?:\w+\.)*(?:FreshnessPolicy|build_\w*freshness_checks\w*)|"
    r"(?:^|\.)FreshnessPolicy(?:\.\w+)?$|"
    r"airflow\.(?:\w+\.)*DeadlineAlert$|(?:^|\.)DeadlineAlert$"
)
SODA = re.compile(r"^freshness\s*(?:\(|using)", re.IGNORECASE)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Limits of dbt, Soda, Feast, Airflow and Dagster that are filled in."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    hits = [*_dbt(evidence), *_soda(evidence), *calls(modules, CALLS)]
    if imports(modules, ("airflow",)):
        hits += set_to(modules, "sla|deadline", ".")
    if not is_source_of(evidence, "feast"):
        hits += set_to(modules, "ttl", ".", r"FeatureView$")
    hits += set_to(modules, "freshness_policy", ".")
    if hits:
        seen = f"{counted(hits, 'limit')}, first {hits[0].name} in {hits[0].path}"
        return present(evidence, seen, hits)
    loading = loads(evidence)
    if not loading:
        return not_applicable("nothing here loads data on its own")
    return absent(evidence, f"{loading[0].path} loads data without a limit of age", loading)


def _dbt(evidence: RepositoryEvidence) -> list[Hit]:
    """``freshness`` with a count in it; ``null`` switches a check off."""
    return [
        Hit(item.path, item.line, "dbt source freshness")
        for item, _, value in keyed(evidence, "freshness")
        if {"sources", "models"} & set(item.keys)
        and isinstance(value, dict)
        and any(isinstance(limit, dict) and limit.get("count") for limit in value.values())
    ]


def _soda(evidence: RepositoryEvidence) -> list[Hit]:
    return [
        Hit(item.path, item.line, "Soda freshness")
        for item in evidence.documents
        for key in item.keys
        if key.startswith("checks for") and SODA.search(_first(item.body, key))
    ]


def _first(body: object, key: str) -> str:
    """The first check of a table that speaks of freshness."""
    checks = body.get(key) if isinstance(body, dict) else None
    names = [
        str(next(iter(check), "")) if isinstance(check, dict) else str(check)
        for check in (checks if isinstance(checks, list) else ())
    ]
    return next((name for name in names if SODA.search(name)), "")
