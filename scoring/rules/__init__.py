"""How choices become a result: one module a rule, found by the pack's ``scoring`` name.

A rule module is named as the scoring with underscores. It has ``TITLE``, ``HOW`` (how it judges, in
a sentence or two) and ``judge(pack, inputs, as_of)``, which gives a
:class:`scoring.result_model.Result`. Adding a rule is adding a module here.
"""

import importlib
import pkgutil
from datetime import datetime
from functools import cache
from typing import Protocol

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Question, Questionnaire
from scoring.result_model import ChoiceInputs, Result


class Rule(Protocol):
    """What a rule module has."""

    TITLE: str
    HOW: str

    def judge(self, pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
        """The result; the same for the same arguments."""


@cache
def rules() -> dict[str, Rule]:
    """Scoring name -> its rule."""
    names = [item.name for item in pkgutil.iter_modules(__path__)]
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}


def rule_of(pack: Questionnaire) -> Rule:
    """The rule that the questionnaire names."""
    return rules()[pack.scoring]


def answerable(pack: Questionnaire, inputs: ChoiceInputs) -> ChoiceInputs:
    """The answers that ``pack`` has a place for.

    One to a question that it does not ask, or that ticks what cannot be ticked there, says nothing
    under this version: it is left out whole and never read as something else.
    """
    asked = {item.id: item for item in pack.questions}
    kept = tuple(
        item
        for item in inputs.answers
        if item.question in asked and can_be_said(asked[item.question], item)
    )
    return inputs.model_copy(update={"answers": kept})


def can_be_said(question: Question, said: ChoiceAnswer) -> bool:
    """Whether the question offers what was ticked, and as many of it."""
    if said.kind is not ChoiceKind.CHOSEN:
        return True
    known = {item.id for item in question.choices}
    alone = {item.id for item in question.choices if item.none_of_these}
    fits = set(said.choices) <= known and len(set(said.choices)) == len(said.choices)
    if question.answer == "one":
        return fits and len(said.choices) == 1
    return fits and not (alone & set(said.choices) and len(said.choices) > 1)


def judge_choices(pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
    """What the answers come to by the questionnaire's own rule, at ``as_of`` (UTC-aware)."""
    return rule_of(pack).judge(pack, inputs, as_of)
