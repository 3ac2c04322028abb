"""Whether pages on running the system follow the code."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.saying import absent, not_applicable, present, unavailable

MOST_DAYS = 180
"""Two quarters: one review may be missed."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """How long before the newest change of code a page was last changed."""
    history = evidence.history
    code, pages = history.code_changed_at, history.pages_changed_at
    if history.shallow:
        return unavailable(
            "the clone holds only part of the history", "Give a clone with its whole history."
        )
    if code is None:
        return not_applicable("no change of source by a person is on record")
    if pages is None:
        return absent(evidence, "there is no page on building, deploying or running the system")
    days = (code - pages).days
    if days <= MOST_DAYS:
        seen = "on the day of the code or later" if days <= 0 else f"{days:,} days before the code"
        return present(evidence, f"a page was last changed {seen}, on {pages:%Y-%m-%d}")
    return absent(
        evidence, f"the newest change of a page is {days:,} days older than that of the code"
    )
