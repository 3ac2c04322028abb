"""Whether more than one person knows the code."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.saying import absent, present, reading, too_few, unavailable

FEWEST = 2
ENOUGH_COMMITS = 10


def observe(evidence: RepositoryEvidence) -> Observation:
    """Half-commit authors over twelve months decide; the truck factor is told beside it."""
    history = evidence.history
    if not history.authors_read:
        return unavailable(
            "author analysis is switched off for this source",
            "Allow it for this source, or answer with the on-call list.",
        )
    people = sorted((item.commits for item in history.authors if not item.bot), reverse=True)
    total = sum(people)
    if history.shallow and total < ENOUGH_COMMITS:
        return unavailable(
            "the clone is shallow, so most of its history is missing",
            "Give a full clone (git fetch --unshallow).",
        )
    if total < ENOUGH_COMMITS:
        return _quiet(evidence, total)
    half = _half(people)
    seen = f"{half} of {len(people)} people wrote half of {total:,} changes in 12 months"
    if history.truck_factor is not None:
        seen += f"; truck factor {history.truck_factor} over the whole history"
    query = "fewest authors of half the commits, 12 months, bots and merges left out"
    figure = reading(evidence, "bus_factor", half, "count", query=query, n=total)
    if half >= FEWEST:
        return present(evidence, seen, (), (figure,))
    return absent(evidence, seen, (), (figure,))


def _half(people: list[int]) -> int:
    """Fewest people whose commits reach half; ``people`` are commits, most first."""
    covered = 0
    for count, commits in enumerate(people, start=1):
        covered += commits
        if covered * 2 >= sum(people):
            return count
    return len(people)


def _quiet(evidence: RepositoryEvidence, total: int) -> Observation:
    if not evidence.history.total:
        return unavailable(
            "the history was not read",
            "Give a full clone of the repository, or answer with the on-call list.",
        )
    last = evidence.history.last_at
    ended = f"; the last was on {last:%Y-%m-%d}" if last else ""
    return too_few(f"only {total} changes by people in 12 months{ended}")
