"""The plan of a questionnaire: its advice in order, with who does it, how far it is and by when."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from content.questionnaire import Questionnaire
from content.values import Value
from scoring.result_model import Advised, Result


class AdviceStatus(StrEnum):
    """How far a piece of advice is."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class AdviceItem(Value):
    """What somebody decided about a piece of advice; ``advice`` is its ``question/choice``."""

    advice: str
    owner: str = Field(default="", max_length=200)
    status: AdviceStatus = AdviceStatus.OPEN
    due: date | None = None
    note: str = Field(default="", max_length=4000)


class AdviceRow(Value):
    """One row of the plan. ``number`` is its place in the order; ``proved`` says that the choice
    holds by now, whatever its status says."""

    number: int
    advised: Advised
    question: str
    choice: str
    section: str
    item: AdviceItem
    overdue: bool = False
    held: bool = False
    """The choice holds by now: what was advised is there, by what people say."""


def advice_plan(
    pack: Questionnaire, result: Result, items: tuple[AdviceItem, ...], today: date
) -> tuple[AdviceRow, ...]:
    """The advice of a result in its order, then what was decided on advice that is followed by now.

    Advice that somebody decided on and whose choice holds by now stays, so that work does not
    vanish from the plan the day it is done.
    """
    decided = {item.advice: item for item in items}
    rows = [
        _row(pack, advised, decided.pop(advised.id, None), today)
        for advised in result.advice
    ]  # fmt: skip
    for name in sorted(decided):
        advised = _of_held(pack, result, name)
        if advised is not None:
            rows.append(_row(pack, advised, decided[name], today, held=True))
    return tuple(
        row.model_copy(update={"number": place}) for place, row in enumerate(rows, start=1)
    )


def _row(
    pack: Questionnaire, advised: Advised, item: AdviceItem | None, today: date,
    *, held: bool = False,
) -> AdviceRow:  # fmt: skip
    question = pack.question(advised.question)
    decided = item or AdviceItem(advice=advised.id)
    running = decided.status in (AdviceStatus.OPEN, AdviceStatus.IN_PROGRESS)
    late = decided.due is not None and decided.due < today and running and not held
    return AdviceRow(
        number=0, advised=advised, question=question.title,
        choice={one.id: one.title for one in question.choices}[advised.choice],
        section=pack.section(question.section).title, item=decided, overdue=late, held=held,
    )  # fmt: skip


def _of_held(pack: Questionnaire, result: Result, name: str) -> Advised | None:
    """Advice by its id where its choice holds; ``None`` where it is only not asked for now."""
    for question in result.questions:
        for choice in pack.question(question.id).choices:
            if f"{question.id}/{choice.id}" == name and choice.id in question.chosen:
                return Advised(
                    id=name, question=question.id, choice=choice.id, text=choice.advised,
                    risk=question.risk,
                )  # fmt: skip
    return None
