"""Which of the promised hours somebody is on call: arithmetic on intervals."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from assessment.connectors.rota.evidence import Cover, Gap
from assessment.sources import Option, Source, SourceUnavailable

ALWAYS, WORKING_DAYS = "always", "Monday to Friday, 8 to 18"
OPTIONS = (
    Option(
        name="hours", label="Hours in which somebody is promised", form="choice",
        choices=(ALWAYS, WORKING_DAYS), help="Empty: always.",
    ),
    Option(name="zone", label="Time zone of these hours", help="Such as Europe/Berlin; empty: UTC."),
)  # fmt: skip
OPEN, CLOSE = time(8), time(18)
TOUCHING = timedelta(seconds=60)
"""Shifts that end a moment before the next begins leave no gap."""


class Shift(NamedTuple):
    """A stretch with somebody on call; ``person`` is compared and never kept."""

    start: datetime
    end: datetime
    person: str


def promised(source: Source) -> tuple[str, ZoneInfo]:
    """The hours that a source states, and their zone; :class:`SourceUnavailable` for an unknown one."""
    hours = str(source.options.get("hours", "")).strip() or ALWAYS
    zone = str(source.options.get("zone", "")).strip() or "UTC"
    if zone not in available_timezones():
        raise SourceUnavailable(
            f"the time zone {zone[:40]!r} is not known", "Give it as Europe/Berlin or UTC."
        )
    return hours, ZoneInfo(zone)


def wanted(
    start: datetime, end: datetime, hours: str, zone: ZoneInfo
) -> list[tuple[datetime, datetime]]:
    """The promised stretches between two times, in order; clocks that change are honoured."""
    if hours != WORKING_DAYS:
        return [(start, end)]
    found = []
    day = start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        opens, closes = (datetime.combine(day, at, zone) for at in (OPEN, CLOSE))
        if day.weekday() < 5 and closes > start and opens < end:
            found.append((max(opens, start), min(closes, end)))
        day += timedelta(days=1)
    return found


def cover(
    shifts: Iterable[Shift], stretches: Sequence[tuple[datetime, datetime]], *, named: bool = True
) -> Cover:
    """How much of the promised stretches the shifts cover, and by how many people.

    ``named`` is false where shifts stand for teams: how many people those are is then not known.
    """
    merged = _merged(shifts)
    gaps = [gap for stretch in stretches for gap in _gaps(stretch, merged)]
    hours = sum((end - start).total_seconds() for start, end in stretches) / 3600
    missing = sum(gap.hours for gap in gaps)
    first, last = (stretches[0][0], stretches[-1][1]) if stretches else (None, None)
    people = {
        shift.person for shift in merged.all
        if first is not None and last is not None and shift.start < last and shift.end > first
    }  # fmt: skip
    return Cover(
        hours=hours, covered=max(0.0, hours - missing), people=len(people) if named else None,
        gaps=tuple(gaps[:50]),
    )  # fmt: skip


class _Merged(NamedTuple):
    all: list[Shift]
    spans: list[tuple[datetime, datetime]]


def _merged(shifts: Iterable[Shift]) -> _Merged:
    """The shifts, and the stretches in which there is at least one; touching ones are joined."""
    ordered = sorted(shift for shift in shifts if shift.end > shift.start)
    spans: list[tuple[datetime, datetime]] = []
    for shift in ordered:
        if spans and shift.start <= spans[-1][1] + TOUCHING:
            spans[-1] = (spans[-1][0], max(spans[-1][1], shift.end))
        else:
            spans.append((shift.start, shift.end))
    return _Merged(ordered, spans)


def _gaps(stretch: tuple[datetime, datetime], merged: _Merged) -> list[Gap]:
    at, end = stretch
    found = []
    for begins, ends in merged.spans:
        if ends <= at or begins >= end:
            continue
        if begins - at > TOUCHING:
            found.append(Gap(start=at, end=begins))
        at = max(at, ends)
    if end - at > TOUCHING:
        found.append(Gap(start=at, end=end))
    return found
