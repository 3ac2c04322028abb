"""What is due as a calendar (RFC 5545) that a person's own calendar fetches by a link of theirs."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.schedule.agenda import Line, agenda_in
from engagement.schedule.reminding import opened_in
from engagement.store import Store, clients

FETCHED_EVERY = timedelta(hours=6)
LASTS = timedelta(minutes=30)
"""How long what the server does itself stands in the calendar: long enough to be seen."""


def calendar(store: Store, token: str) -> bytes:
    """The calendar that a link opens, as it is now; :class:`engagement.faults.Refused` for another.

    The store is the operator's, as nobody is signed in: the token says which client's it is, and
    whose items. What has a day is a whole day; what the server does itself is a moment in UTC.
    """
    now = clock.now()
    with store.reading() as tx:
        known = opened_in(tx, token)
        client = clients.client(tx, known.client_id)
        lines = agenda_in(tx, client_id=known.client_id, now=now, later=True)
    made = Calendar()
    made.add("prodid", "-//Prodworthy//What is due//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.calendar_name = f"Due at {client.name if client else ''}"
    made.add("refresh-interval", FETCHED_EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for line in lines:
        if known.whose in ("", line.due.owner):
            made.add_component(_event(line, now))
    return bytes(made.to_ical())


def _event(line: Line, now: datetime) -> Event:
    due, made = line.due, Event()
    # The name of what is due stays while its day moves: a calendar then moves the entry.
    made.add("uid", f"{sha256(due.key.encode()).hexdigest()[:32]}@prodworthy")
    made.add("dtstamp", now.astimezone(UTC))
    if due.runs and due.at:
        made.add("dtstart", due.at.astimezone(UTC))
        made.add("dtend", due.at.astimezone(UTC) + LASTS)
    else:
        made.add("dtstart", due.day)
        made.add("dtend", due.day + timedelta(days=1))
    made.add("summary", f"{_first_up(due.what)} ({line.client} / {line.use_case})")
    made.add("description", _told(line))
    made.add("categories", ["Prodworthy", due.kind])
    made.add("transp", "TRANSPARENT")
    if settings().public_address:
        made.add("url", f"{settings().public_address}/due")
    return made


def _told(line: Line) -> str:
    owner = f"For {line.due.owner}. " if line.due.owner else ""
    own = "The server does it by itself. " if line.due.runs else ""
    failed = f" It could not be done: {line.failed}" if line.failed else ""
    return f"{owner}{own}{line.due.why}{failed}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
