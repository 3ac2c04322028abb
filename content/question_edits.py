"""From what somebody wrote in the editor of a questionnaire to the changes that make it."""

import re
from collections.abc import Mapping

from content.overlay import Figure, What
from content.overlay_edits import Edits
from content.question_changes import QuestionAdded, QuestionOff, QuestionReworded, RiskOf
from content.question_difference import RISKS, texts_of
from content.questionnaire import Advice, Choice, Question, Questionnaire, Risk, RiskRule
from content.values import Value

LETTERS = "abcdefgh"
"""Ids of the choices of a question that is written in the app, in their order."""


class EditedQuestion(Value):
    """One question as it stands in the editor; ``risks`` by the condition of its rule."""

    texts: Mapping[str, str]
    asked: bool
    weight: float
    risks: Mapping[str, Risk] = {}


class NewChoice(Value):
    """One choice of a new question; ``points`` only where the scoring adds them."""

    title: str
    points: float | None = None
    advice: str = ""


class NewQuestion(Value):
    """What a person writes to add a question.

    ``choices`` are named by their place (``a``, ``b``, …), empty ones are left out; ``rules`` are
    lines of ``risk: condition`` with those names.
    """

    section: str
    title: str
    description: str = ""
    many: bool = False
    choices: tuple[NewChoice, ...]
    rules: str = ""
    weight: float = 1.0
    minutes: float = 1.0


class NotReadable(ValueError):
    """What was written cannot become a question; the sentence says why."""


def choice_edits(
    base: Questionnaire, now: Questionnaire, question_id: str, edited: EditedQuestion
) -> Edits:
    """What lies between the questionnaire as it is for the client (``now``) and what was written."""
    whats: list[What] = []
    back: list[str] = []
    own = {item.id: item for item in base.questions}.get(question_id)
    here = {item.id: item for item in now.questions}.get(question_id)
    off = QuestionOff(question=question_id)
    if edited.asked is (here is None):
        (back.append(off.key) if edited.asked else whats.append(off))
    shown = here or own
    if shown is None:
        return Edits(back=tuple(back))
    if own is None:
        return Edits(whats=(*whats, *_written(shown, edited)), back=tuple(back))
    for name, text in _other_texts(shown, edited).items():
        one = QuestionReworded(question=question_id, field=name, text=text)
        (back.append(one.key) if text == texts_of(own)[name] else whats.append(one))
    if edited.weight != shown.weight:
        weight = Figure(name=f"weights.questions.{question_id}", value=edited.weight)
        (back.append(weight.key) if edited.weight == own.weight else whats.append(weight))
    theirs = {item.condition: item.risk for item in own.rules}
    for condition, risk in _other_risks(shown, edited).items():
        rule = RiskOf(question=question_id, condition=condition, risk=risk)
        (back.append(rule.key) if risk == theirs[condition] else whats.append(rule))
    return Edits(whats=tuple(whats), back=tuple(back))


def _other_texts(shown: Question, edited: EditedQuestion) -> dict[str, str]:
    was = texts_of(shown)
    return {
        name: text.strip()
        for name, text in edited.texts.items()
        if name in was and text.strip() != was[name]
    }


def _other_risks(shown: Question, edited: EditedQuestion) -> dict[str, Risk]:
    was = {item.condition: item.risk for item in shown.rules}
    return {name: risk for name, risk in edited.risks.items() if was.get(name, risk) != risk}


def _written(shown: Question, edited: EditedQuestion) -> list[What]:
    """A question of the client's own is written anew as a whole."""
    texts, risks = _other_texts(shown, edited), _other_risks(shown, edited)
    if not texts and not risks and edited.weight == shown.weight:
        return []
    choices = tuple(
        item.model_copy(update={
            "title": texts.get(f"choice:{item.id}", item.title),
            "help": texts.get(f"help:{item.id}", item.help),
            "advice": Advice(text=texts[f"advice:{item.id}"]) if f"advice:{item.id}" in texts
            else item.advice,
        })
        for item in shown.choices
    )  # fmt: skip
    rules = tuple(
        item.model_copy(update={"risk": risks.get(item.condition, item.risk)})
        for item in shown.rules
    )
    made = shown.model_copy(update={
        "title": texts.get("title", shown.title),
        "description": texts.get("description", shown.description),
        "choices": choices, "rules": rules, "weight": edited.weight,
    })  # fmt: skip
    return [QuestionAdded(question=made)]


def new_question(pack: Questionnaire, written: NewQuestion) -> QuestionAdded:
    """The question with ids of its own; :class:`NotReadable` where something is missing."""
    if not written.title.strip():
        raise NotReadable("Write the question.")
    lettered = zip(LETTERS, written.choices, strict=False)
    choices = [(letter, item) for letter, item in lettered if item.title.strip()]
    if len(choices) < (1 if written.many else 2):
        raise NotReadable("Write at least two choices, or one where any number can be ticked.")
    known = {item.id for item in pack.questions}
    slug = re.sub(r"[^a-z0-9]+", "-", written.title.lower()).strip("-")[:40].strip("-")
    wanted = f"own-{slug or 'question'}"
    id_ = next(
        one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if one not in known
    )
    return QuestionAdded(
        question=Question(
            id=id_, section=written.section, title=written.title.strip(),
            description=written.description.strip(), answer="many" if written.many else "one",
            choices=tuple(_choice(letter, item) for letter, item in choices),
            rules=_rules(written.rules), weight=written.weight, minutes=written.minutes,
        )
    )  # fmt: skip


def _choice(letter: str, item: NewChoice) -> Choice:
    advice = Advice(text=item.advice.strip()) if item.advice.strip() else None
    return Choice(id=letter, title=item.title.strip(), points=item.points, advice=advice)


def _rules(text: str) -> tuple[RiskRule, ...]:
    """One rule a line: its risk, a colon, and when it decides (nothing: in every other case)."""
    found: list[RiskRule] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        word, _, condition = line.partition(":")
        risk = next((name for name in RISKS if name == word.strip().lower()), None)
        if risk is None:
            raise NotReadable(
                f"Rule {number} begins with {word.strip() or 'nothing'}; begin it with high, medium "
                "or none and a colon, such as “medium: a && !b”."
            )
        found.append(RiskRule.model_validate({"condition": condition.strip(), "risk": risk}))
    return tuple(found)
