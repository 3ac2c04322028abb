"""When each source was read and until when that counts: said once, and again only where it differs."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import NamedTuple

from assessment.model import Finding
from reports.model import Report


class Look(NamedTuple):
    """The minute at which most findings of a source were made, and the day to which most count."""

    at: datetime
    until: date


def looks(report: Report) -> dict[str, Look]:
    """Source id -> its look; a source without findings has none."""
    held: dict[str, list[Finding]] = {}
    for item in report.findings:
        held.setdefault(item.source, []).append(item)
    return {source: _look(found) for source, found in held.items()}


def _look(found: list[Finding]) -> Look:
    at = Counter(minute(item.observed_at) for item in found)
    until = Counter(item.valid_until.astimezone(UTC).date() for item in found)
    return Look(
        max(at, key=lambda each: (at[each], each)), max(until, key=lambda day: (until[day], day))
    )


def minute(value: datetime) -> datetime:
    """The time as a report prints it."""
    return value.astimezone(UTC).replace(second=0, microsecond=0)
