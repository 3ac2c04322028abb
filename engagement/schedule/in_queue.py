"""What the schedule does on PostgreSQL: a job in the queue like everybody's, for whose end the unit waits.

Whoever waits may die: the look, or the reading of exit metrics, goes on, and whoever takes the unit
over waits for the same one.
"""

import time

from engagement.faults import Refused
from engagement.looks import looking
from engagement.looks.working import anybody_looks, worker_for
from engagement.model import ProbeRun
from engagement.schedule.model import WHO_RUNS
from engagement.schedule.task import Stopped, Unfinished
from engagement.store import ABANDONED, Store
from engagement.watching import waiting

ASKS_EVERY_SECONDS = 0.5
NOBODY = (
    "No worker is there that looks: start one with `prodworthy worker`, or let the servers look "
    "by PRODWORTHY_LOOKS_AT_ONCE."
)


def looked(
    store: Store, assessment_id: str, only: frozenset[str], stopped: Stopped
) -> ProbeRun:  # fmt: skip
    """Have a worker look at the sources ``only`` (ids), and come back when that has ended.

    :class:`Unfinished` where ``stopped`` turned true; the look goes on then. :class:`Refused` where
    nobody would carry it out.
    """
    if stopped():
        raise Unfinished
    if not anybody_looks(store):
        raise Refused(NOBODY)
    run = _left_behind(store, assessment_id) or looking.put_in_queue(
        store, assessment_id, WHO_RUNS, only=only
    )
    with worker_for(store, run.id):
        return _ended(store, run, stopped)


def read(store: Store, assessment_id: str, stopped: Stopped) -> waiting.Ended:
    """Have a worker read the exit metrics, and come back when that has ended; raises as :func:`looked`."""
    if stopped():
        raise Unfinished
    if not anybody_looks(store):
        raise Refused(NOBODY)
    reading = waiting.going_on(store, assessment_id) or waiting.put_in_queue(
        store, assessment_id, WHO_RUNS
    )
    with worker_for(store, reading):
        while (ended := _read(store, assessment_id, reading)) is None:
            if stopped():
                raise Unfinished
            if not anybody_looks(store):
                raise Refused(NOBODY)
            time.sleep(ASKS_EVERY_SECONDS)
    if ended.failed:
        raise Refused(ended.failed)
    return ended


def _read(store: Store, assessment_id: str, reading: str) -> waiting.Ended | None:
    there = waiting.going_on(store, assessment_id) == reading  # asked first: it may end in between
    ended = waiting.ended(store, assessment_id, reading)
    return ended if ended or there else waiting.Ended(failed=waiting.LOST)


def _left_behind(store: Store, assessment_id: str) -> ProbeRun | None:
    """The schedule's own look that still goes on, begun by a process that waits for it no more."""
    run = looking.last_run(store, assessment_id)
    return run if run and run.state == "running" and run.started_by == WHO_RUNS else None


def _ended(store: Store, begun: ProbeRun, stopped: Stopped) -> ProbeRun:
    while True:
        run = looking.last_run(store, begun.assessment_id)
        if run is None or run.id != begun.id or stopped():
            raise Unfinished
        if run.message == ABANDONED:
            raise Refused(run.message)
        if run.state != "running":
            return run
        if not anybody_looks(store):
            raise Refused(NOBODY)
        time.sleep(ASKS_EVERY_SECONDS)
