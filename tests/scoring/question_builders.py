"""Short forms of questionnaires and of what people ticked."""

from datetime import UTC, datetime

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import (
    Advice,
    Choice,
    Question,
    Questionnaire,
    RiskRule,
    ScoreBand,
    Section,
)
from scoring.result_model import ChoiceInputs, Result
from scoring.rules import judge_choices

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SCALE = ("0", "0.5", "1")
DEFAULTED = (("a && b", "none"), ("a", "medium"), ("", "high"))


def said(question: str, *choices: str, by: str = "ana", role: str = "ml") -> ChoiceAnswer:
    return ChoiceAnswer(
        id=f"{question}.{by}", question=question, respondent=by, role=role,
        kind=ChoiceKind.CHOSEN, choices=choices, at=NOW,
    )  # fmt: skip


def unsure(question: str, by: str = "ana") -> ChoiceAnswer:
    return ChoiceAnswer(
        id=f"{question}.{by}", question=question, respondent=by, role="ml",
        kind=ChoiceKind.DONT_KNOW, at=NOW,
    )  # fmt: skip


def out(question: str, by: str = "ana") -> ChoiceAnswer:
    return ChoiceAnswer(
        id=f"{question}.{by}", question=question, respondent=by, role="ml",
        kind=ChoiceKind.NOT_APPLICABLE, reason="We train no model.", at=NOW,
    )  # fmt: skip


def scaled(name: str, section: str, weight: float = 1.0) -> Question:
    """A question of three choices worth 0, a half and 1."""
    choices = tuple(
        Choice(id=one, title=one, points=float(one), advice=Advice(text=f"Get to {one}."))
        for one in SCALE
    )
    return Question(
        id=name, section=section, title=name, answer="one", choices=choices, weight=weight
    )


BANDS = tuple(
    ScoreBand(name=name, upto=upto)
    for name, upto in (("0", 0.0), ("1", 1.0), ("2", 2.0), ("3", 3.0), ("5", 5.0), ("more", None))
)


def minimum(sections: int = 2, each: int = 7) -> Questionnaire:
    names = [f"s{number}" for number in range(sections)]
    return Questionnaire(
        id="min", version="1", title="Minimum", scoring="minimum-of-sections", bands=BANDS,
        sections=tuple(Section(id=name, title=name) for name in names),
        questions=tuple(
            scaled(f"{name}-{number}", name) for name in names for number in range(each)
        ),
    )  # fmt: skip


def risky(*rules: tuple[str, str], choices: str = "ab", questions: int = 1) -> Questionnaire:
    """Questions of one section with the same choices and the same rules (condition, risk)."""
    ticks = tuple(Choice(id=one, title=one, advice=Advice(text=f"Do {one}.")) for one in choices)
    made = tuple(RiskRule.model_validate({"condition": c, "risk": r}) for c, r in rules)
    return Questionnaire(
        id="risk", version="1", title="Risk", scoring="risk-rules",
        sections=(Section(id="s", title="S"),),
        questions=tuple(
            Question(id=f"q{n}", section="s", title="Q", answer="many", choices=ticks, rules=made)
            for n in range(questions)
        ),
    )  # fmt: skip


def judged(pack: Questionnaire, *answers: ChoiceAnswer) -> Result:
    return judge_choices(pack, ChoiceInputs(answers=answers), NOW)
