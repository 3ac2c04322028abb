"""What a pack holds, in figures and a sentence: the same on the Packs page and on the command line."""

from content.digests import AnyPack
from content.model import Pack
from content.pack_files import GRID
from content.questionnaire import Questionnaire
from content.values import Value
from engagement.outside import clock
from scoring.result_model import ChoiceInputs
from scoring.rules import judge_choices, rule_of

GRID_TITLE = "Evidence grid"
GRID_HOW = (
    "Each capability is answered on five observable levels, weighed against what probes see; the "
    "critical ones of a profile form a gate."
)


class PackSummary(Value):
    """``rule`` names the scoring and ``how`` explains it; ``not_scorable`` says why no answer could
    ever make a difference, and is empty where one can. ``unscored`` questions are asked and told,
    without points or rules."""

    id: str
    version: str
    title: str
    purpose: str
    scoring: str
    rule: str
    how: str
    sections: int
    questions: int
    choices: int
    rules: int = 0
    unscored: int = 0
    with_advice: int = 0
    not_scorable: str = ""
    notes: tuple[str, ...] = ()


def summary(pack: AnyPack) -> PackSummary:
    """The figures of a pack of either shape."""
    return _of_grid(pack) if isinstance(pack, Pack) else _of_questionnaire(pack)


def _of_grid(pack: Pack) -> PackSummary:
    asked = len(pack.capabilities)
    return PackSummary(
        id=pack.id, version=pack.version, title=pack.title, purpose=pack.question,
        scoring=GRID, rule=GRID_TITLE, how=GRID_HOW, sections=len(pack.areas),
        questions=asked, choices=5 * asked, with_advice=len(pack.initiatives),
    )  # fmt: skip


def _of_questionnaire(pack: Questionnaire) -> PackSummary:
    rule = rule_of(pack)
    choices = [choice for question in pack.questions for choice in question.choices]
    by_rules = pack.scoring == "risk-rules"
    bare = [
        not item.rules if by_rules else all(choice.points is None for choice in item.choices)
        for item in pack.questions
    ]
    empty = judge_choices(pack, ChoiceInputs(answers=()), clock.now())
    return PackSummary(
        id=pack.id, version=pack.version, title=pack.title,
        purpose=(pack.purpose or pack.description or pack.publisher).strip(), scoring=pack.scoring,
        rule=rule.TITLE, how=rule.HOW, sections=len(pack.sections), questions=len(pack.questions),
        choices=len(choices), rules=sum(len(item.rules) for item in pack.questions), unscored=sum(bare),
        with_advice=sum(item.advice is not None for item in choices),
        not_scorable=empty.not_scorable, notes=pack.notes,
    )  # fmt: skip
