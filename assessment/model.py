"""Respondents, answers, evidence and findings; what people said and what was seen."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from content.judgement import Level
from content.values import Text, Value

ROOM_ROLE = "room"
"""The role of a vote that a facilitator counted in a room."""


class Grade(StrEnum):
    """How well an answer is supported; E4 is a probe and never given by a person."""

    STATEMENT = "E0"
    EXAMPLE = "E1"
    ARTEFACT = "E2"
    ACCEPTED = "E3"


class AnswerKind(StrEnum):
    """What a respondent did with a question."""

    LEVEL = "level"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    TALLY = "tally"


class Respondent(Value):
    """Who answers: a name or pseudonym, and a role of the pack (or ``room``)."""

    id: str
    name: Text
    role: str


class Artefact(Value):
    """What a person attached; ``accepted_by`` is a reviewer other than who attached it.

    ``link`` is set where it is an address and no file (the digest is then that of its text).
    ``version`` counts from 1; the newest one stands for all. ``returned_by`` read it and did not
    accept it, for the reason in ``returned_for``.
    """

    digest: str
    filename: Text
    size: int = Field(ge=0)
    owner: str
    added_at: AwareDatetime
    valid_until: AwareDatetime
    accepted_by: str | None = None
    accepted_at: AwareDatetime | None = None
    link: Text = ""
    version: int = Field(default=1, ge=1)
    returned_by: str | None = None
    returned_for: Text = ""


class Tally(Value):
    """How many in a room said which level, and how many did not know."""

    levels: tuple[int, int, int, int, int]
    dont_know: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _somebody_voted(self) -> "Tally":
        if min(self.levels) < 0 or sum(self.levels) + self.dont_know == 0:
            raise ValueError("enter how many said each level; at least one person must have voted")
        return self


class Answer(Value):
    """One respondent's current answer to one capability.

    ``level`` is set for a level answer only, ``reason`` is required for *not applicable*, ``tally``
    belongs to a room. ``confidence`` is the respondent's own (1 low, 2 medium, 3 high).
    """

    id: str
    capability: str
    respondent: str
    role: str
    kind: AnswerKind
    level: Level | None = None
    tally: Tally | None = None
    grade: Grade = Grade.STATEMENT
    confidence: Literal[1, 2, 3] | None = None
    comment: Text = ""
    reason: Text = ""
    link: Text = ""
    artefacts: tuple[Artefact, ...] = ()
    entered_by: Text = ""
    at: AwareDatetime

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> "Answer":
        if (self.level is not None) != (self.kind is AnswerKind.LEVEL):
            raise ValueError(
                "a level answer needs a level from 1 to 5, and no other answer has one"
            )
        if (self.tally is not None) != (self.kind is AnswerKind.TALLY):
            raise ValueError("a room's answer needs a tally, and no other answer has one")
        if self.kind is AnswerKind.NOT_APPLICABLE and not self.reason.strip():
            raise ValueError("say in a sentence why this does not apply")
        return self


class Outcome(StrEnum):
    """What came of a probe; only the first two say anything about the client."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"
    UNAVAILABLE = "unavailable"
    ERROR = "error"


class Bearing(Value):
    """What a probe's outcome means for a capability: which anchor it speaks for, and how well.

    ``sensitivity`` is P(present | anchor reached), ``false_pass`` is P(present | not reached).
    """

    pack: str
    capability: str
    anchor: Level
    required: bool = False
    sensitivity: float = Field(default=0.95, gt=0, lt=1)
    false_pass: float = Field(default=0.30, gt=0, lt=1)
    reason: str = ""


class Place(Value):
    """Where something was seen: a file and lines at a commit, a query, or a table and column.

    ``url`` is where a reader's browser opens the same view; empty where the source has none. It
    never carries a credential.
    """

    label: Text
    query: Text = ""
    url: Text = ""


class Reading(Value):
    """A number that a source gave.

    ``value`` is in ``unit`` (the metric's own); ``low`` and ``high`` are an 80 % interval where one
    can be computed; ``n`` is the count behind it. ``window_seconds`` is what was asked,
    ``history_seconds`` how much of it the source really held.
    """

    metric: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    n: float | None = None
    window_seconds: float | None = None
    history_seconds: float | None = None
    query: Text = ""
    url: Text = ""
    read_at: AwareDatetime
    trend: tuple[tuple[float, float], ...] = ()
    """(unix seconds, value) points over the window, oldest first; empty where there is no series."""


class Finding(Value):
    """What one probe saw at one source, and when.

    ``statement`` is the sentence that is true or false; ``observed`` and ``expected`` are short
    texts. ``remedy`` says what would make an unavailable finding available, or an absent one
    present. ``bearings`` are those of the probe at the time it ran. ``too_few`` says of *not
    applicable* that the question arises and too little had happened to judge it by.
    """

    id: str
    probe: str
    source: str
    source_kind: str
    statement: str
    outcome: Outcome
    observed: Text
    expected: str
    places: tuple[Place, ...] = ()
    readings: tuple[Reading, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    remedy: Text = ""
    too_few: bool = False
    observed_at: AwareDatetime
    valid_until: AwareDatetime

    @property
    def conclusive(self) -> bool:
        """Whether it says something about the client at all."""
        return self.outcome in (Outcome.PRESENT, Outcome.ABSENT)


class Pending(Value):
    """A finding to be set aside, or a conflict to be accepted, on a critical capability.

    It waits for a second person, and counts for nothing until one agrees. ``about`` is the id of the
    finding, or the capability of the conflict.
    """

    id: str
    kind: Literal["overrule", "waiver"]
    about: str
    capability: str
    by: Text
    reason: Text
    at: AwareDatetime
    until: AwareDatetime | None = None


class Overrule(Value):
    """A finding set aside by a person; on a critical capability a second one agreed."""

    finding: str
    by: Text
    second: Text = ""
    reason: Text
    at: AwareDatetime
    until: AwareDatetime | None = None


class Waiver(Value):
    """An open conflict accepted for a time; on a critical capability a second person agrees."""

    capability: str
    by: Text
    second: Text = ""
    reason: Text
    at: AwareDatetime
    until: AwareDatetime


class GoodEnough(Value):
    """A capability accepted at ``level``, below its target, for this use case, by a named person.

    Without ``until`` it holds until somebody withdraws it.
    """

    capability: str
    level: Level
    by: str
    reason: str
    at: AwareDatetime
    until: AwareDatetime | None = None


def is_stale(valid_until: datetime, as_of: datetime) -> bool:
    """Whether evidence is past its validity at ``as_of`` (both UTC-aware)."""
    return as_of > valid_until
