"""What a workshop keeps: its agenda, its items, what was voted and decided. No vote has a name."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from assessment.model import AnswerKind, Grade
from assessment.workshop.phases import Phase, Stage
from content.judgement import Level
from content.values import Text, Value
from content.workshops.agendas import Block

Group = Literal["leader", "practitioner", ""]


CONTRADICTED = "A probe contradicts what people said"
"""Why an item is worth the room's time, and what nobody in it may hear before the finding is shown."""


class RoleOffered(Value):
    """A role that a participant can choose."""

    id: str
    name: str
    group: Group = ""


class Candidate(Value):
    """A use case that dots can be put on."""

    id: str
    name: Text
    summary: Text = ""


class FindingShown(Value):
    """What a probe saw, as the room is shown it; frozen at the moment it was shown."""

    statement: Text
    outcome: str
    observed: Text
    expected: Text
    source: Text
    observed_at: AwareDatetime


class ReasonRead(Value):
    """A typed reason with the level of the vote that it came with; ``None`` is don't know."""

    level: Level | None = None
    text: Text


class Item(Value):
    """One question of the room. ``since`` is when its phase began, ``extra`` seconds added to it.

    ``left_from`` is the phase in which it was decided or laid aside, so that *back* finds it.
    """

    position: int = Field(ge=1)
    capability: str
    name: Text
    question: Text
    anchors: tuple[Text, Text, Text, Text, Text]
    why: tuple[Text, ...] = ()
    conflict: bool = False
    phase: Phase = Phase.WAITING
    left_from: Phase | None = None
    since: AwareDatetime | None = None
    extra: int = 0
    findings: tuple[FindingShown, ...] = ()
    reasons: tuple[ReasonRead, ...] = ()
    agreed: Level | None = None
    dissent: Text = ""
    owner: Text = ""
    due: date | None = None


class Decision(Value):
    """What the room decided; ``number`` is its place in the list."""

    number: int
    text: Text
    owner: Text = ""
    due: date | None = None


class Workshop(Value):
    """A workshop as it is kept. ``version`` grows by one with every change.

    ``screen_key`` opens the big screen and nothing else. ``block_since`` is when the block of the
    agenda began, ``block_extra`` the seconds added to it.
    """

    id: str
    assessment_id: str
    client_id: str
    client: Text
    use_case: Text
    fictional: bool = False
    code: str
    screen_key: str
    agenda: str
    blocks: tuple[Block, ...]
    roles: tuple[RoleOffered, ...]
    candidates: tuple[Candidate, ...] = ()
    opened_at: AwareDatetime
    opened_by: Text
    closed_at: AwareDatetime | None = None
    version: int = 1
    stage: Stage = Stage.WAITING
    revealed: bool = False
    """Whether the dots, or the fingers, that this stage collects are shown."""
    block: int = 0
    block_since: AwareDatetime
    block_extra: int = 0
    current: int | None = None
    chosen: str = ""
    kill_criterion: Text = ""


class Vote(Value):
    """One person's vote in a round; the same form for *don't know* and *not applicable*."""

    kind: AnswerKind
    level: Level | None = None
    grade: Grade = Grade.STATEMENT
    confidence: Literal[1, 2, 3] | None = None
    reason: Text = ""
    vote_key: str = Field(min_length=1, max_length=64)
    at: AwareDatetime

    @model_validator(mode="after")
    def _parts_fit(self) -> "Vote":
        if (self.level is not None) != (self.kind is AnswerKind.LEVEL):
            raise ValueError("a vote is a level from 1 to 5, don't know, or not applicable")
        if self.kind is AnswerKind.NOT_APPLICABLE and not self.reason.strip():
            raise ValueError("say in a sentence why this does not apply")
        return self


class Round(Value):
    """A vote of the room on an item, the first or the second; open while ``closed_at`` is empty."""

    id: str
    position: int
    number: Literal[1, 2]
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None


class Participant(Value):
    """Somebody in the room, by name or pseudonym."""

    id: str
    name: Text
    role: str
    joined_at: AwareDatetime


class Cast(Value):
    """A vote with the group of whoever cast it, and nothing else about them."""

    vote: Vote
    group: Group = ""
