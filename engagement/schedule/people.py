"""Reminding people who were invited and have not answered everything: by mail, a few times, no more."""

from collections.abc import Iterator

from content.locales import long_day
from content.schedules import NEVER, schedules
from engagement.invitations import sending
from engagement.invitations.inviting import invitation_of
from engagement.invitations.model import Invited
from engagement.invitations.overview import invited_in
from engagement.outside import mail
from engagement.outside.settings import settings
from engagement.schedule.model import WHO_RUNS, Due
from engagement.schedule.place import Place
from engagement.schedule.task import Stopped
from engagement.store import Store, Transaction, invitations


def due_in(tx: Transaction, place: Place) -> Iterator[Due]:
    """A reminder for each open invitation that waits for answers."""
    days = place.rhythms.days("people")
    waiting = [
        item for item in invitations.of_assessment(tx, place.id) if item.state(place.now) == "open"
    ]
    if not waiting or days == NEVER:
        return
    for found in invited_in(tx, place.id):
        if found.invitation in waiting and not found.done:
            yield from _reminder(place, found, days)


def carry_out(store: Store, due: Due, _: Place, __: Stopped) -> str:
    """Send the reminder, in the name of whoever invited; :class:`Refused` where it cannot be sent."""
    found = invitation_of(store, due.subject)
    sending.remind(
        store, invitation_id=found.id, base=settings().public_address, by=found.made_by,
        by_mail=True, recorded_as=WHO_RUNS,
    )  # fmt: skip
    return f"{_first_up(due.what)}: sent by mail."


def _reminder(place: Place, found: Invited, days: int) -> Iterator[Due]:
    invitation, key = found.invitation, f"people:{found.invitation.id}"
    last = invitation.reminded_at or invitation.sent_at or invitation.made_at
    at = place.next_at(key, last, days)
    if at is None or at >= invitation.until:
        return
    unit, most = place.units.get(key), schedules().most_reminders
    often = unit.times if unit else 0
    hindered = _hindered(found) if often < most else f" {often} reminders brought no answer."
    was = "Reminded" if invitation.reminded_at else "Invited"
    yield Due(
        day=at.date(), at=at, kind="people", key=key, owner=invitation.made_by,
        subject=invitation.id, runs=place.runs and not hindered,
        what=f"remind {found.person.name}" if often < most else f"speak with {found.person.name}",
        why=f"{found.answered} of {found.asked} questions are answered. {was} on {long_day(last)}."
        + hindered,
    )  # fmt: skip


def _hindered(found: Invited) -> str:
    """Why the server cannot send it; empty where it can."""
    if not found.invitation.email:
        return " No e-mail address is known."
    if not mail.configured():
        return " No mail server is set up."
    return "" if settings().public_address else " PRODWORTHY_PUBLIC_ADDRESS is not set."


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
