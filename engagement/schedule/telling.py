"""Telling people and programs what is due at a client: by mail, and by a signed call."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from content.locales import long_day
from content.schedules import schedules
from engagement.outside import clock, mail, webhook
from engagement.outside.settings import settings
from engagement.schedule.agenda import Line, agenda_in
from engagement.schedule.cadence import Rhythms
from engagement.schedule.model import Due, Reminder, Unit
from engagement.schedule.task import Stopped, Task, Work
from engagement.store import Store, Transaction, audit, clients, due_units, reminders
from engagement.store import schedules as rows


def tasks(tx: Transaction, now: datetime) -> Iterator[Task]:
    """One for each reminder by mail or call that has something to tell, now or in the next days."""
    for known in reminders.told(tx):
        client = clients.client(tx, known.client_id)
        if client is None:
            continue
        key = f"tell:{known.id}"
        unit = due_units.unit(tx, key)
        at = _due_at(_concerning(tx, known, now), known, unit, _every(tx, known), now)
        if at is not None:
            due = Due(day=at.date(), at=at, what=f"tell {known.name} what is due", kind="tell",
                      key=key, runs=True, subject=known.id, owner=known.name)  # fmt: skip
            yield Task(known.client_id, client.name, "all use cases", None, due, at, unit,
                       _work(known))  # fmt: skip


def tell(store: Store, reminder: Reminder, delivery: str) -> str:
    """Send what is due now, also where that is nothing; :class:`Refused` where it is not taken.

    ``delivery`` names this message: one that is sent again, as nobody said that it arrived, keeps it.
    """
    with store.reading() as tx:
        lines = _concerning(tx, reminder, clock.now())
        client = clients.client(tx, reminder.client_id)
        name = client.name if client else ""
    if reminder.way == "mail":
        subject, text = _mail(reminder, name, lines)
        mail.send(to=reminder.address, name=reminder.name, subject=subject, text=text)
    else:
        webhook.deliver(
            reminder.address, _called(reminder, name, lines, delivery), secret=reminder.secret,
            client_id=reminder.client_id, delivery=delivery,
        )  # fmt: skip
    many = f"{len(lines)} item" + ("" if len(lines) == 1 else "s")
    return f"Told {reminder.name} of {many}."


def _work(known: Reminder) -> Work:
    def work(store: Store, _: Stopped) -> str:
        with store.reading() as tx:
            unit = due_units.unit(tx, f"tell:{known.id}")
        often = unit.times if unit else 0
        told = tell(store, known, sha256(f"{known.id} {often}".encode()).hexdigest()[:24])
        with store.bookkeeping() as tx:
            audit.record(tx, "reminder sent", client_id=known.client_id, reminder=known.id,
                         way=known.way)  # fmt: skip
        return told

    return work


def _every(tx: Transaction, known: Reminder) -> int:
    return Rhythms(rows.of_client(tx, known.client_id)).days("tell")


def _concerning(tx: Transaction, known: Reminder, now: datetime) -> tuple[Line, ...]:
    """What is due by today, late or not; without what the server does itself, unless it failed."""
    return tuple(
        line for line in agenda_in(tx, client_id=known.client_id, now=now)
        if line.due.day <= now.date() and (line.failed or not line.due.runs)
        and known.whose in ("", line.due.owner)
    )  # fmt: skip


def _due_at(
    lines: tuple[Line, ...], known: Reminder, unit: Unit | None, every: int, now: datetime
) -> datetime | None:
    """When it is time to tell: in the morning of a day on which something is due, then now and then."""
    last = unit.done_at if unit else None
    mornings = [_morning(line) for line in lines]
    if last is None:
        return max([known.added_at, min(mornings)]) if mornings else None
    news = [item for item in mornings if item > last]
    if news:
        return min(news)
    return (
        last + timedelta(days=every) if every and any(x.due.is_over(now) for x in lines) else None
    )


def _morning(line: Line) -> datetime:
    return datetime.combine(line.due.day, time(schedules().told_from_hour), UTC)


def _mail(known: Reminder, client: str, lines: tuple[Line, ...]) -> tuple[str, str]:
    counted = Counter(_when(line) for line in lines)
    told = ", ".join(
        f"{counted[name]} {name}" for name in ("overdue", "due today") if counted[name]
    )
    parts = [f"Dear {known.name},", f"{client}: {told or 'nothing is due today'}."]
    parts += [_in_words(line) for line in lines]
    if settings().public_address:
        parts.append(f"The whole list: {settings().public_address}/due")
    parts.append(
        f"You get this because {known.added_by} asked for it on {long_day(known.added_at)}; "
        "whoever looks after the client here can end it."
    )
    return f"{client}: {told or 'nothing is due'}", "\n\n".join(parts) + "\n"


def _when(line: Line) -> str:
    return "overdue" if line.when == "overdue" else "due today"


def _in_words(line: Line) -> str:
    item = line.due
    whom = f" ({item.owner})" if item.owner else ""
    failed = f"\n  It could not be done: {line.failed}" if line.failed else ""
    return (
        f"- {_when(line)}, {long_day(item.day)}: {item.what}{whom}\n  {line.use_case}. {item.why}"
        f"{failed}"
    )


def _called(known: Reminder, client: str, lines: tuple[Line, ...], delivery: str) -> bytes:
    """The body of a call: one form for all, so that what was signed is what is read."""
    body = {
        "type": "prodworthy.due", "version": 1, "delivery": delivery,
        "client": {"id": known.client_id, "name": client},
        "link": f"{settings().public_address}/due" if settings().public_address else None,
        "items": [
            {
                "key": line.due.key, "kind": line.due.kind, "what": line.due.what,
                "why": line.due.why, "owner": line.due.owner or None,
                "day": line.due.day.isoformat(), "overdue": line.when == "overdue",
                "use_case": line.use_case, "could_not": line.failed or None,
            }
            for line in lines
        ],
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
