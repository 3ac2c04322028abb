"""Sections of a questionnaire with everything that lies in them, their parts included."""

from collections import Counter, defaultdict

from content.questionnaire import Questionnaire
from scoring.coverage_of_choices import coverage
from scoring.points import Added
from scoring.result_model import QuestionResult, SectionResult, Told


def counted(questions: list[QuestionResult]) -> dict[str, int]:
    """How many questions are of each risk, and how many of each other state."""
    names = [
        item.risk or (str(item.state) if item.state is not Told.JUDGED else "")
        for item in questions
    ]
    return dict(Counter(name for name in names if name))


def section_results(
    pack: Questionnaire, questions: tuple[QuestionResult, ...],
    points: dict[str, Added] | None = None,
) -> tuple[SectionResult, ...]:  # fmt: skip
    """Every section in the pack's order; ``points`` where the rule adds them."""
    inside = _inside(pack, questions)
    made = []
    for section in pack.sections:
        found = inside[section.id]
        added = points[section.id] if points else None
        made.append(
            SectionResult(
                id=section.id, title=section.title, parent=section.parent,
                total=added.span if added else None, most=added.most if added else None,
                counts=counted(found), coverage=coverage(found), asked=len(found),
            )
        )  # fmt: skip
    return tuple(made)


def _inside(
    pack: Questionnaire, questions: tuple[QuestionResult, ...]
) -> dict[str, list[QuestionResult]]:
    """Section id -> its questions and those of its parts."""
    parents = {section.id: section.parent for section in pack.sections}
    found: dict[str, list[QuestionResult]] = defaultdict(list)
    for item in questions:
        at = item.section
        while at:
            found[at].append(item)
            at = parents[at]
    return found
