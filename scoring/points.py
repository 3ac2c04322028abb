"""Points of questions added up through nested sections, with what is still open kept as a span.

A question that nobody answered is never taken for zero nor for a mean: it stays a span from the
fewest to the most points that its choices can give. What does not apply leaves a mean, and shares
its points out where they are summed, so that taking something out never lowers a section.
"""

from collections import defaultdict
from dataclasses import dataclass

from content.questionnaire import Combined, Question, Questionnaire
from scoring.people_choices import Reading, Ticked
from scoring.result_model import QuestionResult, Span, Told

TOP = ""
"""Id of the whole: the parent of sections that are part of no other."""


@dataclass(frozen=True)
class Part:
    """A question or section within what it is part of; ``span`` is ``None`` where none applies."""

    weight: float
    most: float
    span: Span | None


@dataclass(frozen=True)
class Added:
    """A section's points: what they come to, the most there could be, and how far each part
    counts: ``share`` is what one point of a part of weight 1 adds."""

    span: Span | None
    most: float
    share: float


def worth_of(question: Question, ticked: Ticked) -> float | None:
    """Points of an answer: of the choices ticked, together."""
    if not scored(question):
        return None
    return sum(item.points or 0.0 for item in question.choices if item.id in ticked)


def scored(question: Question) -> bool:
    """Whether the pack gives points for it."""
    return any(item.points is not None for item in question.choices)


def reach(question: Question) -> Span:
    """The fewest and the most points that an answer can give."""
    points = [item.points or 0.0 for item in question.choices]
    if question.answer == "one":
        return Span(low=min(points), high=max(points))
    return Span(low=sum(p for p in points if p < 0), high=sum(p for p in points if p > 0))


def question_result(question: Question, found: Reading) -> QuestionResult:
    """One question with its points, or with what they could still be."""
    state = found.state
    if not scored(question) and state in (
        Told.JUDGED,
        Told.UNDECIDED,
        Told.NOT_ANSWERED,
        Told.DONT_KNOW,
    ):
        state = Told.UNSCORED
    points: Span | None = None
    if state is Told.JUDGED and found.worth is not None:
        points = Span(low=found.worth, high=found.worth)
    elif state in (Told.NOT_ANSWERED, Told.DONT_KNOW, Told.UNDECIDED):
        points = reach(question)
    return QuestionResult(
        id=question.id, section=question.section, state=state, weight=question.weight,
        chosen=tuple(item.id for item in question.choices if item.id in found.chosen),
        points=points, most=reach(question).high if scored(question) else None,
        reason=found.reason, people=found.people, disagreement=found.disagreement,
    )  # fmt: skip


def added(parts: list[Part], how: Combined) -> Added:
    """The parts as one number."""
    inside = [part for part in parts if part.span is not None]
    whole = sum(part.weight * part.most for part in parts)
    left = sum(part.weight * part.most for part in inside)
    weight = sum(part.weight for part in parts if part.most or part.span)
    if how == "sum":
        most, share = whole, (whole / left if left else 1.0)
    else:
        most = whole / weight if weight else 0.0
        share = 1 / sum(part.weight for part in inside) if inside else 0.0
    if not inside:
        return Added(span=None, most=most, share=share)
    low = share * sum(part.weight * part.span.low for part in inside if part.span)
    high = share * sum(part.weight * part.span.high for part in inside if part.span)
    return Added(span=Span(low=low, high=high), most=most, share=share)


def add_up(
    pack: Questionnaire, questions: tuple[QuestionResult, ...], how_of: dict[str, Combined]
) -> dict[str, Added]:
    """Section id -> its points, of every section and of the whole (:data:`TOP`)."""
    own: dict[str, list[QuestionResult]] = defaultdict(list)
    inner: dict[str, list[str]] = defaultdict(list)
    for item in questions:
        if item.most is not None:
            own[item.section].append(item)
    for section in pack.sections:
        inner[section.parent].append(section.id)
    weights = {section.id: section.weight for section in pack.sections}
    found: dict[str, Added] = {}

    def section_of(name: str) -> Added:
        parts = [Part(item.weight, item.most or 0.0, item.points) for item in own[name]]
        for part in inner[name]:
            below = section_of(part)
            if below.span is not None or below.most:
                parts.append(Part(weights[part], below.most, below.span))
        found[name] = added(parts, how_of[name])
        return found[name]

    section_of(TOP)
    return found


def leverage(pack: Questionnaire, found: dict[str, Added]) -> dict[str, float]:
    """Section id -> what one point of a question of weight 1 in it adds to the whole."""
    sections = {section.id: section for section in pack.sections}

    def of(name: str) -> float:
        if name == TOP:
            return found[TOP].share
        section = sections[name]
        return found[name].share * section.weight * of(section.parent)

    return {name: of(name) for name in sections}


def band_at(pack: Questionnaire, value: float) -> str:
    """Name of the band that a total lies in; empty where the pack has none."""
    for band in pack.bands:
        if band.upto is None or value <= band.upto + 1e-9:
            return band.name
    return ""
