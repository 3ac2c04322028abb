"""Who is told what is due at a client: added, ended, tried once, and the link of a calendar."""

from content.locales import long_day
from engagement.clients.client_list import client_in
from engagement.faults import NAME, Refused, fitting
from engagement.identity import new_id
from engagement.outside import clock, mail, signing, webhook
from engagement.schedule.model import Reminder, Way
from engagement.schedule.telling import tell
from engagement.store import Store, Transaction, audit, reminders

PURPOSE = "calendar"
ADDRESS = "/calendar/"
"""What a calendar's path begins with; the token and ``.ics`` follow."""


def reminders_of(store: Store, client_id: str) -> tuple[Reminder, ...]:
    """Who is told what is due at the client, in the order in which they came."""
    with store.reading() as tx:
        return reminders.of_client(tx, client_in(tx, client_id).id)


def add_reminder(
    store: Store, *, client_id: str, way: Way, name: str, by: str, address: str = "",
    secret: str = "", whose: str = "",
) -> Reminder:  # fmt: skip
    """Tell somebody from now on; ``whose`` is the person whose items alone are told, empty: all.

    A mail needs an ``address``, a call an https address and a ``secret`` of the operator's list, a
    calendar neither: its link is :func:`calendar_link`.
    """
    fitting(NAME, name=name, address=address, whose=whose, your_name=by)
    if not by.strip():
        raise Refused("Say who you are first: whoever is told reads who asked for it.")
    if not name.strip():
        raise Refused("Give a name: of the person, or of what is called.")
    if way == "mail" and not mail.is_address(address.strip()):
        raise Refused(f"{address or 'Nothing'} is no e-mail address; correct it.")
    with store.writing() as tx:
        made = Reminder(
            id=new_id(), client_id=client_in(tx, client_id).id, way=way, name=name.strip(),
            address="" if way == "calendar" else address.strip(),
            secret=secret if way == "webhook" else "", whose=whose.strip(), added_by=by.strip(),
            added_at=clock.now(),
        )  # fmt: skip
        _record(tx, made, "reminder added", by)
        reminders.save(tx, made)
        if way == "webhook":
            webhook.check(made.address, secret=secret, client_id=client_id)
    return made


def end_reminder(store: Store, *, reminder_id: str, by: str) -> None:
    """Tell nobody there any more; a calendar's link then opens nothing."""
    with store.writing() as tx:
        known = _one(tx, reminder_id)
        _record(tx, known, "reminder ended", by)
        reminders.save(tx, known.model_copy(update={"ended_at": clock.now()}))


def renew_calendar(store: Store, *, reminder_id: str, by: str) -> Reminder:
    """Another link in the place of every earlier one, which then opens nothing."""
    with store.writing() as tx:
        known = _one(tx, reminder_id)
        if known.way != "calendar":
            raise Refused("Only a calendar has a link.")
        kept = known.model_copy(update={"issue": known.issue + 1})
        _record(tx, kept, "calendar link renewed", by)
        reminders.save(tx, kept)
    return kept


def try_reminder(store: Store, *, reminder_id: str, by: str) -> str:
    """Send now what is due now, also where that is nothing; what came of it in a sentence."""
    with store.writing() as tx:
        known = _one(tx, reminder_id)
        _record(tx, known, "reminder tried", by)
    if known.way == "calendar":
        raise Refused("A calendar is fetched by whoever has its link; nothing is sent.")
    return tell(store, known, f"try-{new_id()}")


def calendar_link(reminder: Reminder, base: str) -> str:
    """The link of a calendar; ``base`` is the server's own address as others open it."""
    token = signing.signed(PURPOSE, reminder.id, reminder.issue)
    return f"{base.rstrip('/')}{ADDRESS}{token}.ics"


class NotOpen(Refused):
    """The link opens no calendar (any more)."""


def opened_in(tx: Transaction, token: str) -> Reminder:
    """The reminder whose calendar a token opens; :class:`NotOpen` for any other."""
    try:
        id_, issue = signing.opened(PURPOSE, token)
    except (signing.Forged, ValueError):
        raise NotOpen("This link is not whole, or not one of ours.") from None
    found = reminders.get(tx, str(id_))
    if found is None or found.ended_at is not None or issue != found.issue:
        ended = f" on {long_day(found.ended_at)}" if found and found.ended_at else ""
        raise NotOpen(f"This calendar was ended{ended}, or has a newer link; ask for it.")
    return found


def _one(tx: Transaction, reminder_id: str) -> Reminder:
    found = reminders.get(tx, reminder_id)
    if found is None or found.ended_at is not None:
        raise Refused("There is no such reminder any more; open the page again.")
    client_in(tx, found.client_id)
    return found


def _record(tx: Transaction, known: Reminder, action: str, by: str) -> None:
    audit.record(tx, action, by=by, client_id=known.client_id, reminder=known.id, way=known.way)
