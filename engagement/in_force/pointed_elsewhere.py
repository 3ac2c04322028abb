"""When a source was changed in what is looked at: another place, or other options."""

from datetime import datetime

from engagement.store import Transaction, audit

ELSEWHERE = "source pointed elsewhere"
"""How the record calls a change of what is looked at; who allows it or its name is no such change."""


def pointed_elsewhere_in(tx: Transaction, assessment_id: str) -> dict[str, datetime]:
    """The newest such change of each source, by its id; sources that never changed are left out."""
    rows = audit.of_action(tx, assessment_id, ELSEWHERE)
    return {event.details["source"]: event.at for event in rows}
