"""How full each role is, week by week."""

from datetime import date, timedelta

import numpy as np

from scoring.belief import Array
from scoring.groundwork import Groundwork
from scoring.roadmap_model import RoleLoad
from scoring.schedule import Slot


def first_monday(start: date) -> date:
    """The Monday of the week in which a plan starts."""
    return start - timedelta(days=start.weekday())


def role_loads(basis: Groundwork) -> tuple[RoleLoad, ...]:
    """Use of each role by calendar week, as shares (0–1) of its capacity; frozen days hold none.

    Only work that a planner pinned upon other pinned work makes a share of more than 1.
    """
    weeks = _week_of_workdays(basis)
    count = int(weeks.max()) + 1 if weeks.size else 0
    return tuple(
        RoleLoad(
            role=role,
            people=people,
            weeks=_shares(basis, role, weeks, count),
            assumed=role in basis.assumed,
            people_by_week=_people(basis, role, weeks, count),
        )
        for role, people in basis.capacity.items()
    )


def _people(basis: Groundwork, role: str, weeks: Array, count: int) -> tuple[float, ...]:
    """People on the first working day of each week (of the one before, where all is frozen)."""
    staff = basis.staff[role]
    if len(staff.people) == 1:
        return ()
    found: list[float] = []
    for week in range(count):
        days = np.flatnonzero(weeks == week)
        time = days[0] / basis.calendar.per_week if days.size else None
        found.append(
            staff.at(float(time)) if time is not None else (found or [staff.people[0]])[-1]
        )
    return tuple(found)


def _week_of_workdays(basis: Groundwork) -> Array:
    """For each working day of the plan, the number of its calendar week from the first Monday."""
    per_week = basis.calendar.per_week
    days = np.arange(np.ceil(basis.schedule.finish * per_week - 1e-6))
    monday = np.datetime64(first_monday(basis.calendar.start), "D")
    return np.asarray((basis.calendar.first_days(days / per_week) - monday).astype(int) // 7)


def _shares(basis: Groundwork, role: str, weeks: Array, count: int) -> tuple[float, ...]:
    used = np.zeros(weeks.size)
    days = np.arange(weeks.size) / basis.calendar.per_week
    there = np.array([basis.staff[role].at(float(day)) > 0 for day in days])
    for slot in basis.schedule.slots:
        if slot.role == role:
            used += _overlap(slot, weeks.size, basis.calendar.per_week) * there
    totals = np.bincount(weeks.astype(int), weights=used, minlength=count)
    return tuple(float(_trimmed(share / basis.calendar.per_week)) for share in totals)


def _trimmed(share: float) -> float:
    """A full week as 1, without the dust of rounding."""
    return 1.0 if abs(share - 1) < 1e-9 else share


def _overlap(slot: Slot, days: int, per_week: int) -> Array:
    """How much of each working day a slot takes, 0–1."""
    begins = np.arange(days)
    start, end = slot.start * per_week, slot.end * per_week
    return np.asarray(np.clip(np.minimum(end, begins + 1) - np.maximum(start, begins), 0, 1))
