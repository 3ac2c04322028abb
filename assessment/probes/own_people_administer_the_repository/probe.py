"""Whether the organisation itself holds the keys to the code."""

from assessment.connectors.forge.evidence import Access, ForgeEvidence
from assessment.connectors.forge.saying import reading
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Absent where a person owns it, where outsiders hold it, or where everybody administers."""
    if evidence.owned_by == "person":
        return Observation(
            outcome=Outcome.ABSENT, observed="the repository belongs to a personal account",
            places=(evidence.place("", "repository"),),
        )  # fmt: skip
    if not evidence.admitting.read:
        return evidence.admitting.unavailable()
    found = evidence.access
    asked = evidence.objectives
    own = found.administrators - (found.outside_administrators or 0)
    everybody = found.people >= asked.small_team and found.administrators == found.people
    count = reading(
        evidence, "repository_administrators", found.administrators, "count", n=found.people,
        query="who has access, by right",
    )  # fmt: skip
    return Observation(
        outcome=Outcome.ABSENT if own < asked.least_administrators or everybody else Outcome.PRESENT,
        observed=_told(found, own), readings=(count,),
        places=(evidence.page("/settings/access", "/-/project_members", "access"),),
    )  # fmt: skip


def _told(found: Access, own: int) -> str:
    said = f"{found.administrators} of {found.people} people with access administer it"
    if found.outsiders is None:
        return said
    return f"{said}, {own} of them members; {found.outsiders} have access from outside"
