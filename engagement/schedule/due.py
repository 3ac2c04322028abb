"""What has a day in an assessment and is not done: what people promised, and what comes round.

Screens, the command, reminders and ``/metrics`` all ask here, so that none says another number.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from engagement.schedule import again, endings, looks, people, rereading
from engagement.schedule.cadence import rhythms_in
from engagement.schedule.model import Due
from engagement.schedule.place import Place
from engagement.store import Transaction, due_units, plans, rounds
from engagement.store import conflicts as conflict_rows
from engagement.workspaces import workspace_in

__all__ = ["Due", "due_in", "place_in"]


def due_in(tx: Transaction, assessment_id: str, now: datetime) -> tuple[Due, ...]:
    """Everything with a day that is not done at ``now`` (UTC-aware), the first day first."""
    place = place_in(tx, assessment_id, now)
    found = [*_promised(tx, assessment_id)]
    for comes_round in (again, looks, rereading, people, endings):
        found += comes_round.due_in(tx, place)
    return tuple(sorted(found, key=lambda item: (item.day, item.what)))


def place_in(tx: Transaction, assessment_id: str, now: datetime) -> Place:
    """The assessment with everything by which is known what comes round there."""
    space = workspace_in(tx, assessment_id)
    return Place(
        space=space, rhythms=rhythms_in(tx, space.client.id, assessment_id), now=now,
        units=due_units.of_assessment(tx, assessment_id),
    )  # fmt: skip


def _promised(tx: Transaction, assessment_id: str) -> Iterator[Due]:
    """What somebody set a day for."""
    for item in conflict_rows.conflicts(tx, assessment_id):
        if item.due and item.state != "closed":
            yield Due(
                day=item.due, what=f"settle {item.name}", kind="conflict", owner=item.owner,
                key=f"conflict:{assessment_id}:{item.number}", why="A claim and a finding disagree.",
            )  # fmt: skip
    for decision in plans.decisions(tx, assessment_id):
        if decision.due and decision.proposed:
            yield Due(
                day=decision.due, what=f"decide: {decision.title}", kind="decision",
                key=f"decision:{assessment_id}:{_short(decision.title)}", owner=decision.owner,
                why="It was proposed, and nobody has decided it.",
            )  # fmt: skip
    for dispute in rounds.disputes(tx, assessment_id):
        if dispute.due:
            yield Due(
                day=dispute.due, what="settle a dispute", kind="dispute", owner=dispute.owner,
                key=f"dispute:{assessment_id}:{dispute.capability}",
                why="People still disagree after their second vote.",
            )  # fmt: skip


def _short(text: str) -> str:
    """A name for a text that stays the same as long as the text does."""
    return sha256(text.encode()).hexdigest()[:12]
