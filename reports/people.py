"""People as a report calls them: by name, or by role and number."""

from reports.model import Report


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
    return next((item.name for item in report.pack.roles if item.id == role_id), role_id)
