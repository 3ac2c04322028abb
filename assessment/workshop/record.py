"""What a workshop leaves behind: exact, and without a name beside a vote."""

from datetime import date

from pydantic import AwareDatetime

from assessment.model import Grade, Tally
from assessment.workshop.model import Decision, FindingShown, ReasonRead
from assessment.workshop.phases import Phase
from assessment.workshop.spread import Spread
from content.judgement import Level
from content.values import Text, Value


class ItemRecord(Value):
    """One question: what was voted, twice at most, and what became of it.

    ``first`` and ``second`` are spreads of rounds that were shown; a vote that nobody saw is none.
    """

    capability: str
    name: Text
    why: tuple[Text, ...] = ()
    phase: Phase
    first: Spread | None = None
    second: Spread | None = None
    sentence: str = ""
    reasons: tuple[ReasonRead, ...] = ()
    typed: tuple[ReasonRead, ...] = ()
    """Reasons that somebody typed with a vote that was shown, and that were not read out."""
    not_applicable: tuple[Text, ...] = ()
    """Why it does not apply, as somebody typed it with a vote that was shown."""
    findings: tuple[FindingShown, ...] = ()
    agreed: Level | None = None
    dissent: Text = ""
    owner: Text = ""
    due: date | None = None

    @property
    def last(self) -> Spread | None:
        """The spread of the last round that was shown."""
        return self.second or self.first

    @property
    def against(self) -> int:
        """How many of the last round gave another level than the agreed one."""
        if self.agreed is None or self.last is None:
            return 0
        return self.last.votes - self.last.levels[self.agreed - 1]


class UseCaseRecord(Value):
    """A use case that the room chose from: dots, and medians of where it was placed."""

    name: Text
    dots: int = 0
    impact: float | None = None
    feasibility: float | None = None
    chosen: bool = False


class WorkshopRecord(Value):
    """A whole workshop. ``fingers`` counts who showed none, one … five."""

    id: str
    led_by: Text
    agenda: str
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    joined: int
    items: tuple[ItemRecord, ...] = ()
    use_cases: tuple[UseCaseRecord, ...] = ()
    decisions: tuple[Decision, ...] = ()
    kill_criterion: Text = ""
    fingers: tuple[int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0)

    @property
    def settled(self) -> tuple[ItemRecord, ...]:
        """Items that the room agreed on, or that it disputes."""
        return tuple(
            item for item in self.items if item.phase in (Phase.AGREED, Phase.DISPUTED)
        )  # fmt: skip


def tally_of(shown: Spread) -> Tally | None:
    """The votes as a room's answer; ``None`` where nobody gave a level or said *don't know*."""
    if shown.votes + shown.dont_know == 0:
        return None
    return Tally(levels=shown.levels, dont_know=shown.dont_know)


def grade_of(grades: tuple[Grade, ...]) -> Grade:
    """The grade of a room's answer: the lower median of those given, and an example at most.

    An artefact that somebody only mentioned on a phone was attached by nobody; one that is
    attached in Ask counts there.
    """
    if not grades:
        return Grade.STATEMENT
    return min(sorted(grades)[(len(grades) - 1) // 2], Grade.EXAMPLE)


def confidence_of(given: tuple[int, ...]) -> int | None:
    """How sure the room is (1–3): the lower median; ``None`` where nobody said."""
    return sorted(given)[(len(given) - 1) // 2] if given else None
