"""Whether a runbook is in the repository."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Page, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.searching import TEMPLATE

NAMED = re.compile(
    r"run-?book|play-?book|on-?call|incident|operations?(?:[/_.-]|$)|troubleshoot|maintenance",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"restart|roll-?back|restor|recover|troubleshoot|debug|fix|deploy|scale|mitigat|when |step \d|"
    r"re-?run|rotate|drain|fail-?over",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"escalat|contact|on-?call|alert|page|notify|owner|severity|monitor|log",
    re.IGNORECASE,
)
PLAINLY = re.compile(r"run-?book|play-?book", re.IGNORECASE)
"""A page that calls itself one needs steps alone."""
ACT = re.compile(
    r"roll-?back|restor|recover|fail-?over|outage|on-?call|troubleshoot|incident[-_ ]response",
    re.IGNORECASE,
)
"""A page of operations that is about one act is one as well."""
LEAST_WORDS = 80


def observe(evidence: RepositoryEvidence) -> Observation:
    """A page with a fitting name or section, steps to act, and signs or people to look to."""
    if is_library(evidence):
        return library(evidence)
    if evidence.classification.kind == "notebooks":
        return unavailable(
            "notebooks alone; what is operated is kept elsewhere",
            "Point Prodworthy at the repository that serves, or attach its runbook.",
        )
    pages = [page for page in evidence.pages if role_of(page.path) in {"source", "docs"}]
    found = [page for page in pages if _is_runbook(page)]
    if found:
        seen = f"{found[0].path} ({found[0].words:,} words)"
        return present(evidence, seen, [Hit(page.path, 1, page.path) for page in found])
    near = [page for page in pages if NAMED.search(page.path)]
    if near:
        return absent(
            evidence,
            f"{near[0].path} lacks steps, or whom to tell",
            [Hit(page.path, 1, page.path) for page in near],
        )
    return absent(evidence, "no page on operating the system")


def _is_runbook(page: Page) -> bool:
    if TEMPLATE.search(page.path):
        return False
    titles = " | ".join(page.headings)
    acts, tells = ACTS.search(titles), TELLS.search(titles)
    if ACT.search(page.path.rpartition("/")[2]) and NAMED.search(page.path):
        return page.words >= LEAST_WORDS
    if PLAINLY.search(page.path) and acts and page.words >= LEAST_WORDS:
        return not page.path.lower().endswith("readme.md")
    return bool(NAMED.search(page.path) and acts and tells and page.words >= LEAST_WORDS)
