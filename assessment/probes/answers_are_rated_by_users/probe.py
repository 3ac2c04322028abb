"""Whether users can rate answers."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.language_models import callers, without_language_model
from assessment.repository.looking import Hit, calls, is_library, is_served, own
from assessment.repository.saying import (
    absent_in_python,
    library,
    not_applicable,
    not_served,
    present,
)

RATES = re.compile(
    r"feedback|ratings?(?:/|$|_)|\brate\b(?![-_]?limit)|thumbs|upvote|downvote|reaction",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"^/(?:api/)?(?:v\d+/)?(?:[\w-]+/)?(?:[\w-]*feedback|ratings?|thumbs)(?:/|$)",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"chat|message|answer|conversation|response|completion|query|llm",
    re.IGNORECASE,
)
OFFLINE = re.compile(r"(?:^|/)(?:batch|scripts?|jobs?|research|experiments?)/")
KEEPS = re.compile(r"feedback|rating|thumbs|\bvote", re.IGNORECASE)
SENDS = (
    r"(?:^|\.)create_feedback\w*$|langfuse[\w.]*\.(?:score|create_score)$|(?:^|"
    r"\.)log_feedback(?:_scores)?$"
)
HANDLES = (
    r"(?:^|[._])(?:save|store|create|add|submit|record|update|put|insert|give|handle|log|send|"
    r"post|report)_\w*(?:feedback|rating)\w*$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A route with a table or a function that keeps; or a call that sends it away."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    if not is_served(evidence):
        return not_served(evidence)
    if all(OFFLINE.search(module.path) for module in callers(evidence)):
        return not_applicable(
            "a language model is called by jobs alone, and answers nobody directly"
        )
    modules = own(evidence)
    sent = calls(modules, SENDS)
    routes = [
        Hit(m.path, r.line, r.path) for m in modules for r in m.routes if _rates(r.path, r.handler)
    ]
    tables = [
        Hit(m.path, t.line, t.name)
        for m in modules
        for t in m.tables
        if KEEPS.search(" ".join((t.name, *t.fields)))
    ]
    kept = calls(modules, HANDLES)
    if sent or (routes and (tables or kept)):
        hits = sent or [routes[0], *tables[:1], *kept[:1]]
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_python(evidence, "answers are given here, and no rating of them is kept")


def _rates(path: str, handler: str) -> bool:
    """By its first part; deeper or by the handler only where an answer is named as well."""
    told = f"{path} {handler}"
    return bool(FIRST.search(path) or (RATES.search(told) and ANSWER.search(told)))
