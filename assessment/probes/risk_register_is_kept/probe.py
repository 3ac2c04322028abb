"""Whether risks are listed."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Page, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.searching import own_pages

NAMED = (
    r"(?:^|/)(?!readme)[^/]*(?:risks?[-_ ](?:register|log|list|matrix|assessment)|(?:^|/|"
    r"[-_])risks?\.|hazards?|fmea|threat[-_ ]?model|"
    r"failure[-_ ]modes)[^/]*$|(?:^|/)risk[-_]?register/"
)
WEIGHS = re.compile(
    r"likelihood|probability|severity|impact|score|rating|priority|level|criticality",
    re.IGNORECASE,
)
ANSWERS = re.compile(
    r"owner|mitigat|measure|control|action|due|status|response|accepted|deadline",
    re.IGNORECASE,
)
LEAST_ROWS = 5
"""The head, its rule and three risks."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """A page with a table that weighs risks and says who or what answers them."""
    if is_library(evidence):
        return library(evidence)
    pages = own_pages(evidence, NAMED)
    full = [page for page in pages if _is_register(page)]
    if full:
        seen = f"{full[0].path} weighs {full[0].rows - 2} risks and says what answers them"
        return present(evidence, seen, [Hit(page.path, 1, page.path) for page in full])
    if pages:
        hits = [Hit(page.path, 1, page.path) for page in pages]
        return absent(
            evidence, f"{pages[0].path} has no table with weights and owners or measures", hits
        )
    return unavailable(
        "no list of risks is kept in this repository",
        "Attach the register that is kept elsewhere.",
    )


def _is_register(page: Page) -> bool:
    labels = " | ".join(page.labels)
    return page.rows >= LEAST_ROWS and bool(WEIGHS.search(labels)) and bool(ANSWERS.search(labels))
