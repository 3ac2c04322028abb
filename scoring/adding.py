"""What the two rules that add points have in common: questions, sections, bands and advice."""

from collections.abc import Callable
from datetime import datetime

import scoring
from content.questionnaire import Choice, Question, Questionnaire
from scoring.counting import counted, section_results
from scoring.coverage_of_choices import coverage, silence
from scoring.model import PackStamp
from scoring.people_choices import readings
from scoring.points import Added, band_at, question_result, scored, worth_of
from scoring.result_model import Advised, ChoiceInputs, QuestionResult, Result, Span, Told

Gains = Callable[[str, float], float]
"""(section id, points of a question of weight 1 more) -> how much the whole rises."""
Totals = Callable[
    [Questionnaire, tuple[QuestionResult, ...]], tuple[dict[str, Added], Span | None, float]
]


def by_points(
    pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime, totals: Totals,
    gains: Callable[[Questionnaire, dict[str, Added]], Gains],
) -> Result:  # fmt: skip
    """A result whose whole ``totals`` gives: points by section, the whole, and its most."""
    found = readings(pack.questions, inputs.answers, worth_of)
    questions = tuple(question_result(item, found[item.id]) for item in pack.questions)
    sections, total, most = totals(pack, questions)
    none = _not_scorable(pack)
    silent = "" if none else silence(pack, questions)
    told = total if total is not None and not (silent or none) else None
    return Result(
        pack=PackStamp(id=pack.id, version=pack.version, digest=pack.digest), rule=pack.scoring,
        scoring=scoring.VERSION, as_of=as_of,
        sections=section_results(pack, questions, sections), questions=questions,
        total=told, most=most or None, counts=counted(list(questions)),
        band=band_at(pack, told.low) if told else "",
        band_at_best=band_at(pack, told.high) if told else "",
        coverage=coverage(questions), least_coverage=pack.least_coverage, silent=silent,
        not_scorable=none,
        unanswered=tuple(item.id for item in questions if not item.people),
        advice=_advice(pack, questions, gains(pack, sections), _weakness(pack, sections)),
    )  # fmt: skip


def _not_scorable(pack: Questionnaire) -> str:
    if not any(scored(question) for question in pack.questions):
        return "This questionnaire gives no points for any answer; it is only told."
    if any(
        len({item.points for item in question.choices}) > 1
        or (question.answer == "many" and any(item.points for item in question.choices))
        for question in pack.questions
        if scored(question)
    ):
        return ""
    return "No answer to this questionnaire can ever change its points; there is nothing to score."


def _weakness(pack: Questionnaire, found: dict[str, Added]) -> dict[str, float]:
    """Section id -> the share of its most that its top section is sure of; the weakest is least."""
    known: dict[str, float] = {}
    for section in pack.sections:
        top = section
        while top.parent:
            top = pack.section(top.parent)
        span, most = found[top.id].span, found[top.id].most
        known[section.id] = span.low / most if span is not None and most else 1.0
    return known


def _advice(
    pack: Questionnaire, questions: tuple[QuestionResult, ...], gain: Gains,
    weakness: dict[str, float],
) -> tuple[Advised, ...]:  # fmt: skip
    """Advice on what would give more points: what lifts the whole most, then the weakest section."""
    made: list[tuple[tuple[float, float, float, int], Advised]] = []
    for place, (question, result) in enumerate(zip(pack.questions, questions, strict=True)):
        if result.state is not Told.JUDGED:
            continue
        for choice in question.choices:
            more = _more(question, choice, result)
            if choice.advice is not None and choice.advised and more > 0:
                whole = gain(question.section, question.weight * more)
                item = Advised(
                    id=f"{question.id}/{choice.id}", question=question.id, choice=choice.id,
                    text=choice.advised, url=choice.advice.url, own_gain=more, gain=whole,
                )  # fmt: skip
                made.append(((-whole, weakness[question.section], -more, place), item))
    return tuple(item for _, item in sorted(made, key=lambda pair: pair[0]))


def _more(question: Question, choice: Choice, result: QuestionResult) -> float:
    """How many points more the question would have with this choice."""
    if choice.id in result.chosen or choice.points is None or result.points is None:
        return 0.0
    if question.answer == "one":
        return choice.points - result.points.low
    return choice.points
