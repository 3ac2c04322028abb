"""Whether changes are released within a week."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.saying import absent, not_applicable, present, reading, unavailable

MOST_DAYS = 7
LEAST_RELEASES = 2
LEAST_CHANGES = 10


def observe(evidence: RepositoryEvidence) -> Observation:
    """The median wait of the last twelve months, where there are releases to measure it by."""
    history = evidence.history
    if history.shallow:
        return unavailable(
            "the clone holds only part of the history", "Give a clone with its whole history."
        )
    if len([commit for commit in history.commits if not commit.bot]) < LEAST_CHANGES:
        return not_applicable("hardly any change by people in 12 months")
    if (
        history.lead_days is None
        or history.releases < LEAST_RELEASES
        or history.led < LEAST_CHANGES
    ):
        return unavailable(
            f"{history.releases} release tags in 12 months; what is deployed is not told by tags",
            "Tag releases, or point Prodworthy at the forge for its deployments.",
        )
    query = "days from a commit to the first release tag that holds it, median of 12 months"
    days = round(history.lead_days, 1)
    told = reading(evidence, "lead_time_days", days, "days", query=query, n=history.led)
    seen = f"half of {history.led:,} changes waited {days:g} days or less, over {history.releases} releases"
    say = present if days <= MOST_DAYS else absent
    return say(evidence, seen, readings=(told,))
