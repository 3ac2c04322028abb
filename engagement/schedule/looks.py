"""Looking again at the sources whose cadence says so; those that send traffic only people start."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from assessment.connectors import sends
from assessment.sources import Source
from content.locales import long_day
from content.schedules import NEVER, schedules
from engagement.faults import Refused
from engagement.looks import looking
from engagement.model import is_over
from engagement.reassessment.sources import is_handed_over
from engagement.schedule import in_queue
from engagement.schedule.model import WHO_RUNS, Due
from engagement.schedule.place import Place
from engagement.schedule.task import Stopped, Unfinished
from engagement.store import Store, Transaction, evidence


def due_in(tx: Transaction, place: Place) -> Iterator[Due]:
    """One look, at the moment when the first source is due."""
    timed = [(item, at) for item in _sources(tx, place) if (at := item.at(place)) is not None]
    first, at = min(timed, key=lambda pair: pair[1], default=(None, None))
    if first is None or at is None:
        return
    was = f"was last looked at on {long_day(first.last)}" if first.last else "was never looked at"
    yield Due(
        day=at.date(), at=at, kind="look", key=_key(place.id), runs=place.runs, subject=place.id,
        what="look at the sources again" if first.last else "look at the sources",
        why=f"{first.source.name} {was}; it is looked at {schedules().in_words(first.days)}.",
    )  # fmt: skip


def carry_out(store: Store, due: Due, place: Place, stopped: Stopped) -> str:
    """Look at every source that is due now; what came of it in a sentence.

    On PostgreSQL a worker looks, in whichever process; on SQLite this one.
    """
    with store.reading() as tx:
        found = _sources(tx, place)
    wanted = frozenset(
        item.source.id for item in found if (at := item.at(place)) and at <= place.now
    )
    if not wanted:
        return "Every source had been looked at meanwhile."
    if store.has_queue:
        run = in_queue.looked(store, due.subject, wanted, stopped)
    else:
        run = looking.look(store, due.subject, started_by=WHO_RUNS, stopped=stopped, only=wanted)
    if run.state == "stopped" and stopped():
        raise Unfinished
    if run.state == "failed":
        raise Refused(run.message)
    many = f"{len(wanted)} source" + ("" if len(wanted) == 1 else "s")
    ended = " before somebody stopped it" if run.state == "stopped" else ""
    return f"Looked at {many}, {run.done} findings{ended}."


def looked_at(tx: Transaction, place: Place) -> tuple[Source, ...]:
    """The sources that the schedule may read at all."""
    return tuple(
        source for source in evidence.sources(tx, place.id) if _may_be_read(source, place.now)
    )


class _Timed(NamedTuple):
    """A source that the schedule looks at: when it was ``last`` seen, and how often it is."""

    source: Source
    added: datetime
    last: datetime | None
    days: int

    def at(self, place: Place) -> datetime | None:
        """When it is due (UTC-aware); a source that nobody ever looked at is due at once."""
        unit = place.units.get(_key(place.id))
        tried = unit.done_at if unit and unit.done_at and unit.done_at >= self.added else None
        if self.last is None and tried is None:
            return self.added
        # One without a probe leaves nothing behind, so that the look itself has to count.
        return place.next_at(_key(place.id), self.last or tried or self.added, self.days)


def _sources(tx: Transaction, place: Place) -> list[_Timed]:
    seen, rhythms = evidence.last_seen(tx, place.id), place.rhythms
    return [
        _Timed(source, added, seen.get(source.id), days)
        for source, added in evidence.sources_since(tx, place.id)
        if (days := rhythms.of_source(source.id, source.kind)) != NEVER
        and _may_be_read(source, place.now)
    ]


def _may_be_read(source: Source, now: datetime) -> bool:
    """What sends traffic only people start; a handed-over file says what it said."""
    ended = is_over(source.authorised_until, now)
    return not (sends(source.kind) or is_handed_over(source) or ended)


def _key(assessment_id: str) -> str:
    return f"look:{assessment_id}"
