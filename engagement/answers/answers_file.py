"""Answers as a file: who said what of one use case, to be judged or kept without a browser.

The YAML form is that of the worked example's ``answers.yaml``; the workbook form has one row an
answer (:mod:`engagement.answers.answers_sheet`). Both are read strictly: every mistake at once, with its
line or row.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from content.judgement import Level
from content.loading import FIRST_PACK, load_shipped
from content.model import DepthName, Pack
from content.portfolio import portfolio_judgement
from content.problems import PackProblems, nearest
from content.shapes import PLAINLY, SAID_BY_PYDANTIC
from content.values import Value
from content.yaml_reading import Path_
from engagement.answers.answers_sheet import read_sheet
from engagement.answers.located import Located, located
from engagement.faults import Refused

LARGEST = 5 * 1024 * 1024
"""Bytes of the largest file of answers that is read."""


class GivenFreeze(Value):
    """Days without work; each day is ``2026-12-14``, or ``12-14`` for the next one of that name."""

    name: str
    start: str = Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")
    end: str = Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")


class GivenClient(Value):
    """The client as a file names it; see :class:`engagement.model.Client`."""

    name: str = Field(min_length=1, max_length=200)
    fictional: bool = False
    currency: str = ""
    rates: dict[str, float] = Field(default_factory=dict)
    capacity: dict[str, float] = Field(default_factory=dict)
    freezes: tuple[GivenFreeze, ...] = ()
    pilots: int = Field(default=0, ge=0)
    pilots_in_production: int = Field(default=0, ge=0)
    notes: str = ""


class GivenUseCase(Value):
    """The use case as a file names it; traits that are left out are the profile's own."""

    name: str = Field(min_length=1, max_length=200)
    summary: str = ""
    sponsor: str = ""
    value_statement: str = ""
    value_low: float | None = None
    value_high: float | None = None
    feasibility: dict[str, Level] = Field(default_factory=dict)
    traits: dict[str, bool | float | str] = Field(default_factory=dict)


class GivenAssessment(Value):
    """Which questionnaire, for which kind of use case, how deep."""

    pack: str = FIRST_PACK
    profile: str
    depth: DepthName = "standard"


class GivenPerson(Value):
    """Who answers; ``id`` is the file's own short name for the person."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    role: str


class GivenAnswer(Value):
    """One answer: a level, or a don't-know, or why it does not apply."""

    by: str
    capability: str
    level: Literal[1, 2, 3, 4, 5] | None = None
    dont_know: bool = False
    not_applicable: str = ""
    grade: Literal["E0", "E1", "E2"] = "E0"
    confidence: Literal[1, 2, 3] | None = None
    comment: str = ""
    link: str = ""
    attach: str = ""
    accepted_by: str = ""


class AnswersFile(Value):
    """A whole file; ``owners`` maps a role id to who owns that role's initiatives."""

    client: GivenClient
    use_case: GivenUseCase
    assessment: GivenAssessment
    respondents: tuple[GivenPerson, ...] = Field(min_length=1)
    answers: tuple[GivenAnswer, ...] = ()
    owners: dict[str, str] = Field(default_factory=dict)


NO_ANSWERS = (
    "this holds no answers: `prodworthy assess --template FILE` writes an empty form to fill in"
)


def read_answers(path: Path) -> AnswersFile:
    """The file's answers, checked against their pack.

    Raises :class:`Refused` with one line for each mistake: where, what was expected, what is near.
    """
    if not path.is_file():
        raise Refused(
            f"There is no file {path}; give the path of a .yaml or .xlsx file of answers."
        )
    if path.stat().st_size > LARGEST:
        raise Refused(f"{path.name} is larger than 5 MB; a file of answers is far smaller.")
    if path.suffix.lower() == ".xlsx":
        return checked(read_sheet(path))
    return checked(located(path))


def checked(given: Located, asked: Pack | None = None) -> AnswersFile:
    """The data as a value; :class:`Refused` names every mistake at once.

    ``asked`` is the pack that the names have to be of; without one, the shipped one it names.
    """
    try:
        found = AnswersFile.model_validate(given.data)
    except ValidationError as error:
        mistakes = [_mistake(given, dict(item)) for item in error.errors(include_url=False)]
        raise Refused("\n".join(mistakes)) from None
    mistakes = _wrong_names(given, found, asked)
    if mistakes:
        raise Refused("\n".join(mistakes))
    return found


