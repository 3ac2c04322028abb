"""What has a day in an assessment and is not done: conflicts, second rounds, decisions, the plan."""

from datetime import date

from content.values import Value
from engagement.store import Transaction, plans, rounds
from engagement.store import conflicts as conflict_rows


class Due(Value):
    """Something that a person has to do by a day."""

    day: date
    what: str


def due_in(tx: Transaction, assessment_id: str) -> tuple[Due, ...]:
    """Everything with a day that is not done, the first day first."""
    found = [
        Due(day=item.due, what=f"settle {item.name}")
        for item in conflict_rows.conflicts(tx, assessment_id)
        if item.due and item.state != "closed"
    ]
    found += [
        Due(day=item.due, what=f"decide: {item.title}")
        for item in plans.decisions(tx, assessment_id)
        if item.due and item.proposed
    ]
    found += [
        Due(day=item.due, what="settle a dispute")
        for item in rounds.disputes(tx, assessment_id)
        if item.due
    ]
    return tuple(sorted(found, key=lambda item: (item.day, item.what)))
