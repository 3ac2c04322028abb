"""Names that several sheets share: of who answered, of capabilities, roles and sources."""

from datetime import date

from reports.model import Report
from reports.wording import short_day


def stamp(report: Report) -> str:
    """Pack, snapshot and date, as every sheet carries them."""
    parts = [f"Pack {report.pack.id} {report.pack.version}"]
    parts += [f"snapshot {report.snapshot}"] if report.snapshot else []
    parts += [_plain(report.made_at.date())]
    return " · ".join([*parts, report.mark] if report.mark else parts)


def _plain(day: date) -> str:
    return short_day(day).replace("\u00a0", " ")


def respondents(report: Report) -> dict[str, str]:
    """Respondent id -> name, or role and number where names are not shown."""
    if report.show_names:
        return {person.id: person.name for person in report.respondents}
    counted: dict[str, int] = {}
    called = {}
    for person in report.respondents:
        counted[person.role] = counted.get(person.role, 0) + 1
        called[person.id] = f"{role(report, person.role)} {counted[person.role]}"
    return called


def role(report: Report, role_id: str) -> str:
    """A role's name; its id where the pack does not know it (such as a room)."""
    return {item.id: item.name for item in report.pack.roles}.get(role_id, role_id)


def capability(report: Report, capability_id: str) -> str:
    """A capability's name; its id where the pack does not know it."""
    return {item.id: item.name for item in report.pack.capabilities}.get(
        capability_id, capability_id
    )


def source(report: Report, source_id: str) -> str:
    """A source's name; its id where the report does not list it."""
    return {item.id: item.name for item in report.sources}.get(source_id, source_id)


def owner_of(report: Report, capability_id: str) -> str:
    """Who owns the initiative that lifts a capability; empty where there is none."""
    rows = report.roadmap.rows if report.roadmap else ()
    return next((row.owner for row in rows if row.capability == capability_id), "")
