"""Reading exit metrics again: a window is only seen to hold where it is read while it lasts."""

from collections.abc import Iterator

from content.locales import long_day
from content.model import Pack
from content.schedules import schedules
from engagement.schedule import in_queue
from engagement.schedule.looks import looked_at
from engagement.schedule.model import WHO_RUNS, Due
from engagement.schedule.place import Place
from engagement.schedule.task import Stopped
from engagement.store import Store, Transaction, evidence, exit_criteria, packs
from engagement.watching import watch


def due_in(tx: Transaction, place: Place) -> Iterator[Due]:
    """One reading of all of them, where the pack has exit metrics and a source may be read."""
    if not isinstance(packs.either(tx, place.space.assessment.pack.digest), Pack):
        return
    if not looked_at(tx, place):
        return
    days, key = place.rhythms.days("reread"), f"reread:{place.id}"
    read = exit_criteria.last_read(tx, place.id)
    seen = max(evidence.last_seen(tx, place.id).values(), default=None)
    last = max(filter(None, (read, seen)), default=place.space.assessment.started_at)
    at = place.next_at(key, last, days)
    if at is not None:
        was = f"last read on {long_day(last)}" if read or seen else "never read"
        yield Due(
            day=at.date(), at=at, kind="reread", key=key, runs=place.runs, subject=place.id,
            what="read the exit metrics again",
            why=f"They were {was}; they are read {schedules().in_words(days)}.",
        )  # fmt: skip


def carry_out(store: Store, due: Due, _: Place, stopped: Stopped) -> str:
    """Read them once; what came of it in a sentence.

    On PostgreSQL a worker reads, in whichever process; on SQLite this one.
    """
    if store.has_queue:
        ended = in_queue.read(store, due.subject, stopped)
        if ended.stopped:
            return "Somebody stopped it; what was read by then is kept."
        return _told(ended.read, ended.could_not, ended.moved)
    came = watch(store, due.subject, by=WHO_RUNS)
    return _told(came.read, came.could_not, len(came.changes))


def _told(read: int, could_not: int, moved: int) -> str:
    told = f"{read} metric{'' if read == 1 else 's'} read, {could_not} could not be read"
    many = f"{moved} initiative{'' if moved == 1 else 's'}"
    return f"{told}; {many} moved." if moved else f"{told}."
