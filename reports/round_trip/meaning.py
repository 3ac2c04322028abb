"""What a cell that differs means: another word or day for the same, or what nobody may claim."""

from reports.round_trip.fields import PROVED, Entry
from reports.round_trip.origin import Origin

STARTING = ("Can start", "Planned")
ALIKE = (set(STARTING), {"Done", PROVED})
"""One status for a person: which of the two it is follows from the plan, or from readings."""
FOLLOWS = {
    "Can start": "whether it can start follows from the plan; its status is left as it is",
    PROVED: "proof follows from what was read, never from what is claimed; its status is left as it "
    "is: choose Done where the work has ended",
}


def follows(before: Entry, after: Entry) -> bool:
    """Whether a status was chosen that follows from the plan or from readings."""
    return after in FOLLOWS and (after, before) != STARTING


def alike(one: Entry, other: Entry) -> bool:
    """Whether two statuses are one for a person."""
    return any({one, other} <= pair for pair in ALIKE)


def is_the_same(initiative: str, start: Entry, now: Origin) -> bool:
    """Whether a start is what was entered already, or none where none was.

    Where the plan puts it can be another day: a start on a day off moves, and the plan's own day is
    computed again.
    """
    return now.fixed.get(initiative) == start
