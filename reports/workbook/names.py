"""Names that several sheets share: of who answered, of capabilities, roles and sources."""

from datetime import date

from reports.as_of import snapshot_mark
from reports.model import Report
from reports.people import respondents, role
from reports.wording import short_day

__all__ = ["capability", "owner_of", "respondents", "role", "short", "source", "stamp"]


def stamp(report: Report) -> str:
    """Pack, snapshot and date, as every sheet carries them."""
    parts = [f"Pack {report.pack.id} {report.pack.version}"]
    parts += [told] if (told := snapshot_mark(report)) else []
    parts += [f"{'as of ' if report.frozen else ''}{_plain(report.made_at.date())}"]
    return " · ".join([*parts, report.mark] if report.mark else parts)


def _plain(day: date) -> str:
    return short_day(day).replace("\u00a0", " ")


def capability(report: Report, capability_id: str) -> str:
    """A capability's name; its id where the pack does not know it."""
    named = (item.name for item in report.pack.capabilities if item.id == capability_id)
    return next(named, capability_id)


def source(report: Report, source_id: str) -> str:
    """A source's name; its id where the report does not list it."""
    return {item.id: item.name for item in report.sources}.get(source_id, source_id)


def owner_of(report: Report, capability_id: str) -> str:
    """Who owns the initiative that lifts a capability; empty where there is none."""
    rows = report.roadmap.rows if report.roadmap else ()
    return next((row.owner for row in rows if row.capability == capability_id), "")


def short(value: float | None) -> float | None:
    """Six figures that count: more would promise what no reading holds."""
    return None if value is None else float(f"{value:.6g}")
