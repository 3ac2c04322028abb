"""Questionnaires that no answer could move: each says why, and none gets a score."""

import pytest

from scoring.result_model import ChoiceInputs
from scoring.rules import judge_choices
from scoring.rules.risk_rules import outcomes
from tests.scoring.question_builders import NOW, risky


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], "no rules for any question"),
        ([("", "high")], "the same risk whatever is answered"),
        ([("", "medium"), ("a", "none")], "the same risk whatever is answered"),
        ([("a", "none"), ("", "none")], "only say that there is none"),
        ([("a", "none")], "only say that there is none"),
        ([("a", "none"), ("", "high")], ""),
        ([("a", "high")], ""),
    ],
)
@pytest.mark.parametrize("choices", ["ab", "abcdefghijklmnop"])
def test_why_no_answer_could_make_a_difference(
    rules: list[tuple[str, str]], said: str, choices: str
) -> None:
    pack = risky(*rules, choices=choices, questions=3)
    result = judge_choices(pack, ChoiceInputs(answers=()), NOW)
    assert said in result.not_scorable
    assert bool(said) is bool(result.not_scorable)


def test_what_answers_can_come_to_counts_those_that_no_rule_fits() -> None:
    assert outcomes(risky(("a", "high"), ("b", "none")).questions[0]) == {"high", "none", None}
    assert outcomes(risky(("a", "high"), ("", "none")).questions[0]) == {"high", "none"}
