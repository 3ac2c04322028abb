"""What phones, big screen and console are told. Nothing that everybody sees names a voter."""

from datetime import date

from pydantic import AwareDatetime, Field

from assessment.workshop.model import (
    Decision,
    FindingShown,
    Item,
    Participant,
    ReasonRead,
    RoleOffered,
    Vote,
    Workshop,
)
from assessment.workshop.phases import Phase, Stage
from assessment.workshop.rules import Outcome
from assessment.workshop.spread import Spread
from content.judgement import Level
from content.values import Value
from content.workshops.agendas import Fact
from engagement.faults import Refused


class NotIn(Refused):
    """A ticket, key or code that is forged, expired, unknown or of another workshop: join again."""


class Ticket(Value):
    """What a phone keeps: it votes with ``token`` until that expires."""

    participant_id: str
    token: str
    workshop_id: str
    name: str
    role: str


class Invitation(Value):
    """What somebody sees who typed a code and has not joined yet."""

    workshop_id: str
    client: str
    use_case: str
    fictional: bool
    roles: tuple[RoleOffered, ...]


class BlockShown(Value):
    """The part of the agenda that runs; ``number`` counts from 1."""

    title: str
    kind: str
    number: int
    of: int
    ends_at: AwareDatetime
    facts: tuple[Fact, ...] = ()


class ItemShown(Value):
    """The question that is open; ``number`` counts from 1."""

    capability: str
    name: str
    question: str
    anchors: tuple[str, str, str, str, str]
    number: int
    of: int


class Result(Value):
    """What became of the item."""

    phase: Phase
    agreed: Level | None = None
    dissent: str = ""
    owner: str = ""
    due: date | None = None


class UseCaseShown(Value):
    """A use case to choose from. ``dots`` is ``None`` until they are shown.

    ``impact`` and ``feasibility`` are medians of what people placed, ``None`` before the first.
    """

    id: str
    name: str
    summary: str = ""
    dots: int | None = None
    impact: float | None = None
    feasibility: float | None = None
    placed: int = 0


class Room(Value):
    """All that is live and that everybody may see; it names no voter.

    ``voted`` counts, for what is open now, votes, people with dots, or fingers. ``spread`` is that
    of the newest round that was shown, ``first`` that of the first where the second was shown too.
    """

    workshop_id: str
    version: int
    client: str
    use_case: str
    fictional: bool
    locale: str
    """In whose manner phones and screen write days and times."""
    code: str
    roles: tuple[RoleOffered, ...]
    agenda: tuple[str, ...]
    """The titles of the day's parts; the one that runs is ``block.number``, from 1."""
    stage: Stage
    block: BlockShown
    phase: Phase | None = None
    item: ItemShown | None = None
    round_id: str = ""
    """Of the round that takes votes now; empty where none does."""
    round_number: int = 0
    joined: int = 0
    voted: int = 0
    ends_at: AwareDatetime | None = None
    sentence: str = ""
    spread: Spread | None = None
    first: Spread | None = None
    reasons: tuple[ReasonRead, ...] = ()
    findings: tuple[FindingShown, ...] = ()
    result: Result | None = None
    use_cases: tuple[UseCaseShown, ...] = ()
    dots_each: int = 0
    dots_most: int = 0
    chosen: str = ""
    """Id of the use case that the room chose."""
    fingers: tuple[int, int, int, int, int, int] | None = None
    """How many showed none, one … five fingers; ``None`` until it is shown."""
    decisions: tuple[Decision, ...] = ()
    kill_criterion: str = ""
    agreed: int = 0
    disputed: int = 0
    """Items that the room agreed on, or stays apart on; counted at the end of the day."""


class Mine(Value):
    """What one participant gave: the vote of the open round, dots, places, fingers."""

    participant_id: str
    name: str
    role: str
    vote: Vote | None = None
    earlier: Vote | None = None
    """The vote in the item's first round, where the second is open or was shown."""
    dots: dict[str, int] = Field(default_factory=dict)
    placed: dict[str, tuple[int, int]] = Field(default_factory=dict)
    fingers: int | None = None


class Present(Value):
    """Somebody in the room, for the facilitator's list; never beside a vote."""

    name: str
    role: str
    voted: bool | None = None
    """Whether they voted in the open round; ``None`` where none is open. Never what."""


class Console(Value):
    """What the facilitator sees: the room, who is in it, the typed reasons without names."""

    room: Room
    workshop: Workshop
    items: tuple[Item, ...]
    people: tuple[Present, ...]
    typed: tuple[ReasonRead, ...] = ()
    typed_not_applicable: tuple[str, ...] = ()
    outcome: Outcome | None = None
    """What the votes that were shown come to."""
    has_findings: bool = False
    """Whether there is a finding on the item to show."""


class Proposal(Value):
    """An item worth the room's time, and why."""

    capability: str
    name: str
    why: tuple[str, ...]
    critical: bool
    conflict: bool
    explained: str = ""
    """The figure behind *apart*; empty where fewer than two gave a level."""


def people_of(found: tuple[Participant, ...], voted: frozenset[str] | None) -> tuple[Present, ...]:
    """The list of who is in the room; ``voted`` are ids, or ``None`` where no vote is open."""
    return tuple(
        Present(
            name=item.name,
            role=item.role,
            voted=None if voted is None else item.id in voted,
        )
        for item in found
    )
