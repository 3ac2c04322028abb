"""Points summed or averaged through nested sections, with weights, into one total with a band."""

from datetime import datetime

from content.questionnaire import Questionnaire
from scoring.adding import Gains, by_points
from scoring.points import TOP, Added, add_up, leverage
from scoring.result_model import ChoiceInputs, QuestionResult, Result, Span

TITLE = "Points added up"
HOW = (
    "Points are summed or averaged through the sections, by the weights of the pack. "
    "A question without an answer leaves a span: the total with its fewest and with its most points."
)


def judge(pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
    """The result: one total over all sections."""
    return by_points(pack, inputs, as_of, _totals, _gains)


def _totals(
    pack: Questionnaire, questions: tuple[QuestionResult, ...]
) -> tuple[dict[str, Added], Span | None, float]:
    how = {section.id: section.combine for section in pack.sections} | {TOP: pack.combine}
    found = add_up(pack, questions, how)
    return found, found[TOP].span, found[TOP].most


def _gains(pack: Questionnaire, found: dict[str, Added]) -> Gains:
    shares = leverage(pack, found)

    def gain(section: str, points: float) -> float:
        return shares[section] * points

    return gain
