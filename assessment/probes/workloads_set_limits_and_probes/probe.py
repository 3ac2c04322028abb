"""Whether workloads state needs and readiness."""

import re
from typing import Any

from assessment.observation import Observation
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import Hit, is_library, objects
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, not_applicable, present, unavailable

KINDS = ("Deployment", "StatefulSet", "DaemonSet")
BESIDE = re.compile(r"(?:^|/)(?:load[-_]?tests?|perf\w*|mocks?|kind|local)/", re.IGNORECASE)
LOAD_TOOLS = re.compile(
    r"(?:^|[/-])(?:locust|k6|jmeter|gatling|vegeta|artillery|wrk2?|hey|fortio|siege)(?:[:@/-]|$)",
    re.IGNORECASE,
)
"""Images that make load for a test; they serve nobody."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """Judge parsed workloads; say *unavailable* where there are only templates."""
    if is_library(evidence):
        return library(evidence)
    kept = [item for item in objects(evidence, *KINDS) if role_of(item.path) == "source"]
    workloads = [item for item in kept if not _makes_load(item) and not BESIDE.search(item.path)]
    parsed = [item for item in workloads if isinstance(item.body, dict) and _containers(item)]
    templates = [item for item in workloads if item.template]
    if not parsed and not templates:
        return not_applicable("no Kubernetes workload is kept in this repository")
    if not parsed:
        return _templates(templates)
    lacking = [(item, missing) for item in parsed if (missing := _missing(item))]
    if not lacking:
        hits = [Hit(item.path, item.line, item.kind) for item in parsed]
        return present(evidence, f"all {len(parsed)} workloads set limits and readiness", hits)
    first, missing = lacking[0]
    lacks = f"{first.path} lacks {', '.join(missing)}"
    seen = f"{len(lacking)} of {len(parsed)} workloads lack something; {lacks}"
    return absent(evidence, seen, [Hit(item.path, item.line, item.kind) for item, _ in lacking])


def _templates(workloads: list[Document]) -> Observation:
    """A template shows which keys it can set, not whether the values set them."""
    return unavailable(
        f"{len(workloads)} workloads are templates; what they set depends on values kept elsewhere",
        "Render the templates with production values, or point Prodworthy at the cluster.",
    )


def _containers(document: Document) -> list[Any]:
    body: Any = document.body
    found = _at(body, "spec", "template", "spec", "containers")
    return found if isinstance(found, list) else []


def _makes_load(document: Document) -> bool:
    images = [str(_at(container, "image") or "") for container in _containers(document)]
    return bool(images) and all(LOAD_TOOLS.search(image) for image in images)


def _missing(document: Document) -> list[str]:
    missing: list[str] = []
    for container in _containers(document):
        resources = _at(container, "resources")
        missing += [f"resources.{key}" for key in ("requests", "limits") if not _at(resources, key)]
        missing += ["readinessProbe"] if not _at(container, "readinessProbe") else []
    return list(dict.fromkeys(missing))


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
