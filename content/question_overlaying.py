"""One change of a client laid over a questionnaire of choices, and what keeps it from holding."""

from typing import Any

from pydantic import ValidationError

from content.overlay import Change, Figure
from content.overlay_places import Unfit, must_be_new, no_question
from content.problems import Problem
from content.question_changes import QuestionAdded, QuestionOff, QuestionReworded, RiskOf
from content.question_difference import figures_of, label_of, texts_of
from content.questionnaire import Advice, Choice, Question, Questionnaire
from content.questionnaire_checks import faults


def changed(pack: Questionnaire, change: Change) -> Questionnaire:
    """The questionnaire with one change; ``Unfit`` where it has no such place."""
    match change.what:
        case QuestionAdded():
            return _added(pack, change.what)
        case QuestionReworded():
            return _reworded(pack, change.what)
        case QuestionOff():
            _known(pack, change.what.question)
            kept = tuple(item for item in pack.questions if item.id != change.what.question)
            return _valid(pack, change.what.question, questions=kept)
        case RiskOf():
            return _risk(pack, change.what)
        case Figure():
            return _figure(pack, change.what)
        case _:
            raise Unfit(change.key, "a questionnaire with choices has no such place")


def complaints(pack: Questionnaire) -> tuple[Problem, ...]:
    """What keeps the questionnaire from being asked or judged."""
    return tuple(
        Problem(file=item.id or item.kind, line=0, message=item.message, nearest=item.nearest)
        for item in faults(pack)
    )


def _known(pack: Questionnaire, question_id: str) -> Question:
    try:
        return pack.question(question_id)
    except KeyError:
        raise no_question(question_id, (item.id for item in pack.questions)) from None


def _added(pack: Questionnaire, what: QuestionAdded) -> Questionnaire:
    """The new question stands last; its section says where it is asked."""
    must_be_new(what.question.id, (item.id for item in pack.questions))
    return _valid(pack, what.question.id, questions=(*pack.questions, what.question))


def _reworded(pack: Questionnaire, what: QuestionReworded) -> Questionnaire:
    before = _known(pack, what.question)
    if what.field not in texts_of(before):
        raise Unfit(what.question, f"the question has no text {what.field}; take this change out")
    if not what.text.strip() and not what.field.startswith(("description", "help:")):
        raise Unfit(
            what.question, f"{label_of(before, what.field)} is empty; write it, or take it back"
        )
    part, _, choice = what.field.partition(":")
    if not choice:
        return _with(pack, before.model_copy(update={part: what.text}))
    return _with(pack, before.model_copy(update={
        "choices": tuple(
            _worded(item, part, what.text) if item.id == choice else item
            for item in before.choices
        )
    }))  # fmt: skip


def _worded(choice: Choice, part: str, text: str) -> Choice:
    if part == "advice":
        url = choice.advice.url if choice.advice else ""
        return choice.model_copy(update={"advice": Advice(text=text, url=url)})
    return choice.model_copy(update={"title" if part == "choice" else part: text})


def _risk(pack: Questionnaire, what: RiskOf) -> Questionnaire:
    before = _known(pack, what.question)
    if what.condition not in {item.condition for item in before.rules}:
        raise Unfit(what.question, "the question has no such rule any more; take this change out")
    rules = tuple(
        item.model_copy(update={"risk": what.risk}) if item.condition == what.condition else item
        for item in before.rules
    )
    return _with(pack, before.model_copy(update={"rules": rules}))


def _figure(pack: Questionnaire, what: Figure) -> Questionnaire:
    if what.name not in figures_of(pack):
        raise Unfit(what.name, "there is no such weight or threshold; take this change out")
    group, _, rest = what.name.partition(".")
    part, _, name = rest.partition(".")
    if rest == "least_coverage":
        return _valid(pack, what.name, least_coverage=what.value)
    if group == "thresholds":
        bands = tuple(
            item.model_copy(update={"upto": what.value}) if item.name == name else item
            for item in pack.bands
        )
        return _valid(pack, what.name, bands=bands)
    items = pack.sections if part == "sections" else pack.questions
    weighed = tuple(
        item.model_copy(update={"weight": what.value}) if item.id == name else item
        for item in items
    )
    return _valid(pack, what.name, **{part: weighed})


def _with(pack: Questionnaire, question: Question) -> Questionnaire:
    questions = tuple(question if item.id == question.id else item for item in pack.questions)
    return _valid(pack, question.id, questions=questions)


def _valid(pack: Questionnaire, where: str, **fields: Any) -> Questionnaire:
    """The questionnaire with other fields, each checked for itself; made anew, nothing remembered."""
    try:
        return Questionnaire.model_validate(
            pack.model_dump() | {name: _plain(value) for name, value in fields.items()}
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = str(first["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
        if first["loc"][:1] == ("questions",) and len(first["loc"]) == 1:
            raise Unfit(where, "no question would be left to ask") from None
        raise Unfit(where, f"expected {message}") from None


def _plain(value: Any) -> Any:
    return [item.model_dump() for item in value] if isinstance(value, tuple) else value
