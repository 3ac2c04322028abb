"""The scale on which a requirement without questions of its own is answered."""

from dataclasses import dataclass
from typing import Literal

from content.foreign.fields import Fields
from content.questionnaire import Choice, Risk, RiskRule

MOST_STEPS = 11
RESULTS: dict[str, Risk] = {
    "compliant": "none",
    "true": "none",
    "partially_compliant": "medium",
    "non_compliant": "high",
    "false": "high",
}
"""What a result of the source is told as; a result that is not here is no result."""
MET = (
    Choice(id="compliant", title="Met"),
    Choice(id="partially_compliant", title="Partly met"),
    Choice(id="non_compliant", title="Not met"),
)
MET_RULES = tuple(RiskRule(condition=item.id, risk=RESULTS[item.id]) for item in MET)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Choices from the lowest to the highest, and whether they carry points."""

    choices: tuple[Choice, ...]
    points: bool
    rules: tuple[RiskRule, ...] = ()
    declared: Literal["steps", "range", "none"]
    most: float | None = None
    """``max_score`` as stated."""


def scale_of(framework: Fields) -> Scale:
    """The scale a framework declares, or whether a requirement is met."""
    low, high = framework.number("min_score"), framework.number("max_score")
    steps = [
        choice for choice in map(_step, framework.parts("scores_definition", "score")) if choice
    ]
    within = [
        item
        for item in steps
        if (low is None or (item.points or 0.0) >= low)
        and (high is None or (item.points or 0.0) <= high)
    ]
    if len(within) < len(steps):
        message = "scores outside min_score and max_score are left out"
        framework.notes.told(framework.file, framework.at("scores_definition"), message)
    unique = {item.id: item for item in within}
    if len(unique) < len(within):
        message = "a score stands twice in scores_definition; the later one counts"
        framework.notes.told(framework.file, framework.at("scores_definition"), message)
    if unique:
        ordered = tuple(sorted(unique.values(), key=lambda item: item.points or 0.0))
        return Scale(choices=ordered, points=True, declared="steps", most=high)
    if low is not None and high is not None and 1 <= high - low < MOST_STEPS:
        numbers = range(int(low), int(high) + 1)
        plain = tuple(Choice(id=f"score-{n}", title=str(n), points=float(n)) for n in numbers)
        return Scale(choices=plain, points=True, declared="range", most=high)
    return Scale(choices=MET, points=False, rules=MET_RULES, declared="none", most=high)


def _step(fields: Fields) -> Choice | None:
    points = fields.number("score")
    if points is None:
        fields.wrong("score", "'score' is missing in a score")
        return None
    name = fields.text("name")
    return Choice(
        id=f"score-{points:g}", title=f"{points:g}: {name}" if name else f"{points:g}",
        help=fields.text("description"), points=points,
    )  # fmt: skip
