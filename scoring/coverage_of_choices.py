"""How much of a questionnaire is judged, and when something may be said of the whole."""

from collections.abc import Iterable

from content.questionnaire import Questionnaire
from scoring.result_model import QuestionResult, Told

OUTSIDE = (Told.NOT_APPLICABLE, Told.UNSCORED)
"""Counts neither as judged nor as open."""


def coverage(questions: Iterable[QuestionResult]) -> float:
    """Share (0–1) of the weight of what applies and can be judged that is judged; 0 of nothing."""
    inside = [item for item in questions if item.state not in OUTSIDE]
    whole = sum(item.weight for item in inside)
    judged = sum(item.weight for item in inside if item.state is Told.JUDGED)
    return judged / whole if whole else 0.0


def silence(pack: Questionnaire, questions: tuple[QuestionResult, ...]) -> str:
    """Why nothing may be said of the whole, in a sentence; empty where something may."""
    if not any(item.people for item in questions):
        return "Nothing is answered yet."
    if all(item.state is Told.NOT_APPLICABLE for item in questions):
        return "Every question was left out as not applicable, so nothing is left to judge."
    covered = coverage(questions)
    if covered >= pack.least_coverage - 1e-9:
        return ""
    undecided = sum(item.state is Told.UNDECIDED for item in questions)
    more = (
        f" {undecided} of the answers cannot be judged by the rules of the pack."
        if undecided
        else ""
    )
    return (
        f"{100 * covered:.0f} % of the weight is judged; nothing is said of the whole below "
        f"{100 * pack.least_coverage:.0f} %.{more}"
    )
