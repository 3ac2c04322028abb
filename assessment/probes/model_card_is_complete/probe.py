"""Whether a model card exists and is filled in."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Page, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present

NAMED = re.compile(r"model[-_ ]?card|data-?sheet", re.IGNORECASE)
PARTS = {
    "use": re.compile(r"\buse[sd]?\b|purpose|intended|overview", re.IGNORECASE),
    "limits": re.compile(r"limit|risk|bias|caveat|ethic|fairness|out.of.scope", re.IGNORECASE),
    "data": re.compile(r"data", re.IGNORECASE),
    "results": re.compile(r"metric|evaluat|performance|result|accuracy", re.IGNORECASE),
    "owner": re.compile(r"owner|author|contact|maintain|citation|developed by", re.IGNORECASE),
    "version": re.compile(r"version|date|change", re.IGNORECASE),
}
ENOUGH = 4
WORDS_A_PART = 15
MOST_PLACEHOLDERS = 3


def observe(evidence: RepositoryEvidence) -> Observation:
    """The most complete card decides."""
    if is_library(evidence):
        return library(evidence)
    cards = [page for page in evidence.pages if _is_card(page) and role_of(page.path) != "example"]
    if not cards:
        return absent(evidence, "no page that is named as a model card")
    best = max(cards, key=lambda page: (_filled(page), len(_parts(page))))
    parts = _parts(best)
    seen = f"{best.path} has {len(parts)} of {len(PARTS)} parts: {', '.join(parts) or 'none'}"
    hits = [Hit(best.path, line, part) for part, line in parts.items()]
    if len(parts) >= ENOUGH and _filled(best):
        return present(evidence, seen, hits)
    unfilled = "" if _filled(best) else "; its template is not filled in"
    return absent(evidence, seen + unfilled, hits or [Hit(best.path, 1, best.path)])


def _is_card(page: Page) -> bool:
    return bool(NAMED.search(page.path)) or "model-index" in page.front_matter


def _parts(page: Page) -> dict[str, int]:
    found = {}
    for part, pattern in PARTS.items():
        line = next((line for title, line in page.headings.items() if pattern.search(title)), 0)
        if line:
            found[part] = line
    return found


def _filled(page: Page) -> bool:
    enough = page.words >= WORDS_A_PART * max(1, len(page.headings))
    return enough and page.placeholders < MOST_PLACEHOLDERS
