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

from content.questionnaire import Questionnaire
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


def judge_choices(pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
    """What the answers come to by the questionnaire's own rule, at ``as_of`` (UTC-aware)."""
    return rule_of(pack).judge(pack, inputs, as_of)
