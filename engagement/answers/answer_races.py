"""Two windows on one person's answer: whoever is overtaken is asked which of the two stays."""

from assessment.choices import ChoiceAnswer, ChoiceKind
from assessment.model import Answer, AnswerKind
from content.questionnaire import Question
from engagement.races import Clash, Overtaken

_ASIDE = {"dont_know": "don’t know", "not_applicable": "does not apply"}
WHAT = "the answer"


def must_still_stand(
    stands: Answer | None, instead_of: str | None, mine: Answer, over: bool
) -> None:  # fmt: skip
    """:class:`Overtaken` where another answer stands than the one that was on the screen.

    ``instead_of`` is the id of that one, empty for none; ``None`` asks for nothing. The same said
    twice is no race.
    """
    if _moved(stands.id if stands else "", instead_of, over) and (
        stands is None or told(stands) != told(mine)
    ):
        raise Overtaken([Clash(WHAT, told(mine), told(stands))])


def must_still_be_chosen(
    stands: ChoiceAnswer | None, instead_of: str | None, mine: ChoiceAnswer, over: bool,
    question: Question,
) -> None:  # fmt: skip
    """:func:`must_still_stand` where a question has choices."""
    theirs = told_choice(stands, question)
    if _moved(stands.id if stands else "", instead_of, over) and theirs != told_choice(
        mine, question
    ):
        raise Overtaken([Clash(WHAT, told_choice(mine, question), theirs)])


def _moved(stands: str, instead_of: str | None, over: bool) -> bool:
    return instead_of is not None and not over and stands != instead_of


def told(said: Answer | None) -> str:
    """An answer in a few words; *no answer* for none."""
    if said is None:
        return "no answer"
    level = f"level {said.level}" if said.kind is AnswerKind.LEVEL else _ASIDE.get(said.kind, "")
    return _with(level, said.reason, said.comment, said.link)


def told_choice(said: ChoiceAnswer | None, question: Question) -> str:
    """The same where a question has choices."""
    if said is None:
        return "no answer"
    titles = {item.id: item.title for item in question.choices}
    chosen = ", ".join(titles.get(one, one) for one in said.choices) or "none holds"
    head = chosen if said.kind is ChoiceKind.CHOSEN else _ASIDE.get(str(said.kind), "")
    return _with(head, said.reason, said.comment)


def _with(*parts: str) -> str:
    head, *words = parts
    return ", ".join([head, *(f"“{part.strip()}”" for part in words if part.strip())])
