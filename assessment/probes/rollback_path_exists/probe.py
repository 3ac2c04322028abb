"""Whether a way back to the previous version is written down as code."""

import re

from assessment.observation import Observation
from assessment.repository.delivery import deployments, published
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    calls,
    commands,
    holds_runtime,
    is_library,
    own,
    script_lines,
)
from assessment.repository.saying import absent, counted, library, present, unavailable
from assessment.repository.searching import own_pages

UNDO = (
    r"helm rollback|rollout undo|argocd app rollback|argo rollouts undo|kubectl-argo-rollouts|"
    r"rollback\.(?:sh|py)|make rollback|heroku rollback|(?:^|\s|-)rollback(?:-to)?(?:\s|=|$)|"
    r"update-traffic"
)
PROGRESSIVE = {"Rollout", "Canary", "AnalysisTemplate", "TrafficSplit"}
WEIGHTS = re.compile(r"canaryTrafficPercent|'(?:traffic|weight)': \d+|canary|blueGreen")
PAGE = r"(?:^|/)(?!.*(?:migration|database|schema|db)[^/]*$)[^/]*roll-?back[^/]*\.\w+$"
WORDS = 60
ALIAS = r"set_registered_model_alias|transition_model_version_stage"
VERSIONED = re.compile(
    r"(?:inputs|parameters|github\.event\.inputs)\.[\w.]*(?:version|tag|ref|image(?!_?name)|sha)",
    re.IGNORECASE,
)
DEPLOYED = re.compile(r"deploy|rollout|set image|helm upgrade|compose", re.IGNORECASE)
DATABASE = re.compile(r"alembic|migrat|session\.|cursor|transaction", re.IGNORECASE)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Collect every kind of way back; one is enough."""
    if is_library(evidence):
        return library(evidence)
    objects = [document for document in evidence.documents if _moves_traffic(document)]
    hits = [hit for hit in _lines(evidence) if not DATABASE.search(hit.name)]
    hits += [Hit(item.path, item.line, item.kind or "weights") for item in objects]
    hits += calls(own(evidence), ALIAS)
    hits += [
        Hit(page.path, 1, "a page") for page in own_pages(evidence, PAGE) if page.words >= WORDS
    ]
    if hits:
        return present(
            evidence, f"{counted(hits, 'place')}, first {hits[0].path}: {hits[0].name}", hits
        )
    deploys = deployments(evidence) or holds_runtime(evidence)
    if deploys or not (evidence.containers or published(evidence)):
        return absent(evidence, "no rollback command, version switch or progressive rollout")
    return unavailable(
        "an image is built here, and what deploys it is kept elsewhere",
        "Name the repository that deploys it, and point Prodworthy at it.",
    )


def _lines(evidence: RepositoryEvidence) -> list[Hit]:
    deployed = commands(evidence, VERSIONED.pattern)
    chosen = [hit for hit in deployed if DEPLOYED.search(f"{hit.path} {hit.name}")]
    return [*commands(evidence, UNDO), *script_lines(evidence, UNDO), *chosen]


def _moves_traffic(document: Document) -> bool:
    if document.kind in PROGRESSIVE:
        return True
    if document.template:
        return document.kind == "VirtualService" and "weight" in document.keys
    served = document.kind in {"InferenceService", "SeldonDeployment", "VirtualService"}
    return served and bool(WEIGHTS.search(str(document.body)))
