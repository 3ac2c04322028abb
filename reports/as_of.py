"""Of which moment a report is: made of what stands now, or again from a snapshot, and then it says so."""

from datetime import datetime
from typing import Protocol

from pydantic import AwareDatetime

from content.values import Value
from reports.wording import day, moment, shortened

_ROOM = 60
"""Characters of a note that a cover has room for; the whole of it stands with the method."""


class Frozen(Value):
    """The snapshot that a report was made again from: when it was taken, by whom, noted what."""

    id: str
    at: AwareDatetime
    by: str = ""
    note: str = ""


class Dated(Protocol):
    """A report of either kind."""

    @property
    def made_at(self) -> datetime:
        """The moment that its figures are of."""

    @property
    def snapshot(self) -> str:
        """The id of the snapshot of the same inputs; empty where there is none."""

    @property
    def frozen_at(self) -> datetime | None:
        """When that snapshot was taken; ``None`` where there is none."""

    @property
    def frozen(self) -> Frozen | None:
        """The snapshot that it was made again from, if any."""


def dated(report: Dated) -> str:
    """*4 March 2026*, and *as of 4 March 2026* where it was made again from a snapshot."""
    told = day(report.made_at.date())
    return f"as of {told}" if report.frozen else told


def date_fact(report: Dated) -> tuple[str, str]:
    """The day with what it is, as a cover tells it, and a snapshot's note as far as there is room."""
    told, held = day(report.made_at.date()), report.frozen
    if held is None:
        return "Report date", told
    return "As of", f"{told}: {shortened(held.note, _ROOM)}" if held.note else told


def snapshot_mark(report: Dated) -> str:
    """*snapshot 552189bbbb* where the report was made again from it, else *after snapshot …*.

    A snapshot of the same answers is not the report of now: attestations and more may have come
    since. Empty where no snapshot holds these inputs, or where it was taken only later.
    """
    if report.frozen:
        return f"snapshot {report.frozen.id}"
    at = report.frozen_at
    later = at is not None and at > report.made_at
    return "" if later or not report.snapshot else f"after snapshot {report.snapshot}"


def snapshot_words(report: Dated) -> str:
    """The snapshot that the report is of: its id, when it was taken, by whom and noted what.

    Where it was made again from none: that none was taken of it, and after which it was made.
    """
    held = report.frozen
    if held is None:
        mark, at = snapshot_mark(report), report.frozen_at
        of = f" of {day(at.date())}" if at else ""
        return f"not taken of this report, which was made {mark}{of}" if mark else "not taken"
    told = f"{held.id}, taken on {moment(held.at)}"
    told += f" by {held.by}" if held.by else ""
    return f"{told}: {held.note}" if held.note else told
