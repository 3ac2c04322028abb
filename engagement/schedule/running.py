"""Carrying out one unit that is due: claimed for a while, kept claimed while it works, given back.

A worker that dies leaves a lease behind, which ends by itself; another worker then takes the unit
over. A unit is claimed for the moment at which it is due, and never twice for the same one.
"""

import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from content.schedules import schedules
from content.values import Value
from engagement.faults import Refused
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.schedule import looks, people, rereading, telling
from engagement.schedule.agenda import newest
from engagement.schedule.due import due_in, place_in
from engagement.schedule.model import Due, Outcome, Unit
from engagement.schedule.place import Place
from engagement.schedule.task import Stopped, Task, Unfinished, Work
from engagement.store import Store, Transaction, assessments, due_units
from engagement.store import schedules as rows

LOG = logging.getLogger("prodworthy.schedule")

KINDS: dict[str, Callable[[Store, Due, Place, Stopped], str]] = {
    "look": looks.carry_out, "reread": rereading.carry_out, "people": people.carry_out,
}  # fmt: skip
"""What carries out a unit of an assessment, by its kind."""


class Ran(Value):
    """A unit that was carried out: whose, what, and how it went; ``None``: it was given back undone."""

    client: str
    use_case: str
    what: str
    outcome: Outcome | None
    told: str


def new_worker() -> str:
    """A name for a process that works, which no other one has."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


def run_one(store: Store, *, worker: str = "", stopped: Stopped | None = None) -> Ran | None:
    """Carry out the unit that has been due longest; ``None`` where nothing is due and free.

    Only for clients whose schedule the server carries out. What cannot be done is kept with its
    sentence and tried again later. ``stopped`` ends it early; it is then due as before.
    """
    if store.acting is not None:
        raise Refused("The server carries out what is due; start a look on the page Look instead.")
    me, now = worker or new_worker(), clock.now()
    for task in _ready(store, now):
        if _claimed(store, task, me, now):
            return _carried_out(store, task, me, stopped or _never)
    return None


def next_at(store: Store, now: datetime) -> datetime | None:
    """When the next unit is due that the server carries out; ``None`` where there is none."""
    with store.reading() as tx:
        return min((task.tried_at for task in _tasks(tx, now)), default=None)


def _ready(store: Store, now: datetime) -> list[Task]:
    """What could be claimed at ``now``, what has been due longest first."""
    with store.reading() as tx:
        free = [task for task in _tasks(tx, now) if task.is_free(now)]
    return sorted(free, key=lambda task: (task.at, task.due.key))


def _tasks(tx: Transaction, now: datetime) -> Iterator[Task]:
    for schedule in rows.running(tx):
        for item in newest(assessments.of_client(tx, schedule.client_id)):
            yield from _of_assessment(tx, item.id, now)
    yield from telling.tasks(tx, now)


def _of_assessment(tx: Transaction, assessment_id: str, now: datetime) -> Iterator[Task]:
    place = place_in(tx, assessment_id, now)
    space = place.space
    for due in due_in(tx, assessment_id, now):
        if due.runs and due.at:
            yield Task(space.client.id, space.client.name, space.use_case.name, assessment_id, due,
                       due.at, place.units.get(due.key), _work(due, place))  # fmt: skip


def _work(due: Due, place: Place) -> Work:
    return lambda store, stopped: KINDS[due.kind](store, due, place, stopped)


def _claimed(store: Store, task: Task, me: str, now: datetime) -> bool:
    wanted = Unit(key=task.due.key, client_id=task.client_id, assessment_id=task.assessment_id,
                  kind=task.due.kind)  # fmt: skip
    with store.bookkeeping() as tx:
        got = due_units.claim(tx, wanted, task.at, by=me, now=now, until=_lease(now))
    return got is not None


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings().lease_seconds)


def _carried_out(store: Store, task: Task, me: str, stopped: Stopped) -> Ran:
    outcome: Outcome | None = "done"
    began, key = clock.now(), task.due.key
    with _held(store, key, me) as lost:
        try:
            told = task.work(store, lambda: lost.is_set() or stopped())
        except Unfinished:
            outcome, told = None, ""
        except Refused as refused:
            outcome, told = "failed", refused.sentence
        except Exception:
            LOG.exception("the unit %s failed", key)
            outcome, told = "failed", "It failed through a mistake of ours; the log has the trace."
    if lost.is_set() or outcome is None:
        outcome, told = None, "It was stopped before its end and is due as before."
    _given_back(store, task, me, outcome, told, began)
    return Ran(client=task.client, use_case=task.use_case, what=task.due.what, outcome=outcome,
               told=told)  # fmt: skip


def _given_back(
    store: Store, task: Task, me: str, outcome: Outcome | None, told: str, began: datetime
) -> None:
    now = clock.now()
    with store.bookkeeping() as tx:
        unit = due_units.unit(tx, task.due.key)
        fields: dict[str, object] = {"ended_at": now}
        if outcome == "done":
            fields |= {"outcome": outcome, "told": told, "done_for": task.at,
                       "done_at": began, "failures": 0, "not_before": None,
                       "times": (unit.times if unit else 0) + 1}  # fmt: skip
        elif outcome == "failed":
            failures = (unit.failures if unit else 0) + 1
            fields |= {"outcome": outcome, "told": told, "failures": failures,
                       "not_before": now + waits(failures)}  # fmt: skip
        due_units.settle(tx, task.due.key, me, **fields)


def waits(failures: int) -> timedelta:
    """How long a unit waits that failed so many times running (1 or more)."""
    steps = schedules().retry_minutes
    return timedelta(minutes=steps[min(failures, len(steps)) - 1])


@contextmanager
def _held(store: Store, key: str, me: str) -> Iterator[threading.Event]:
    """Keep the lease while the block works; the event is set where another worker has the unit."""
    lost, ended = threading.Event(), threading.Event()
    every = settings().lease_seconds / 3

    def keep() -> None:
        while not ended.wait(every):
            try:
                with store.bookkeeping() as tx:
                    still_ours = due_units.renew(tx, key, me, _lease(clock.now()))
            except Exception:  # the database may be away for a moment; the next time tells
                LOG.exception("the lease of %s could not be renewed", key)
                continue
            if not still_ours:
                lost.set()
                return

    thread = threading.Thread(target=keep, name=f"lease-{key}", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        ended.set()
        thread.join()


def _never() -> bool:
    return False
