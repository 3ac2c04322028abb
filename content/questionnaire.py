"""A questionnaire of questions with choices: a pack that is not judged on an evidence grid.

Other people's questionnaires have this shape: sections, questions, choices. Its ``scoring`` says how
choices become a result; ``content.model.Pack`` is the other shape, whose scoring is ``evidence-grid``.
"""

from functools import cached_property
from typing import Literal

from pydantic import Field

from content.model import Role
from content.values import Written

Scoring = Literal["minimum-of-sections", "risk-rules", "additive"]
Risk = Literal["high", "medium", "none"]
Combined = Literal["sum", "mean"]


class Advice(Written):
    """What to do where a choice does not hold; becomes an initiative's title and text."""

    text: str = ""
    url: str = ""


class Choice(Written):
    """One answer that can be ticked; ``points`` only where the scoring adds."""

    id: str
    title: str
    help: str = ""
    url: str = ""
    points: float | None = None
    advice: Advice | None = None
    none_of_these: bool = False
    """Ticking it says that no other choice of the question holds."""

    @property
    def advised(self) -> str:
        """What to do where it does not hold: the advice, or its own words where that is a link."""
        if self.advice is None:
            return ""
        return self.advice.text.strip() or (self.title if self.advice.url else "")


class RiskRule(Written):
    """The first rule whose condition holds decides; an empty condition always holds.

    A condition is text of choice ids with ``&&``, ``||``, ``!`` and parentheses; it is parsed by
    ``content.risk_conditions``, never run.
    """

    condition: str = ""
    risk: Risk


class Question(Written):
    """One question; ``answer`` says whether one choice is taken or any number."""

    id: str
    section: str
    title: str
    description: str = ""
    answer: Literal["one", "many"]
    choices: tuple[Choice, ...] = Field(min_length=1)
    rules: tuple[RiskRule, ...] = ()
    weight: float = Field(default=1.0, gt=0)
    minutes: float = Field(default=1.0, gt=0)
    """How long answering takes, in minutes."""
    references: tuple[str, ...] = ()
    """Ids within the questionnaire's ``framework``: what probes see of those stands beside it."""


class Section(Written):
    """A part of the questionnaire; ``combine`` says how its questions and parts become one number."""

    id: str
    title: str
    description: str = ""
    parent: str = ""
    combine: Combined = "mean"
    weight: float = Field(default=1.0, gt=0)


class ScoreBand(Written):
    """What a total of at most ``upto`` (and above the band before) is called and means."""

    upto: float | None = None
    """``None`` in the last band."""
    name: str
    meaning: str = ""


class Questionnaire(Written):
    """A pack of questions with choices; known by id, version and the digest of its content."""

    id: str
    version: str
    title: str
    description: str = ""
    publisher: str = ""
    source: str = ""
    """Where it was read from: a file's name or an address."""
    purpose: str = ""
    """What it is for, in one sentence; shown where a questionnaire is chosen."""
    framework: str = ""
    """Id of the framework, as packs with an evidence grid name it, that ``references`` are from."""
    roles: tuple[Role, ...] = ()
    """Who answers; empty: the roles of the product's own pack."""
    least_coverage: float = Field(default=0.70, ge=0, le=1)
    """Share of the weight that has to be judged before anything is said of the whole."""
    scoring: Scoring
    combine: Combined = "mean"
    """How top sections become the total, where the scoring adds."""
    sections: tuple[Section, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
    bands: tuple[ScoreBand, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader of the source has to know: what was left out, and why."""
    digest: str = ""

    def question(self, question_id: str) -> Question:
        """The question with this id; ``KeyError`` where there is none."""
        return self._questions_by_id[question_id]

    def section(self, section_id: str) -> Section:
        """The section with this id; ``KeyError`` where there is none."""
        return self._sections_by_id[section_id]

    def asked_in(self, section_id: str) -> tuple[Question, ...]:
        """The section's own questions, in the pack's order; those of its parts are not among them."""
        return self._questions_by_section.get(section_id, ())

    @cached_property
    def _questions_by_id(self) -> dict[str, Question]:
        return {item.id: item for item in self.questions}

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {item.id: item for item in self.sections}

    @cached_property
    def _questions_by_section(self) -> dict[str, tuple[Question, ...]]:
        found: dict[str, list[Question]] = {}
        for item in self.questions:
            found.setdefault(item.section, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    @property
    def minutes(self) -> float:
        """How long answering everything takes, in minutes."""
        return sum(item.minutes for item in self.questions)
