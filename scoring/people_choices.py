"""From what several people ticked to one reading of a question.

Each person's answer is read by the pack's rule by itself. The middle reading of a role counts, then
the middle of the roles, so that ten engineers do not outvote one operator; between two middles the
worse one counts. Don't knows stand aside as long as anybody knows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Question
from content.values import Value
from scoring.result_model import Told

Ticked = frozenset[str]
Worth = Callable[[Question, Ticked], float | None]
"""How good an answer is, more being better; ``None`` where the pack does not say."""


class Reading(Value):
    """What the answers to one question come to; ``worth`` only where it is judged."""

    state: Told
    worth: float | None = None
    chosen: Ticked = frozenset()
    reason: str = ""
    people: int = 0
    disagreement: bool = False


def readings(
    questions: Iterable[Question], answers: Iterable[ChoiceAnswer], worth: Worth
) -> dict[str, Reading]:
    """Question id -> reading, of every question."""
    by_question: dict[str, list[ChoiceAnswer]] = defaultdict(list)
    for item in sorted(answers, key=lambda item: (item.question, item.respondent)):
        by_question[item.question].append(item)
    return {item.id: _reading(item, by_question.get(item.id, []), worth) for item in questions}


def _reading(question: Question, answers: list[ChoiceAnswer], worth: Worth) -> Reading:
    people = len(answers)
    chose = [item for item in answers if item.kind is ChoiceKind.CHOSEN]
    out = [item for item in answers if item.kind is ChoiceKind.NOT_APPLICABLE]
    if not chose:
        if out:
            return Reading(state=Told.NOT_APPLICABLE, reason=out[0].reason, people=people)
        state = Told.DONT_KNOW if answers else Told.NOT_ANSWERED
        return Reading(state=state, people=people)
    each = {item.respondent: worth(question, frozenset(item.choices)) for item in chose}
    known = {who: value for who, value in each.items() if value is not None}
    differs = len(set(each.values())) > 1 or bool(out)
    roles = {item.respondent: item.role for item in chose}
    middle = middle_of_roles(known, roles) if len(known) == len(each) else None
    return Reading(
        state=Told.UNDECIDED if middle is None else Told.JUDGED,
        worth=middle, chosen=_held(question, chose, each, middle), people=people,
        disagreement=differs,
    )  # fmt: skip


def middle_of_roles(values: Mapping[str, float], roles: Mapping[str, str]) -> float:
    """The middle value of each role, and the middle of those; the lower of two middles."""
    by_role: dict[str, list[float]] = defaultdict(list)
    for who, value in values.items():
        by_role[roles[who]].append(value)
    return _middle([_middle(found) for found in by_role.values()])


def _middle(values: list[float]) -> float:
    return sorted(values)[(len(values) - 1) // 2]


def _held(
    question: Question, chose: list[ChoiceAnswer], each: Mapping[str, float | None],
    middle: float | None,
) -> Ticked:  # fmt: skip
    """The choices that stand for the reading.

    Of one choice: one that somebody gave and that reads like the middle. Of several: what more than
    half of those ticked whose answer reads like it.
    """
    fitting = [item for item in chose if each[item.respondent] == middle] or chose
    if question.answer == "one":
        return frozenset(fitting[0].choices)
    ticks = [choice for item in fitting for choice in item.choices]
    return frozenset(one for one in set(ticks) if 2 * ticks.count(one) > len(fitting))
