"""Whether an impact assessment is kept."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Page, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.searching import is_filled, own_pages, parts_of

NAMED = (
    r"dpia|(?:impact|privacy|bias|fairness|ethic\w*|data[-_ ]protection|ai[-_ ]risk|"
    r"risk)[-_ ]?(?:impact[-_ ])?(?:assessment|analysis|review|statement|report)|"
    r"algorithmic[-_ ](?:impact|transparency)|atrs|transparency[-_ ]record|risk[-_ ]class|"
    r"ai[-_ ]act|responsible[-_ ]ai|ai[-_ ]governance|model[-_ ]risk"
)
NOT_THIS = re.compile(r"security|licen[cs]e|contribut|code[-_]of[-_]conduct", re.IGNORECASE)
PARTS = {
    "purpose": re.compile(
        r"purpose|intended|use case|scope|description|what (?:is|does)|overview|aim",
        re.IGNORECASE,
    ),
    "people": re.compile(
        r"affected|stakeholder|data subject|users?\b|people|groups?|who ",
        re.IGNORECASE,
    ),
    "risks": re.compile(r"risk|harm|bias|fairness|limitation|impact|threat", re.IGNORECASE),
    "measures": re.compile(
        r"mitigat|measure|control|safeguard|oversight|monitor|human",
        re.IGNORECASE,
    ),
    "decision": re.compile(
        r"decision|sign[- ]?off|approv|owner|accountab|responsib|review(?:ed|er)|contact|date",
        re.IGNORECASE,
    ),
}
LEAST = 3


def observe(evidence: RepositoryEvidence) -> Observation:
    """A filled page with three of the five parts."""
    if is_library(evidence):
        return library(evidence)
    pages = [page for page in own_pages(evidence, NAMED) if not NOT_THIS.search(page.path)]
    full = [page for page in pages if _is_whole(page)]
    if full:
        seen = f"{full[0].path} tells {', '.join(parts_of(full[0], PARTS))}"
        return present(evidence, seen, [Hit(page.path, 1, page.path) for page in full])
    if pages:
        told = ", ".join(parts_of(pages[0], PARTS)) or "none of its parts"
        hits = [Hit(page.path, 1, page.path) for page in pages]
        return absent(evidence, f"{pages[0].path} is not filled in, or tells only {told}", hits)
    return unavailable(
        "no impact or risk assessment is kept in this repository",
        "Attach the assessment that is kept elsewhere.",
    )


def _is_whole(page: Page) -> bool:
    return is_filled(page) and len(parts_of(page, PARTS)) >= LEAST
