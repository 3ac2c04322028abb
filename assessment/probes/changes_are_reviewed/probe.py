"""Whether changes carry the mark of a review."""

from collections import Counter

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.saying import absent, present, reading, too_few, unavailable

LEAST = 0.8
# Merges that rebase leave no mark: between these two shares git alone cannot tell.
MOST_WITHOUT_REVIEW = 0.4
ENOUGH_CHANGES = 10
NAMES = {"merge": "merges", "squash": "pull requests", "gerrit": "Gerrit reviews"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """Share of people's changes with a mark; bots apart."""
    history = evidence.history
    people = [commit for commit in history.commits if not commit.bot]
    if history.shallow and len(people) < ENOUGH_CHANGES:
        return unavailable(
            "the clone is shallow, so most of its history is missing",
            "Give a full clone (git fetch --unshallow).",
        )
    if len(people) < ENOUGH_CHANGES:
        return _quiet(evidence, len(people))
    marks = Counter(commit.review for commit in people if commit.review)
    share = sum(marks.values()) / len(people)
    kinds = ", ".join(f"{count} {NAMES[kind]}" for kind, count in marks.most_common())
    bots = len(history.commits) - len(people)
    marked = f"{share:.0%} of {len(people)} changes by people have a mark ({kinds or 'none'})"
    seen = f"{marked}; {bots} more are by bots"
    query = "first-parent commits of 12 months with a merge, (#number) or Gerrit mark, bots apart"
    figure = reading(evidence, "reviewed_changes", share, "ratio", query=query, n=len(people))
    if share >= LEAST:
        return present(evidence, seen, (), (figure,))
    if share < MOST_WITHOUT_REVIEW:
        return absent(evidence, seen, (), (figure,))
    remedy = "Point Prodworthy at the forge: merges that rebase leave no mark in git."
    return unavailable(seen, remedy).model_copy(update={"readings": (figure,)})


def _quiet(evidence: RepositoryEvidence, total: int) -> Observation:
    if not evidence.history.total:
        return unavailable("the history was not read", "Give a full clone of the repository.")
    return too_few(f"only {total} changes by people in 12 months")
