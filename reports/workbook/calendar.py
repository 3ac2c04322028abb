"""The weeks that Schedule and Capacity share, and the days on which no work happens."""

from datetime import date, timedelta

from reports.model import Report
from scoring.roadmap_model import Freeze, Roadmap

MOST_WEEKS = 104
"""Weeks drawn at most: two years; later dates stay in their columns."""


def weeks(roadmap: Roadmap) -> tuple[date, ...]:
    """Mondays from the plan's first to four weeks after the last work, the gate's week included."""
    ends = [day for row in roadmap.rows for day in (row.end, row.p80)]
    last = max(ends, default=roadmap.first_monday) + timedelta(weeks=4)
    last = max(last, roadmap.gate.p80) if roadmap.gate else last
    count = (last - roadmap.first_monday).days // 7 + 1
    return tuple(roadmap.first_monday + timedelta(weeks=n) for n in range(min(count, MOST_WEEKS)))


def week_of_gate(roadmap: Roadmap) -> tuple[int, date] | None:
    """Place among the weeks, from 0, and day of the gate; none where it is not drawn."""
    if roadmap.gate is None:
        return None
    place = (roadmap.gate.p80 - roadmap.first_monday).days // 7
    return (place, roadmap.gate.p80) if 0 <= place < len(weeks(roadmap)) else None


def month_labels(mondays: tuple[date, ...]) -> tuple[str, ...]:
    """A month's name above its first week, with the year at the start and at January."""
    labels = []
    for number, monday in enumerate(mondays):
        first = number == 0 or mondays[number - 1].month != monday.month
        year = number == 0 or (first and mondays[number - 1].year != monday.year)
        labels.append(f"{monday:%b %Y}" if first and year else f"{monday:%b}" if first else "")
    return tuple(labels)


def frozen_days(freezes: tuple[Freeze, ...]) -> tuple[date, ...]:
    """Every Monday to Friday of the freezes, each once, in order."""
    days = set()
    for freeze in freezes:
        for offset in range((freeze.end - freeze.start).days + 1):
            day = freeze.start + timedelta(days=offset)
            if day.weekday() < 5:
                days.add(day)
    return tuple(sorted(days))


def working_days(start: date, end: date, frozen: set[date]) -> int:
    """Mondays to Fridays from ``start`` to ``end`` inclusive that no freeze takes; 1 at least."""
    span = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return max(1, sum(day.weekday() < 5 and day not in frozen for day in span))


def workday(start: date, days: int, frozen: set[date]) -> date:
    """The last of so many working days, 1 or more, the first of which is ``start`` or after it."""
    day = start
    while True:
        days -= day.weekday() < 5 and day not in frozen
        if not days:
            return day
        day += timedelta(days=1)


def share_of_week(first_monday: date, week: int, frozen: set[date]) -> float:
    """Share (0–1) of a week's five working days, from 0 on, that no freeze takes."""
    days = (first_monday + timedelta(weeks=week, days=n) for n in range(5))
    return sum(day not in frozen for day in days) / 5


def roles(report: Report) -> tuple[str, ...]:
    """Roles that do work in the plan, the limiting one first, then as the plan lists them."""
    roadmap = report.roadmap
    if roadmap is None:
        return ()
    named = [load.role for load in roadmap.load]
    named += [role for row in roadmap.rows for role in row.effort_by_role]
    named.sort(key=lambda role: role != roadmap.limiting_role)
    return tuple(dict.fromkeys(named))
