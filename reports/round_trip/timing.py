"""What to know of a day before it is taken: that it has passed, or that nobody works on it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from content.locales import short_day
from reports.round_trip.change import Change
from reports.round_trip.entries import Entries
from reports.round_trip.fields import CALENDAR, SCHEDULE
from reports.round_trip.origin import Origin

DAYS = {"starts_on": "Start", "earliest": "Not before", "end_by": "Ends by", "due": "Due"}
_ENDED = ("Done", "Proved", "Dropped")


def notes(changes: Iterable[Change], edited: Entries, now: Origin) -> tuple[str, ...]:
    """A sentence for each day that a person should look at twice; the changes stay as they are.

    A start or an end of what has ended lies in the past by right, and is not told.
    """
    today = date.fromisoformat(now.facts["made at"][:10])
    off = _days_off(edited, now)
    return tuple(dict.fromkeys(_notes(changes, edited, today, off)))


def _notes(
    changes: Iterable[Change], edited: Entries, today: date, off: frozenset[date]
) -> Iterator[str]:
    for item in changes:
        if item.what == "removed" or _has_ended(item, edited):
            continue
        for name in [name for name in DAYS if item.values.get(name)]:
            day = date.fromisoformat(str(item.values[name]))
            told = f"{item.sheet}, {item.name}: {DAYS[name]} {short_day(day)}"
            if day < today:
                yield f"{told} is in the past{_then(name, today)}."
            elif name == "starts_on" and not _works(day, off):
                why = f"a {day:%A}" if day.weekday() > 4 else "a day without work"
                yield f"{told} is {why}: the plan starts it on {short_day(_next(day, off))}."


def _then(name: str, today: date) -> str:
    if name == "starts_on":
        return (
            f": the plan counts its work from {short_day(today)} on, or from the plan's own start; "
            "where it has begun, set its status to In progress"
        )
    return {"earliest": ": it holds nothing back", "end_by": ": the plan cannot keep it"}.get(
        name, ""
    )


def _has_ended(item: Change, edited: Entries) -> bool:
    status = item.values.get("status") or edited.values.get((SCHEDULE.matter, item.id, "status"))
    return item.matter == SCHEDULE.matter and status in _ENDED


def _days_off(edited: Entries, now: Origin) -> frozenset[date]:
    """Days without work as the workbook has them, or as the plan has where its own are unclear."""
    told = edited.values.get(CALENDAR, now.entries.values.get(CALENDAR))
    return frozenset(date.fromisoformat(one) for one in str(told or "").split(",") if one)


def _works(day: date, off: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in off


def _next(day: date, off: frozenset[date]) -> date:
    while not _works(day, off):
        day += timedelta(days=1)
    return day