def _mistake(given: Located, error: dict[str, Any]) -> str:
    at: Path_ = error["loc"]
    name, place = str(at[-1]) if at else "file", given.where(at)
    if not at and error["type"] in PLAINLY:
        return f"{place}: {NO_ANSWERS}"
    if error["type"] == "missing":
        return f"{place}: {name} is missing"
    if error["type"] == "extra_forbidden":
        hint = nearest(name, _fields(at))
        return f"{place}: unknown field {name}" + (f"; did you mean {hint}?" if hint else "")
    found = error.get("input")
    shown = f", found {found!r}" if isinstance(found, str | int | float) else ""
    return f"{place}: {name} has to be {expected(error)}{shown}"


def expected(error: Mapping[str, Any]) -> str:
    """What should stand there, without the validator's own words for it."""
    plain = PLAINLY | {"string_type": "a text; write it in quotes"}
    said = str(error["msg"]).removeprefix(SAID_BY_PYDANTIC)
    return plain.get(str(error["type"]), said)


def _fields(at: Path_) -> list[str]:
    models: dict[str, type[Value]] = {
        "client": GivenClient,
        "use_case": GivenUseCase,
        "assessment": GivenAssessment,
        "respondents": GivenPerson,
        "answers": GivenAnswer,
    }
    model = models.get(str(at[0]), AnswersFile) if len(at) > 1 else AnswersFile
    return list(model.model_fields)


def _wrong_names(given: Located, found: AnswersFile, asked: Pack | None) -> list[str]:
    """Ids that the pack or the file does not know, answers given twice, answers without content."""
    try:
        pack = asked or load_shipped(found.assessment.pack)
    except (KeyError, PackProblems, Refused, OSError):
        return [f"{given.where(('assessment', 'pack'))}: there is no pack {found.assessment.pack}"]
    mistakes = _unknown(
        given, ("assessment", "profile"), found.assessment.profile, [p.id for p in pack.profiles]
    )
    parts = [part.id for part in portfolio_judgement().parts]
    for part in found.use_case.feasibility:
        mistakes += _unknown(given, ("use_case", "feasibility"), part, parts)
    people = [person.id for person in found.respondents]
    for number, person in enumerate(found.respondents):
        at = ("respondents", number)
        mistakes += _unknown(given, (*at, "role"), person.role, [role.id for role in pack.roles])
        if person.id in people[:number]:
            mistakes.append(f"{given.where(at)}: two people have the id {person.id}")
    return mistakes + _wrong_answers(given, found, pack, people)


def _wrong_answers(given: Located, found: AnswersFile, pack: Pack, people: list[str]) -> list[str]:
    mistakes: list[str] = []
    first: dict[tuple[str, str], int] = {}
    for number, answer in enumerate(found.answers):
        at, key = ("answers", number), (answer.by, answer.capability)
        known = [item.id for item in pack.capabilities]
        mistakes += _unknown(given, (*at, "capability"), answer.capability, known)
        mistakes += _unknown(given, (*at, "by"), answer.by, people)
        if key in first:
            before = given.where(("answers", first[key]))
            who = f"{answer.by} answers {answer.capability} twice (first at {before})"
            mistakes.append(f"{given.where(at)}: {who}; keep one")
        first.setdefault(key, number)
        said = (answer.level is not None, answer.dont_know, bool(answer.not_applicable.strip()))
        if sum(said) != 1:
            what = "give exactly one of level, dont_know: true, or not_applicable with its reason"
            mistakes.append(f"{given.where(at)}: {what}")
    return mistakes


def _unknown(given: Located, at: Path_, name: str, known: list[str]) -> list[str]:
    if name in known:
        return []
    hint = nearest(name, known)
    more = f"; did you mean {hint}?" if hint else f"; known are {', '.join(known[:12])}"
    return [f"{given.where(at)}: there is no {at[-1]} {name}{more}"]


def day_of(text: str, after: date) -> date:
    """The day that a freeze names; without a year, the next of that name from ``after`` on."""
    if len(text) == len("2026-12-14"):
        return date.fromisoformat(text)
    this_year = date.fromisoformat(f"{after.year}-{text}")
    return this_year if this_year >= after else this_year.replace(year=after.year + 1)
