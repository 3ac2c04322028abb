"""How often what comes round is due for a client: the product's own numbers, and what people said."""

from content.schedules import LONGEST_DAYS, NEVER, Rhythm, schedules
from engagement.clients.client_list import client_in
from engagement.faults import NAME, Refused, fitting
from engagement.outside import clock
from engagement.schedule.model import Schedule
from engagement.store import Store, Transaction, audit, evidence
from engagement.store import schedules as rows
from engagement.workspaces import assessment_in, record_in


def schedule_of(store: Store, client_id: str) -> Schedule:
    """What somebody said for the client; without a cadence of its own where nobody did."""
    with store.reading() as tx:
        return rows.of_client(tx, client_in(tx, client_id).id)


def set_schedule(
    store: Store, *, client_id: str, runs: bool | None = None,
    days: dict[Rhythm, int | None] | None = None, by: str = "",
) -> Schedule:  # fmt: skip
    """Say how often what comes round is due, and whether the server carries it out by itself.

    What is not named stays; ``None`` days are the product's own, 0 is never.
    """
    fitting(NAME, name=by)
    with store.writing() as tx:
        known = rows.of_client(tx, client_in(tx, client_id).id)
        wanted: dict[Rhythm, int | None] = {**known.days, **(days or {})}
        kept = Schedule(
            client_id=client_id, runs=known.runs if runs is None else runs,
            days={name: checked(number) for name, number in wanted.items() if number is not None},
            changed_by=by.strip(), changed_at=clock.now(),
        )  # fmt: skip
        rows.keep(tx, kept)
        audit.record(tx, "schedule changed", by=by, client_id=client_id, **_in_words(kept))
    return kept


def set_source_cadence(
    store: Store, *, source_id: str, days: int | None, by: str = ""
) -> None:  # fmt: skip
    """Say how often one source is looked at; ``None``: as often as its kind is, 0 is never."""
    with store.writing() as tx:
        assessment_id = evidence.assessment_of_source(tx, source_id)
        if assessment_id is None:
            raise Refused("There is no such source; open the page again.")
        assessment_in(tx, assessment_id)
        number = None if days is None else checked(days)
        rows.keep_source(tx, assessment_id, source_id, number)
        told = "as its kind" if number is None else schedules().in_words(number)
        record_in(tx, assessment_id, "source's cadence changed", by=by, source=source_id, how=told)


def source_cadences(store: Store, assessment_id: str) -> dict[str, int]:
    """Days by the id of the source, where somebody said so."""
    with store.reading() as tx:
        return rows.of_sources(tx, assessment_in(tx, assessment_id).id)


def checked(days: int) -> int:
    """A number of days that can be kept; :class:`Refused` for any other."""
    if not NEVER <= days <= LONGEST_DAYS:
        raise Refused(f"From one time to the next are 1 to {LONGEST_DAYS} days, or never.")
    return days


class Rhythms:
    """How many days lie between two times, at one client and for each of an assessment's sources."""

    def __init__(self, schedule: Schedule, sources: dict[str, int] | None = None) -> None:
        self.schedule, self._sources = schedule, sources or {}

    def days(self, rhythm: Rhythm) -> int:
        """Of the client; 0 is never."""
        own = self.schedule.days.get(rhythm)
        return schedules().cadences[rhythm].days if own is None else own

    def of_source(self, source_id: str, kind: str) -> int:
        """Of one source: its own, else the client's, else its kind's; 0 is never."""
        if source_id in self._sources:
            return self._sources[source_id]
        kinds, said = schedules().by_kind_of_source, self.schedule.days.get("look")
        return kinds[kind].days if said is None and kind in kinds else self.days("look")


def rhythms_in(tx: Transaction, client_id: str, assessment_id: str) -> Rhythms:
    """Inside a transaction that is open."""
    return Rhythms(rows.of_client(tx, client_id), rows.of_sources(tx, assessment_id))


def _in_words(schedule: Schedule) -> dict[str, str]:
    words = {str(name): schedules().in_words(days) for name, days in schedule.days.items()}
    return words | {"runs": "by itself" if schedule.runs else "only listed"}
