"""Whether incidents are written up."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Page, RepositoryEvidence
from assessment.repository.looking import Hit, files, is_library
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.searching import own_pages, parts_of

NAMED = (
    r"post-?mortem|(?:^|/)incidents/|incident[-_ ]?(?:reports?|reviews?|write-?ups?|\d)|outage|"
    r"(?:^|/)rca[-_/.]|retrospective|root[-_]cause"
)
GUIDE = re.compile(
    r"response|process|policy|guide|handling|management|readme|runbook|playbook|procedure",
    re.IGNORECASE,
)
PARTS = {
    "impact": re.compile(r"impact|affected|customer|severity|what happened|summary", re.IGNORECASE),
    "timeline": re.compile(
        r"timeline|chronolog|sequence of events|detection|time to",
        re.IGNORECASE,
    ),
    "cause": re.compile(r"cause|trigger|why|contributing|five whys", re.IGNORECASE),
    "actions": re.compile(
        r"action|follow[- ]?up|remediation|prevent|next steps|lessons|improvement|what went",
        re.IGNORECASE,
    ),
}
LEAST = 3
FORM = r"(?:post-?mortem|incident)[\w-]*template|template[\w-]*(?:post-?mortem|incident)"


def observe(evidence: RepositoryEvidence) -> Observation:
    """A dated page with three of the four parts; a form alone is absent."""
    if is_library(evidence):
        return library(evidence)
    pages = [page for page in own_pages(evidence, NAMED) if not GUIDE.search(page.path)]
    full = [page for page in pages if _is_written_up(page)]
    if full:
        seen = f"{len(full)} written up, such as {full[0].path} of {full[0].dates[0]}"
        return present(evidence, seen, [Hit(page.path, 1, page.path) for page in full])
    if pages:
        hits = [Hit(page.path, 1, page.path) for page in pages]
        return absent(evidence, f"{pages[0].path} lacks a date or its parts", hits)
    if forms := files(evidence, FORM):
        return absent(evidence, f"{forms[0].path} is a form, and none is filled in", forms)
    return unavailable(
        "no place for write-ups of incidents in this repository",
        "Attach the last write-up that is kept elsewhere, or point Prodworthy at the incident tool.",
    )


def _is_written_up(page: Page) -> bool:
    return bool(page.dates) and len(parts_of(page, PARTS)) >= LEAST
