"""What is due across clients or at one: the list that screens, the command and reminders show."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime

from content.schedules import schedules
from content.values import Value
from engagement.model import Assessment
from engagement.outside import clock
from engagement.schedule.due import due_in
from engagement.schedule.model import Due, Unit
from engagement.store import Store, Transaction, assessments, due_units
from engagement.workspaces import workspace_in

When = Literal["overdue", "soon", "later"]


class Line(Value):
    """One thing that is due: where, when, and how it went if the server tried it already.

    ``when`` is *overdue* from the day after it was due, and at once for what the server does itself.
    ``failed`` is why it could not be done the last time, empty otherwise.
    """

    client_id: str
    client: str
    use_case: str
    assessment: str
    due: Due
    when: When
    failed: str = ""
    tries_at: AwareDatetime | None = None
    is_running: bool = False


def agenda(
    store: Store, *, client_id: str = "", now: datetime | None = None, later: bool = False
) -> tuple[Line, ...]:
    """What is overdue and due soon, the first day first; with ``later`` what comes after that too.

    Of the newest assessment of each use case and pack; of one client where ``client_id`` names it.
    Time grows with the number of assessments.
    """
    with store.reading() as tx:
        return agenda_in(tx, client_id=client_id, now=now or clock.now(), later=later)


def agenda_in(
    tx: Transaction, *, client_id: str = "", now: datetime, later: bool = False
) -> tuple[Line, ...]:  # fmt: skip
    """:func:`agenda` inside a transaction that is open."""
    found = assessments.of_client(tx, client_id) if client_id else assessments.everything(tx)
    lines = [line for item in newest(found) for line in _lines(tx, item, now)]
    wanted = [line for line in lines if later or line.when != "later"]
    return tuple(sorted(wanted, key=lambda line: (line.due.day, line.client, line.due.what)))


def newest(found: tuple[Assessment, ...]) -> list[Assessment]:
    """Of each use case and pack the newest; they come newest first."""
    first: dict[tuple[str, str], Assessment] = {}
    for item in found:
        first.setdefault((item.use_case_id, item.pack.id), item)
    return list(first.values())


def when(due: Due, now: datetime) -> When:
    """Whether it is late, soon or later at ``now`` (UTC-aware)."""
    if due.is_over(now):
        return "overdue"
    soon = now.date() + timedelta(days=schedules().soon_days)
    return "soon" if due.day <= soon else "later"


def _lines(tx: Transaction, item: Assessment, now: datetime) -> list[Line]:
    space, kept = workspace_in(tx, item.id), due_units.of_assessment(tx, item.id)
    return [
        Line(
            client_id=space.client.id, client=space.client.name, use_case=space.use_case.name,
            assessment=item.id, due=due, when=when(due, now), **_went(kept.get(due.key), now),
        )
        for due in due_in(tx, item.id, now)
    ]  # fmt: skip


def _went(unit: Unit | None, now: datetime) -> dict[str, object]:
    if unit is None:
        return {}
    failed = unit.told if unit.outcome == "failed" else ""
    return {
        "failed": failed, "tries_at": unit.not_before if failed else None,
        "is_running": unit.is_leased(now),
    }  # fmt: skip
