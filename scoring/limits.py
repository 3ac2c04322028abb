"""What holds a plan's gate date: each initiative's slack, and the role that limits it."""

from datetime import date, timedelta

from scoring.groundwork import Groundwork
from scoring.latest import latest_ends
from scoring.schedule import Schedule, schedule


def gate_day(basis: Groundwork, laid: Schedule) -> date | None:
    """When the last proof window of what opens the gate ends, by mid efforts; ``None`` without."""
    if not basis.aim.proofs and not basis.aim.floor:
        return None
    return basis.calendar.start + timedelta(days=basis.aim.gate(laid))


def slack_days(basis: Groundwork) -> dict[str, int]:
    """Calendar days by which each initiative may slip before the gate date moves.

    One that the gate does not wait for may slip until the plan's last day, or the gate's.
    """
    laid, calendar = basis.schedule, basis.calendar
    gate = gate_day(basis, laid)
    finish = laid.finish
    if gate is not None:
        finish = max(finish, calendar.weeks_until(gate + timedelta(days=1)))
    limits = {work.id: finish for work in basis.works}
    for item in basis.candidates:
        if gate is not None and item.opens_gate and item.id in limits:
            latest = gate - timedelta(days=item.proof_days)
            limits[item.id] = calendar.weeks_until(latest + timedelta(days=1))
    latest_end = latest_ends(laid, basis.works, basis.staff, limits)
    return {name: _days(basis, laid.end(name), end) for name, end in latest_end.items()}


def _days(basis: Groundwork, end: float, latest: float) -> int:
    moved = basis.calendar.last_day(max(end, latest)) - basis.calendar.last_day(end)
    return moved.days


def limiting_role(basis: Groundwork) -> str | None:
    """The role whose added capacity brings the gate forward most; ``None`` without any work.

    Where no single role moves the gate's date, or nothing blocks the gate: the role with the most
    weeks of work for its people.
    """
    if not basis.works:
        return None
    now = gate_day(basis, basis.schedule)
    gains = {role: _gained(basis, role, now) for role in basis.capacity}
    return max(gains, key=lambda role: (gains[role], _busy_weeks(basis, role), role))


def _gained(basis: Groundwork, role: str, now: date | None) -> int:
    """Days that the gate comes forward with one step more of a role; 0 where there is no gate."""
    if now is None:
        return 0
    more = {**basis.staff, role: basis.staff[role].raised(basis.judgement.capacity_step)}
    then = gate_day(basis, schedule(basis.works, more, basis.schedule.order))
    return 0 if then is None else (now - then).days


def _busy_weeks(basis: Groundwork, role: str) -> float:
    needed = {item.id for item in basis.candidates if item.serves_gate}
    work = [slot for slot in basis.schedule.slots if slot.role == role]
    counted = [slot for slot in work if slot.work in needed] if needed else work
    return sum(slot.end - slot.start for slot in counted)
