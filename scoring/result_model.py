"""The result of a questionnaire and its parts: one shape, whichever rule made it."""

from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.choices import ChoiceAnswer
from content.questionnaire import Risk, Scoring
from content.values import Value
from scoring.model import PackStamp


class Told(StrEnum):
    """What is known of one question."""

    JUDGED = "judged"
    UNDECIDED = "undecided"
    """Answered, and no rule of the pack says what the answer means."""
    DONT_KNOW = "dont_know"
    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"
    UNSCORED = "unscored"
    """Asked and told; the pack gives it neither points nor rules."""


class Span(Value):
    """A number with what is still open in it: ``low`` where every open question turns out worst,
    ``high`` where every one turns out best. The two are equal where nothing is open."""

    low: float
    high: float

    @property
    def open(self) -> bool:
        """Whether open questions can still move it."""
        return self.high - self.low > 1e-9


class QuestionResult(Value):
    """One question. ``chosen`` are the choices that hold; ``points`` only where the rule adds them,
    ``risk`` only where it has risks, with the condition (``because``) that decided."""

    id: str
    section: str
    state: Told
    weight: float
    chosen: tuple[str, ...] = ()
    points: Span | None = None
    most: float | None = None
    risk: Risk | None = None
    because: str = ""
    reason: str = ""
    """Why it does not apply, in the words of whoever said so."""
    people: int = 0
    """How many answered it, *don't know* and *not applicable* among them."""
    disagreement: bool = False
    """Two people's answers lead to different readings; the middle one counts, or the worse of two."""


class SectionResult(Value):
    """A section with all its parts. ``total`` and ``most`` are points; ``counts`` are questions by
    risk (``high``, ``medium``, ``none``) and by state; ``coverage`` is a share of weight."""

    id: str
    title: str
    parent: str = ""
    total: Span | None = None
    most: float | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    coverage: float
    asked: int
    band: str = ""


class Advised(Value):
    """Advice on a choice that does not hold; ``id`` is ``question/choice``.

    ``risk`` is the question's now and ``leads_to`` what ticking this alone makes of it; ``gain`` is
    what it adds to the total, in its unit; ``own_gain`` what it adds to the question's own points.
    """

    id: str
    question: str
    choice: str
    text: str
    url: str = ""
    risk: Risk | None = None
    leads_to: Risk | None = None
    gain: float | None = None
    own_gain: float | None = None


class Result(Value):
    """What the answers to a questionnaire come to at ``as_of``.

    ``total`` and the bands are there only where something may be said of the whole; ``silent``
    says in a sentence why it may not. ``not_scorable`` is set where no answer could ever have made
    a difference.
    """

    pack: PackStamp
    rule: Scoring
    scoring: str
    as_of: AwareDatetime
    sections: tuple[SectionResult, ...]
    questions: tuple[QuestionResult, ...]
    total: Span | None = None
    most: float | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    band: str = ""
    """The band that is reached even where every open question turns out worst."""
    band_at_best: str = ""
    coverage: float
    least_coverage: float
    silent: str = ""
    not_scorable: str = ""
    unanswered: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    advice: tuple[Advised, ...] = ()

    def question(self, question_id: str) -> QuestionResult:
        """The result of one question; ``KeyError`` where it was not asked."""
        return self._by_id[question_id]

    def section(self, section_id: str) -> SectionResult:
        """The result of one section; ``KeyError`` where there is none."""
        return {item.id: item for item in self.sections}[section_id]

    @cached_property
    def _by_id(self) -> dict[str, QuestionResult]:
        return {item.id: item for item in self.questions}

    @property
    def answered(self) -> int:
        """How many questions somebody answered; *don't know* is an answer."""
        return sum(item.people > 0 for item in self.questions)


class ChoiceInputs(Value):
    """All that the judgement of a questionnaire reads beside the questionnaire itself."""

    answers: tuple[ChoiceAnswer, ...] = ()


RISKS: tuple[Literal["high", "medium", "none"], ...] = ("high", "medium", "none")
"""Worst first."""
