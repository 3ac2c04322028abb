"""What was asked of whom: every request that a look made, for the client to read."""

from assessment.sources import Made
from engagement.store import Store, evidence
from engagement.workspaces import assessment_in

IMPORTED = "A findings file"
"""Who asked, where the looking was done inside the client's own network."""


def requests_made(store: Store, assessment_id: str) -> tuple[tuple[str, Made], ...]:
    """(name of the source, request) of every request ever made, oldest first."""
    with store.reading() as tx:
        known = assessment_in(tx, assessment_id).id
        names = {item.id: item.name for item in evidence.sources(tx, known, every=True)}
        made = evidence.requests_made(tx, known)
    return tuple((names.get(source, IMPORTED), item) for source, item in made)
