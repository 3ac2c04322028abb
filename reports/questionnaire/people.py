"""Respondents as a report names them: by name where that is wanted, by role and number else."""

from reports.questionnaire_model import QuestionnaireReport


def named(report: QuestionnaireReport) -> dict[str, str]:
    """Respondent id -> how the report calls them."""
    found: dict[str, str] = {}
    counted: dict[str, int] = {}
    for person in report.respondents:
        counted[person.role] = counted.get(person.role, 0) + 1
        role = person.role.replace("_", " ")
        found[person.id] = person.name if report.show_names else f"{role} {counted[person.role]}"
    return found
