"""Sending an invitation and reminding: by mail where a server is set up, else as a text to copy."""

from datetime import datetime, timedelta
from math import ceil

from content.locales import clock as time_of_day
from content.locales import day_without_year, long_day
from content.values import Value
from content.who_is_asked import who_is_asked
from engagement.access.asking import may
from engagement.faults import Refused
from engagement.invitations.asked import minutes
from engagement.invitations.inviting import invitation_in, signed
from engagement.invitations.links import link_of
from engagement.invitations.model import Invitation, Invited
from engagement.invitations.overview import invited_in
from engagement.outside import clock, mail
from engagement.store import Store, Transaction, packs
from engagement.store import invitations as rows
from engagement.workspaces import assessment_in, record_in, workspace_in


class Message(Value):
    """What an invited person reads; the link in it is theirs alone."""

    to: str
    name: str
    subject: str
    text: str


def message(
    store: Store, *, invitation_id: str, base: str, by: str, again: bool = False
) -> Message:
    """The text of an invitation, or of a reminder (``again``); nothing is sent.

    The link is in it, so it is for whoever may make a link.
    """
    with store.reading() as tx:
        found = _one(tx, invitation_id)
        client_id = assessment_in(tx, found.invitation.assessment_id).client_id
    if not may_give_link(store, client_id):
        raise Refused("You may not see the link of somebody else; ask who invited them.")
    with store.reading() as tx:
        return _message(tx, found, base, by, again)


def may_give_link(store: Store, client_id: str) -> bool:
    """Whether the acting person may have the links of others: whoever has one answers in a name."""
    return may(store, client_id, "new link made")


def send(store: Store, *, invitation_id: str, base: str, by: str) -> Invitation:
    """Send the link by mail; :class:`Refused`, and not counted as sent, where it cannot be."""
    signed(by, "the invitation is sent in your name")
    with store.reading() as tx:
        made = _message(tx, _can_open(_one(tx, invitation_id)), base, by, False)
    mail.send(to=made.to, name=made.name, subject=made.subject, text=made.text)
    return _kept(store, invitation_id, "invitation sent", by, "sent_at")


def remind(
    store: Store, *, invitation_id: str, base: str, by: str, by_mail: bool, recorded_as: str = ""
) -> Invitation:  # fmt: skip
    """Remind one who has not answered everything: at most once in the shipped number of hours.

    Without mail (``by_mail`` false) whoever reminds sends the text of :func:`message` themselves.
    The mail is in the name of ``by``; ``recorded_as`` is who did it, where that is not the same.
    """
    signed(by, "the reminder is sent in your name")
    with store.reading() as tx:
        found = _can_open(_one(tx, invitation_id))
        _not_too_often(found, clock.now())
        made = _message(tx, found, base, by, True)
    if by_mail:
        mail.send(to=made.to, name=made.name, subject=made.subject, text=made.text)
    return _kept(store, invitation_id, "person reminded", recorded_as or by, "reminded_at")


def next_reminder(found: Invitation) -> datetime | None:
    """From when on the person may be reminded again; ``None`` where nobody has yet."""
    if found.reminded_at is None:
        return None
    return found.reminded_at + timedelta(hours=who_is_asked().remind_every_hours)


def _not_too_often(found: Invited, now: datetime) -> None:
    if found.done:
        raise Refused(
            f"{found.person.name} has answered everything; there is nothing to remind of."
        )
    again, last = next_reminder(found.invitation), found.invitation.reminded_at
    if again is not None and last is not None and now < again:
        raise Refused(
            f"{found.person.name} was last reminded on {day_without_year(last)} at "
            f"{time_of_day(last)} UTC; once a day is enough. From {day_without_year(again)}, "
            f"{time_of_day(again)} UTC on you can remind again."
        )


def _one(tx: Transaction, invitation_id: str) -> Invited:
    found = invitation_in(tx, invitation_id)
    every = invited_in(tx, found.assessment_id)
    return next(item for item in every if item.invitation.id == invitation_id)


def _can_open(found: Invited) -> Invited:
    state = found.invitation.state(clock.now())
    if state != "open":
        raise Refused(
            f"The link of {found.person.name} opens nothing, as the invitation is {state}; extend "
            "it or make a new link first."
        )
    return found


def _kept(store: Store, invitation_id: str, action: str, by: str, field: str) -> Invitation:
    with store.writing() as tx:
        kept = invitation_in(tx, invitation_id).model_copy(update={field: clock.now()})
        rows.save(tx, kept)
        record_in(tx, kept.assessment_id, action, by=by.strip(), invitation=kept.id,
                  respondent=kept.respondent)  # fmt: skip
    return kept


def _message(tx: Transaction, found: Invited, base: str, by: str, again: bool) -> Message:
    kept = found.invitation
    place = workspace_in(tx, kept.assessment_id)
    pack = packs.either(tx, place.assessment.pack.digest)
    left = found.asked - found.answered
    questions = f"{found.asked} question" + ("s" if found.asked != 1 else "")
    about = f"{place.client.name}: {questions} on {place.use_case.name}"
    takes = max(1, ceil(minutes(pack, kept.asked)))
    start = (
        f"{left} of {questions} on {place.use_case.name} still wait for you."
        if again else f"{by.strip()} asks you {questions} on {place.use_case.name}."
    )  # fmt: skip
    text = (
        f"Dear {found.person.name},\n\n{start} It takes about {takes} minutes in all; every answer "
        "is kept at once, so you can stop and come back with the same link.\n\n"
        f"{link_of(kept, base)}\n\n"
        f"The link is yours alone and opens until {long_day(kept.until)}; please do not forward it. "
        "Where you do not know, say so, or name who would. Your answers are read, with your name, by "
        f"the people who make this assessment.\n\n{by.strip()}\n"
    )
    subject = f"Reminder: {about}" if again else about
    return Message(to=kept.email, name=found.person.name, subject=subject, text=text)
