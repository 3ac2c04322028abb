"""Ordered rules a question: the first that holds says how great the risk is; sections count."""

from datetime import datetime
from itertools import combinations

import scoring
from content.questionnaire import Question, Questionnaire, Risk, RiskRule
from content.risk_conditions import ALWAYS, holds, parse
from scoring.counting import counted, section_results
from scoring.coverage_of_choices import coverage, silence
from scoring.model import PackStamp
from scoring.people_choices import Reading, Ticked, readings
from scoring.result_model import RISKS, Advised, ChoiceInputs, QuestionResult, Result, Told

TITLE = "Risks by rule"
HOW = (
    "Each question has rules in an order; the first one that fits the choices says whether the risk "
    "is high, medium or none. Where no rule fits, the question is undecided: named, and never taken "
    "for no risk."
)
MOST_TRIED = 12
"""Choices up to which every combination is tried to see whether a risk can ever come out."""
WORTH: dict[Risk, float] = {"high": 0.0, "medium": 1.0, "none": 2.0}
"""Only an order: more is better."""


def judge(pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
    """The result: how many questions are of which risk, by section and in all."""
    found = readings(pack.questions, inputs.answers, _worth)
    questions = tuple(_result(item, found[item.id]) for item in pack.questions)
    none, advice = _not_scorable(pack, questions), _advice(pack, questions)
    if none:
        questions, advice = _only_told(questions, advice)
    return Result(
        pack=PackStamp(id=pack.id, version=pack.version, digest=pack.digest), rule=pack.scoring,
        scoring=scoring.VERSION, as_of=as_of, sections=section_results(pack, questions),
        questions=questions, counts=counted(list(questions)), coverage=coverage(questions),
        least_coverage=pack.least_coverage, silent="" if none else silence(pack, questions),
        not_scorable=none,
        unanswered=tuple(item.id for item in questions if not item.people),
        undecided=tuple(item.id for item in questions if item.state is Told.UNDECIDED),
        advice=advice,
    )  # fmt: skip


def first_that_holds(question: Question, ticked: Ticked) -> RiskRule | None:
    """The rule that decides; ``None`` where no rule fits."""
    return next((rule for rule in question.rules if holds(parse(rule.condition), ticked)), None)


def rule_that_decided(question: Question, found: QuestionResult) -> RiskRule | None:
    """The rule behind the risk of a result; ``None`` where there is none."""
    rule = first_that_holds(question, frozenset(found.chosen)) if found.risk else None
    return rule if rule is not None and rule.risk == found.risk else None


def can_be_at_risk(question: Question) -> bool:
    """Whether some answer gives a high or medium risk."""
    return bool(outcomes(question) & {"high", "medium"})


def outcomes(question: Question) -> frozenset[Risk | None]:
    """What the answers can come to; ``None`` where no rule fits some answer.

    Every answer is tried where there are few choices; with many, a rule that no unconditional one
    stands before counts as one that can hold.
    """
    if question.answer == "one" or len(question.choices) <= MOST_TRIED:
        return frozenset(_risk(question, ticked) for ticked in _answers(question))
    found: set[Risk | None] = set()
    for rule in question.rules:
        found.add(rule.risk)
        if parse(rule.condition) == ALWAYS:
            return frozenset(found)
    return frozenset({*found, None})


def _answers(question: Question) -> list[Ticked]:
    ids = [item.id for item in question.choices]
    if question.answer == "one":
        return [frozenset(), *(frozenset({name}) for name in ids)]
    sizes = range(len(ids) + 1)
    return [frozenset(some) for size in sizes for some in combinations(ids, size)]


def _risk(question: Question, ticked: Ticked) -> Risk | None:
    rule = first_that_holds(question, ticked)
    return rule.risk if rule else None


def _worth(question: Question, ticked: Ticked) -> float | None:
    rule = first_that_holds(question, ticked)
    return None if rule is None else WORTH[rule.risk]


def _result(question: Question, found: Reading) -> QuestionResult:
    state = found.state
    if not question.rules and state is not Told.NOT_APPLICABLE:
        state = Told.UNSCORED
    risk = next((name for name in RISKS if WORTH[name] == found.worth), None)
    rule = first_that_holds(question, found.chosen) if risk else None
    told = rule.condition or "in every other case" if rule and rule.risk == risk else ""
    return QuestionResult(
        id=question.id, section=question.section, state=state, weight=question.weight,
        chosen=tuple(item.id for item in question.choices if item.id in found.chosen),
        risk=risk, because=told, reason=found.reason, people=found.people,
        disagreement=found.disagreement,
    )  # fmt: skip


def _not_scorable(pack: Questionnaire, questions: tuple[QuestionResult, ...]) -> str:
    if not any(item.rules for item in pack.questions):
        return (
            "It has no rules for any question: answers are asked and told, and there is nothing to "
            "score."
        )
    if not any(len(outcomes(item)) > 1 for item in pack.questions if item.rules) and any(
        can_be_at_risk(item) for item in pack.questions
    ):
        return (
            "Its rules give each question the same risk whatever is answered, so that no answer "
            "could make a difference."
        )
    if not any(can_be_at_risk(item) for item in pack.questions):
        return (
            "No answer to this questionnaire can ever be a risk: its rules only say that there is "
            "none. A score would always be perfect, so there is none."
        )
    answered = [item.id for item in questions if item.state in (Told.JUDGED, Told.UNDECIDED)]
    if answered and not any(can_be_at_risk(pack.question(name)) for name in answered):
        return (
            "None of the questions answered so far could ever be a risk, whatever the answer; "
            "nothing can be said from them."
        )
    return ""


def _only_told(
    questions: tuple[QuestionResult, ...], advice: tuple[Advised, ...]
) -> tuple[tuple[QuestionResult, ...], tuple[Advised, ...]]:
    """Answers and advice as they are, without a risk: *no risk* would be said of every one."""
    judged = (Told.JUDGED, Told.UNDECIDED)
    bare = {"state": Told.UNSCORED, "risk": None, "because": ""}
    told = tuple(q.model_copy(update=bare) if q.state in judged else q for q in questions)
    nothing = {"risk": None, "leads_to": None}
    return told, tuple(item.model_copy(update=nothing) for item in advice)


def _advice(pack: Questionnaire, questions: tuple[QuestionResult, ...]) -> tuple[Advised, ...]:
    """Advice on choices that do not hold: high risks first, those that lower the risk at once first."""
    made: list[tuple[tuple[int, int, int], Advised]] = []
    for place, (question, result) in enumerate(zip(pack.questions, questions, strict=True)):
        if result.state not in (Told.JUDGED, Told.UNDECIDED):
            continue
        for choice in question.choices:
            if choice.id in result.chosen or choice.none_of_these or choice.advice is None:
                continue
            if not choice.advised:
                continue
            better = _with(question, result, choice.id)
            item = Advised(
                id=f"{question.id}/{choice.id}", question=question.id, choice=choice.id,
                text=choice.advised, url=choice.advice.url, risk=result.risk, leads_to=better,
            )  # fmt: skip
            made.append(((_urgency(result.risk), -_fall(result.risk, better), place), item))
    return tuple(item for _, item in sorted(made, key=lambda pair: pair[0]))


def _with(question: Question, result: QuestionResult, choice: str) -> Risk | None:
    """The risk with one choice more (or, where one is taken, in place of the one taken)."""
    refusals = {item.id for item in question.choices if item.none_of_these}
    held = frozenset(result.chosen) - refusals if question.answer == "many" else frozenset()
    rule = first_that_holds(question, held | {choice})
    return rule.risk if rule else None


def _urgency(risk: Risk | None) -> int:
    return {"high": 0, "medium": 1, None: 2, "none": 3}[risk]


def _fall(before: Risk | None, after: Risk | None) -> int:
    return round(WORTH[after] - WORTH[before]) if before and after else 0
