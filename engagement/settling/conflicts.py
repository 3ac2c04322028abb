"""Conflicts followed: opened and closed as the data says so, assigned by people, kept as history."""

from collections.abc import Sequence
from datetime import date, datetime

from content.model import Pack
from engagement.faults import NAME, Refused, fitting
from engagement.in_force.pointed_elsewhere import pointed_elsewhere_in
from engagement.judging import inputs_in
from engagement.outside import clock
from engagement.races import Settler, must_still_stand
from engagement.store import Store, Transaction, evidence, packs, the_program
from engagement.store import conflicts as rows
from engagement.workspaces import assessment_in, record_in
from scoring.conflict import Conflict, ConflictEvent, disagreements
from scoring.conflict_course import Step, steps


def conflicts(store: Store, assessment_id: str) -> tuple[Conflict, ...]:
    """Every conflict that the assessment ever had, by number, as they stand now.

    What changed since somebody last looked (a waiver that ran out, an answer given for another use
    case) is written down first; where nothing did, nothing is written.
    """
    moment = clock.now()
    with store.reading() as tx:
        if not _could_conflict(tx, assessment_in(tx, assessment_id).id):
            return ()
        known = rows.conflicts(tx, assessment_id)
        news = bool(_steps(tx, assessment_id, moment, known))
    if not news:
        return known
    with store.bookkeeping() as tx:
        follow_in(tx, assessment_id, moment)
        return rows.conflicts(tx, assessment_id)


def follow_in(tx: Transaction, assessment_id: str, now: datetime) -> None:
    """Write down what happened to the conflicts, inside the action that made it happen."""
    with the_program(tx):  # whoever made it happen need not be one who may see it
        if not _could_conflict(tx, assessment_id):
            return
        known = rows.conflicts(tx, assessment_id)
        for step in _steps(tx, assessment_id, now, known):
            _write(tx, assessment_id, step)


def _could_conflict(tx: Transaction, assessment_id: str) -> bool:
    """Only an absent finding contradicts a claim, and only a level of a grid can be claimed."""
    if not evidence.anything_absent(tx, assessment_id):
        return False
    return isinstance(packs.either(tx, assessment_in(tx, assessment_id).pack.digest), Pack)


def assign(
    store: Store, *, assessment_id: str, number: int, owner: str, due: date | None, by: str = "",
    began: Settler | None = None, over: bool = False,
) -> Conflict:  # fmt: skip
    """Say who settles a conflict and by when; a new owner replaces the one before.

    Where ``began`` says what stood there and somebody else was named since,
    :class:`engagement.races.Overtaken`, but for ``over``.
    """
    with store.writing() as tx:
        known = _one(tx, assessment_id, number)
        must_still_stand((known.owner, known.due), began, (owner.strip(), due), over)
        return assign_in(tx, assessment_id, number, owner, due, by)


def assign_in(
    tx: Transaction, assessment_id: str, number: int, owner: str, due: date | None, by: str = ""
) -> Conflict:
    """:func:`assign` inside a transaction."""
    name = owner.strip()
    fitting(NAME, owner=name)
    if due is not None and not name:
        raise Refused("Name the person who settles it by that day.")
    known = _one(tx, assessment_id, number)
    if (known.owner, known.due) == (name, due):
        return known
    rows.assign(tx, assessment_id, number, name, due)
    told = ", ".join(part for part in (name, due.isoformat() if due else "") if part)
    step = ConflictEvent(at=clock.now(), what="assigned", by=by, note=told or "nobody")
    rows.add_event(tx, assessment_id, number, step)
    record_in(tx, assessment_id, "conflict assigned", by=by, conflict=known.name)
    return _one(tx, assessment_id, number)


def _steps(
    tx: Transaction, assessment_id: str, now: datetime, known: Sequence[Conflict]
) -> tuple[Step, ...]:
    """What there is to write down; empty where nothing happened."""
    pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
    # A conflict about a carried answer is settled where it was found.
    given = inputs_in(tx, assessment_id, own_findings=True)
    changed = pointed_elsewhere_in(tx, assessment_id)
    return steps(known, disagreements(pack, given, now), pack, given, now, changed)


def _write(tx: Transaction, assessment_id: str, step: Step) -> None:
    number, events = step.number, step.events
    if number is None:
        if step.now is None:
            return
        number = rows.open_one(tx, assessment_id, step.now, events[0])
        _record(tx, assessment_id, number, events[0])
        events = events[1:]
    elif step.now is not None:
        rows.take_in(tx, assessment_id, number, step.now)
    for event in events:
        rows.add_event(tx, assessment_id, number, event)
        _record(tx, assessment_id, number, event)


def _record(tx: Transaction, assessment_id: str, number: int, event: ConflictEvent) -> None:
    how = {"how": str(event.how)} if event.how else {}
    record_in(
        tx, assessment_id, f"conflict {event.what}", by=event.by, conflict=f"K-{number}", **how
    )


def _one(tx: Transaction, assessment_id: str, number: int) -> Conflict:
    known = rows.conflicts(tx, assessment_in(tx, assessment_id).id)
    found = next((item for item in known if item.number == number), None)
    if found is None:
        raise Refused("There is no such conflict; choose one from the list.")
    return found
