"""Where sources look: the same place has the same text in every assessment of a client."""

from engagement.identity import same_source
from engagement.store import Transaction, assessments, evidence


def places_in(tx: Transaction, assessment_id: str) -> dict[str, str]:
    """Source id -> where it looks, of one assessment; sources that were removed are among them."""
    every = evidence.sources(tx, assessment_id, every=True)
    return {item.id: same_source(item.kind, item.address, item.options) for item in every}


def places_of_client(tx: Transaction, client_id: str) -> dict[str, str]:
    """The same over all assessments of a client: the next one has sources under new ids."""
    found: dict[str, str] = {}
    for item in assessments.of_client(tx, client_id):
        found |= places_in(tx, item.id)
    return found
