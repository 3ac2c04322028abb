"""Questions about settings, YAML bodies and pages that several probes ask of a repository."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assessment.repository.evidence import Document, Page, PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, imports, objects, own
from assessment.repository.remembering import remembered
from assessment.repository.roles import role_of

_DEPTH = 12
_SCHEDULED = ("CronJob", "CronWorkflow", "ScheduledSparkApplication")
_ORCHESTRATORS = (
    "airflow", "dagster", "prefect", "kfp", "metaflow", "zenml", "luigi", "flytekit", "dlt", "kedro",
    "mage_ai",
)  # fmt: skip
_MOVES = re.compile(
    r"\b(?:etl|elt|ingest\w*|load|import|extract|sync|features?|train\w*|retrain\w*|predict\w*|"
    r"scor(?:e|ing)|batch|dbt|spark|pipeline|backfill)\b",
    re.IGNORECASE,
)
TEMPLATE = re.compile(r"template|\bexample|sample|boilerplate", re.IGNORECASE)


def set_to(modules: Iterable[PythonModule], name: str, value: str, call: str = "") -> list[Hit]:
    """Where an argument of this name has a literal or name that matches ``value`` (patterns)."""
    return [
        Hit(module.path, item.line, item.value or item.name)
        for module in modules
        for item in module.settings
        if re.fullmatch(name, item.name)
        and re.search(value, item.value, re.IGNORECASE)
        and re.search(call, item.call)
    ]


def keyed(evidence: RepositoryEvidence, *keys: str) -> Iterator[tuple[Document, str, Any]]:
    """Every mapping entry with one of these keys, anywhere in a YAML document."""
    wanted = set(keys)
    for document in evidence.documents:
        for key, value in _entries(document.body, _DEPTH):
            if key in wanted:
                yield document, key, value


def _entries(value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if depth and isinstance(value, dict):
        for key, inner in value.items():
            yield str(key), inner
            yield from _entries(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _entries(inner, depth - 1)


def is_source_of(evidence: RepositoryEvidence, package: str) -> bool:
    """Whether the package itself is made here, so that its own code is no use of it."""
    named = any(
        manifest.name.lower().replace("_", "-") == package for manifest in evidence.manifests
    )
    return named or package in remembered(evidence, _packages)


def _packages(evidence: RepositoryEvidence) -> frozenset[str]:
    """Names of the folders that are Python packages."""
    inside = "/__init__.py"
    folders = (file.path[: -len(inside)] for file in evidence.files if file.path.endswith(inside))
    return frozenset(folder.rpartition("/")[2] for folder in folders)


def own_pages(evidence: RepositoryEvidence, named: str) -> list[Page]:
    """Pages of the repository's own whose path matches, forms to fill in left out."""
    wanted = re.compile(named, re.IGNORECASE)
    return [
        page
        for page in evidence.pages
        if role_of(page.path) in {"source", "docs"}
        and wanted.search(page.path)
        and not TEMPLATE.search(page.path)
    ]


def parts_of(page: Page, parts: dict[str, re.Pattern[str]]) -> dict[str, int]:
    """Which parts a page has, by its headings and labels, and on which line."""
    found = {}
    titles = {**page.labels, **page.headings}
    for part, pattern in parts.items():
        if line := next((line for title, line in titles.items() if pattern.search(title)), 0):
            found[part] = line
    return found


def is_filled(page: Page, words_a_part: int = 12, most_placeholders: int = 3) -> bool:
    """Whether something is under the headings, and not the signs of a form left empty."""
    enough = page.words >= words_a_part * max(1, len(page.headings))
    return enough and page.placeholders < most_placeholders


def loads(evidence: RepositoryEvidence) -> list[Hit]:
    """Where data is loaded by a pipeline: an orchestrator's import, dbt, or a job on a clock."""
    return list(remembered(evidence, _loads))


def _loads(evidence: RepositoryEvidence) -> list[Hit]:
    found = imports(own(evidence), _ORCHESTRATORS)
    found += [
        Hit(file.path, 1, "dbt")
        for file in evidence.files
        if file.path.endswith(("dbt_project.yml", "dbt_project.yaml"))
        and role_of(file.path) == "source"
    ]
    timed = [item for item in objects(evidence, *_SCHEDULED) if _MOVES.search(_named(item))]
    return found + [Hit(item.path, item.line, item.kind) for item in timed]


def _named(document: Document) -> str:
    """A document's path and the name of its object."""
    body = document.body if isinstance(document.body, dict) else {}
    about = body.get("metadata")
    return f"{document.path} {about.get('name', '') if isinstance(about, dict) else ''}"
