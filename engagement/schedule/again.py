"""Assessing again: when the newest assessment of a use case has become old."""

from collections.abc import Iterator

from content.locales import long_day
from content.schedules import schedules
from engagement.schedule.model import Due
from engagement.schedule.place import Place
from engagement.store import Transaction


def due_in(_: Transaction, place: Place) -> Iterator[Due]:
    """The next assessment of the use case; people start it."""
    began, days = place.space.assessment.started_at, place.rhythms.days("reassess")
    key = f"reassess:{place.id}"
    at = place.next_at(key, began, days)
    if at is not None:
        yield Due(
            day=at.date(), what=f"assess {place.space.use_case.name} again", kind="reassess",
            key=key, subject=place.id, owner=place.space.use_case.sponsor,
            why=f"This one began on {long_day(began)}; it is made {schedules().in_words(days)}.",
        )  # fmt: skip
