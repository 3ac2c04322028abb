"""Which sections a picture shows, so that a catalogue of hundreds of sections still fits one.

The parts of sections are shown as deep as all of them find room, each with everything that lies in it;
where not even the top sections do, the worst of those. What is left out is counted, never silently gone.
"""

from content.questionnaire import Questionnaire
from content.values import Value
from scoring.result_model import QuestionResult, Result, SectionResult

ORDER = ("high", "medium", "none")


class Group(Value):
    """A section with the questions that a picture puts in its row, worst first."""

    title: str
    questions: tuple[QuestionResult, ...]

    @property
    def high(self) -> int:
        """How many are at high risk."""
        return sum(item.risk == "high" for item in self.questions)


def groups(pack: Questionnaire, result: Result, most: int) -> tuple[tuple[Group, ...], int]:
    """At most ``most`` rows of questions, and how many sections are left out."""
    own: dict[str, list[QuestionResult]] = {}
    for item in result.questions:
        own.setdefault(item.section, []).append(item)
    parents = {section.id: section.parent for section in pack.sections}
    for depth in range(max((_depth(parents, name) for name in own), default=1), 0, -1):
        if len(own) > most:
            own = _no_deeper(parents, own, depth)
    rows = [
        Group(title=section.title, questions=tuple(sorted(own[section.id], key=_worst_first)))
        for section in pack.sections
        if section.id in own
    ]
    if len(rows) <= most:
        return tuple(rows), 0
    worst = sorted(rows, key=lambda row: -row.high)[:most]
    return tuple(row for row in rows if row in worst), len(rows) - most


def sections_with_points(result: Result, most: int) -> tuple[tuple[SectionResult, ...], int]:
    """At most ``most`` sections with points, and how many are left out."""
    parents = {item.id: item.parent for item in result.sections}
    known = tuple(item for item in result.sections if item.total is not None and item.most)
    deepest = max((_depth(parents, item.id) for item in known), default=1)
    for depth in range(deepest, 0, -1):
        shown = tuple(item for item in known if _depth(parents, item.id) <= depth)
        if len(shown) <= most:
            return shown, 0
    weakest = sorted(shown, key=_share)[:most]
    return tuple(item for item in shown if item in weakest), len(shown) - most


def _depth(parents: dict[str, str], section: str) -> int:
    """1 for a top section, one more for each that it lies in."""
    depth = 1
    while parents[section]:
        section, depth = parents[section], depth + 1
    return depth


def _no_deeper(
    parents: dict[str, str], own: dict[str, list[QuestionResult]], depth: int
) -> dict[str, list[QuestionResult]]:
    """The questions of sections below ``depth`` in the section of that depth which they lie in."""
    found: dict[str, list[QuestionResult]] = {}
    for section, items in own.items():
        at = section
        while _depth(parents, at) > depth:
            at = parents[at]
        found.setdefault(at, []).extend(items)
    return found


def _worst_first(item: QuestionResult) -> int:
    return ORDER.index(item.risk) if item.risk else len(ORDER)


def _share(item: SectionResult) -> float:
    return item.total.low / item.most if item.total and item.most else 0.0
