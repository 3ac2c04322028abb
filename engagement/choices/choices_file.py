"""Answers to a questionnaire as a file: who ticked what of one use case.

.. code-block:: yaml

    client: {name: Acme}
    use_case: {name: Triage}
    assessment: {pack: ml-test-score}      # or pack_from: lens.json, a file or folder beside this one
    respondents:
      - {id: ana, name: Ana, role: ml_engineering}
    answers:
      - {by: ana, question: data-1, choices: [by-hand], comment: in the wiki}
      - {by: ana, question: data-2, dont_know: true}
      - {by: ana, question: data-3, not_applicable: the model is bought}
      - {by: ana, question: data-4, none_holds: true}

Read strictly: every mistake at once, with its line.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from content.handed_over import read_handed
from content.loading import shipped
from content.problems import PackProblems, nearest
from content.questionnaire import Questionnaire
from content.values import Value
from engagement.answers.answers_file import GivenClient, GivenPerson, GivenUseCase, expected
from engagement.answers.located import Located
from engagement.faults import Refused


class GivenQuestionnaire(Value):
    """Which questionnaire: a shipped one by its id, or a file or folder beside the answers."""

    pack: str = ""
    pack_from: str = ""


class GivenChoice(Value):
    """One answer: what holds, or that nothing does, a don't-know, or why it does not apply."""

    by: str
    question: str
    choices: tuple[str, ...] = ()
    none_holds: bool = False
    dont_know: bool = False
    not_applicable: str = ""
    comment: str = ""


class ChoicesFile(Value):
    """A whole file."""

    client: GivenClient
    use_case: GivenUseCase
    assessment: GivenQuestionnaire
    respondents: tuple[GivenPerson, ...] = Field(min_length=1)
    answers: tuple[GivenChoice, ...] = ()


@dataclass(frozen=True)
class GivenChoices:
    """A file's content with the questionnaire that it answers."""

    file: ChoicesFile
    pack: Questionnaire


def answers_choices(data: Any) -> bool:
    """Whether a file's data answers a questionnaire with choices."""
    named = data.get("assessment") if isinstance(data, dict) else None
    if not isinstance(named, dict):
        return False
    if "pack_from" in named:
        return True
    try:
        return isinstance(shipped(str(named.get("pack", ""))), Questionnaire)
    except (KeyError, PackProblems):
        return False


def checked_choices(given: Located, folder: Path) -> GivenChoices:
    """The data as a value; :class:`Refused` names every mistake at once."""
    try:
        found = ChoicesFile.model_validate(given.data)
    except ValidationError as error:
        told = [_mistake(given, dict(item)) for item in error.errors(include_url=False)]
        raise Refused("\n".join(told)) from None
    pack = _pack(given, found.assessment, folder)
    mistakes = [*_people(given, found), *_answers(given, found, pack)]
    if mistakes:
        raise Refused("\n".join(mistakes))
    return GivenChoices(found, pack)


def _pack(given: Located, named: GivenQuestionnaire, folder: Path) -> Questionnaire:
    where = given.where(("assessment", "pack_from" if named.pack_from else "pack"))
    if bool(named.pack) == bool(named.pack_from):
        raise Refused(f"{where}: give either pack or pack_from")
    if named.pack:
        found = shipped(named.pack)
    else:
        path = (folder / named.pack_from).resolve()
        if folder.resolve() not in path.parents or not path.exists():
            raise Refused(f"{where}: there is no {named.pack_from} beside the answers")
        handed = read_handed(path)
        if handed.pack is None:
            raise Refused("\n".join(str(item) for item in handed.problems))
        found = handed.pack
    if not isinstance(found, Questionnaire):
        raise Refused(f"{where}: {found.title} is answered with levels, not with choices")
    return found


def _mistake(given: Located, error: dict[str, Any]) -> str:
    at, place = error["loc"], given.where(error["loc"])
    name = str(at[-1]) if at else "file"
    if error["type"] == "missing":
        return f"{place}: {name} is missing"
    if error["type"] == "extra_forbidden":
        models: dict[str, type[Value]] = {
            "answers": GivenChoice, "respondents": GivenPerson, "client": GivenClient,
            "use_case": GivenUseCase, "assessment": GivenQuestionnaire,
        }  # fmt: skip
        known = (models.get(str(at[0]), ChoicesFile) if len(at) > 1 else ChoicesFile).model_fields
        hint = nearest(name, known)
        return f"{place}: unknown field {name}" + (f"; did you mean {hint}?" if hint else "")
    message = expected(error)
    return f"{place}: {name} has to be {message}"


def _people(given: Located, found: ChoicesFile) -> list[str]:
    ids = [person.id for person in found.respondents]
    return [
        f"{given.where(('respondents', number))}: two people have the id {person.id}"
        for number, person in enumerate(found.respondents)
        if person.id in ids[:number]
    ]


def _answers(given: Located, found: ChoicesFile, pack: Questionnaire) -> list[str]:
    questions = {item.id: item for item in pack.questions}
    people = {person.id for person in found.respondents}
    first: dict[tuple[str, str], int] = {}
    mistakes: list[str] = []
    for number, answer in enumerate(found.answers):
        at, key = ("answers", number), (answer.by, answer.question)
        mistakes += _unknown(given, (*at, "by"), answer.by, people)
        mistakes += _unknown(given, (*at, "question"), answer.question, questions)
        if answer.question in questions:
            known = [item.id for item in questions[answer.question].choices]
            for choice in answer.choices:
                mistakes += _unknown(given, (*at, "choices"), choice, known)
        if key in first:
            before = given.where(("answers", first[key]))
            mistakes.append(
                f"{given.where(at)}: {answer.by} answers {answer.question} twice "
                f"(first at {before}); keep one"
            )
        first.setdefault(key, number)
        said = (bool(answer.choices), answer.none_holds, answer.dont_know,
                bool(answer.not_applicable.strip()))  # fmt: skip
        if sum(said) != 1:
            what = "choices, none_holds: true, dont_know: true, or not_applicable with its reason"
            mistakes.append(f"{given.where(at)}: give exactly one of {what}")
    return mistakes


def _unknown(given: Located, at: tuple[str | int, ...], name: str, known: Any) -> list[str]:
    if name in known:
        return []
    hint = nearest(name, known)
    more = f"; did you mean {hint}?" if hint else f"; known are {', '.join(sorted(known)[:12])}"
    return [f"{given.where(at)}: there is no {at[-1]} {name}{more}"]


def template(pack: Questionnaire) -> str:
    """An empty file of answers to a shipped questionnaire, every question with its choices."""
    lines = [
        "# Fill in who answers, and take the # away from the answers that are given.",
        "# In place of choices: none_holds: true, dont_know: true, or not_applicable: why.",
        "client: {name: }", "use_case: {name: }", f"assessment: {{pack: {pack.id}}}",
        "respondents:", "  - {id: me, name: , role: ml_engineering}", "answers:",
    ]  # fmt: skip
    for section in pack.sections:
        if pack.asked_in(section.id):
            lines += ["", f"  # {_one_line(section.title)}"]
        for question in pack.asked_in(section.id):
            kind = "one of" if question.answer == "one" else "any of"
            lines += [f"  # {_one_line(question.title)} ({kind})"]
            lines += [f"  #   {item.id}: {_one_line(item.title)}" for item in question.choices]
            lines += [f"  # - {{by: me, question: {question.id}, choices: []}}"]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
