"""Points summed by section; the whole is its weakest section."""

from datetime import datetime

from content.questionnaire import Combined, Questionnaire
from scoring.adding import Gains, by_points
from scoring.points import TOP, Added, add_up
from scoring.result_model import ChoiceInputs, QuestionResult, Result, Span

TITLE = "Weakest section"
HOW = (
    "Points are summed in each section, and the whole is as good as its weakest section. "
    "A question without an answer leaves a span: the sum with its fewest and with its most points."
)


def judge(pack: Questionnaire, inputs: ChoiceInputs, as_of: datetime) -> Result:
    """The result: the least of the top sections' sums."""
    return by_points(pack, inputs, as_of, _totals, _gains)


def _totals(
    pack: Questionnaire, questions: tuple[QuestionResult, ...]
) -> tuple[dict[str, Added], Span | None, float]:
    how: dict[str, Combined] = {section.id: "sum" for section in pack.sections}
    found = add_up(pack, questions, how | {TOP: "sum"})
    tops = [found[section.id] for section in pack.sections if not section.parent]
    spans = [item.span for item in tops if item.span is not None]
    if not spans:
        return found, None, 0.0
    least = Span(low=min(item.low for item in spans), high=min(item.high for item in spans))
    return found, least, min(item.most for item in tops if item.span is not None)


def _gains(pack: Questionnaire, found: dict[str, Added]) -> Gains:
    """A test lifts the whole only while its section is the lowest, and only up to the next one."""
    tops = {item.id: found[item.id].span for item in pack.sections if not item.parent}
    lows = {name: span.low for name, span in tops.items() if span is not None}
    sections = {item.id: item for item in pack.sections}

    def gain(section: str, points: float) -> float:
        factor, at = found[section].share, sections[section]
        while at.parent:
            factor *= at.weight * found[at.parent].share
            at = sections[at.parent]
        raised = lows | {at.id: lows[at.id] + factor * points}
        return max(0.0, min(raised.values()) - min(lows.values()))

    return gain
