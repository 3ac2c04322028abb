"""A reading of exit metrics that waits in PostgreSQL's queue: put in, carried out, stopped, ended.

What is still to be done is in the queue and nowhere else. How it ended stands in the audit log, with
the figures; what it read is kept source by source, so that a later try goes on with the rest.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from content.values import Value
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.outside import clock
from engagement.store import AWAY, Store, Transaction, audit, exit_criteria, queued
from engagement.watching.rereading import Readable, keep_in, read, readable_in
from engagement.watching.watched import proofs_in
from engagement.workspaces import assessment_in, record_in

_ENDED, _STOPPED = "exit criteria reading ended", "exit criteria reading stopped"
GAVE_UP = "The server ended during this reading three times; what was read by then is kept."
MISTAKE = "The reading failed through a mistake of ours; the log has the trace."
LOST = "The program ended during this reading; what was read by then is kept."


class Ended(Value):
    """How a reading ended: figures of all its tries, and why it came to no end where it did not."""

    read: int = 0
    could_not: int = 0
    moved: int = 0
    stopped: bool = False
    failed: str = ""


def put_in_queue(store: Store, assessment_id: str, by: str) -> str:
    """Let a reading wait for a worker; its id.

    Raises :class:`engagement.faults.Refused` where there is no source that can be read.
    """
    reading = new_id()
    with store.writing() as tx:
        readable_in(tx, assessment_id)
        queued.put_reading(tx, reading, assessment_id, clock.now())
        record_in(tx, assessment_id, "exit criteria read", by=by, reading=reading)
    return reading


def going_on(store: Store, assessment_id: str) -> str:
    """Id of the reading that waits or is carried out; empty where there is none, or no queue."""
    with store.reading() as tx:
        return queued.reading_of(tx, assessment_in(tx, assessment_id).id)


def stop_reading(store: Store, assessment_id: str, by: str = "") -> None:
    """Stop it after the request that it is at; what was read by then is kept. Nothing where it ended."""
    with store.writing() as tx:
        reading = queued.reading_of(tx, assessment_in(tx, assessment_id).id)
        if reading:
            record_in(tx, assessment_id, _STOPPED, by=by, reading=reading)
            queued.withdraw(tx, reading)


def ended(store: Store, assessment_id: str, reading: str) -> Ended | None:
    """How it ended; ``None`` while it goes on, and where whoever was at it is gone without a word."""
    with store.reading() as tx:
        told = _word(tx, assessment_id, _ENDED, reading)
        stopped = _word(tx, assessment_id, _STOPPED, reading)
    if told is not None:
        return Ended.model_validate(told)
    return None if stopped is None else Ended(stopped=True)


def _word(tx: Transaction, assessment_id: str, action: str, reading: str) -> dict[str, str] | None:
    for event in audit.of_action(tx, assessment_id, action):
        if event.details.get("reading") == reading:
            return {
                name: text for name, text in event.details.items() if name in Ended.model_fields
            }
    return None


def carry_out_reading(
    store: Store, reading: str, assessment_id: str, began: datetime, *, stopped: Callable[[], bool]
) -> None:  # fmt: skip
    """A worker's try: sources that an earlier try has read since ``began`` are not read twice."""
    try:
        told = _carried_out(store, assessment_id, began, stopped)
    except AWAY:
        raise  # a worker tries again when the database is back
    except Refused as refused:  # the last source was removed, or the whole assessment
        told = {"failed": refused.sentence}
    except Exception:
        _end(store, assessment_id, reading, {"failed": MISTAKE})
        raise
    if told is not None:
        _end(store, assessment_id, reading, told)


def give_up_reading(store: Store, reading: str, assessment_id: str) -> None:
    """End one that was tried so often that one more try would not help."""
    _end(store, assessment_id, reading, {"failed": GAVE_UP})


def _carried_out(
    store: Store, assessment_id: str, began: datetime, stopped: Callable[[], bool]
) -> dict[str, str] | None:
    """The figures of all tries; ``None`` where this one was stopped before its end."""
    with store.reading() as tx:
        readable = readable_in(tx, assessment_id)
        done = {source for _, source, _ in exit_criteria.kept_since(tx, assessment_id, began)}
    for source in readable.sources:
        if source.id in done:
            continue
        attempts = None if stopped() else read(source, readable, stopped)
        if attempts is None:
            return None
        with store.bookkeeping() as tx:
            keep_in(tx, readable, attempts)
    with store.reading() as tx:
        return _figures(tx, readable, began)


def _end(store: Store, assessment_id: str, reading: str, told: dict[str, str]) -> None:
    """Write down how it ended; of an assessment that is gone nobody waits to hear."""
    with suppress(Refused), store.bookkeeping() as tx:
        record_in(tx, assessment_id, _ENDED, reading=reading, **told)


def _figures(tx: Transaction, readable: Readable, began: datetime) -> dict[str, str]:
    """What all tries came to together, from what they kept."""
    key, traits = readable.place.assessment.id, readable.place.use_case.traits
    since = exit_criteria.kept_since(tx, key, began)
    given = {metric for metric, _, was_read in since if was_read}
    before, after = (proofs_in(tx, key, readable.pack, traits, at) for at in (began, clock.now()))
    moved = sum(before[name].standing is not now.standing for name, now in after.items())
    could_not = len({metric for metric, _, _ in since} - given)
    return {"read": str(len(given)), "could_not": str(could_not), "moved": str(moved)}
