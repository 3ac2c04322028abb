"""What becomes of an exit criterion over time: attempts to read it, and how far it is proved."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from assessment.model import Reading
from content.values import Text, Value


class Attempt(Value):
    """One attempt to read a metric at one source: its reading, or why there is none."""

    metric: str
    at: AwareDatetime
    source: str
    source_kind: str
    source_name: str
    source_address: str = ""
    reading: Reading | None = None
    could_not: Text = ""
    """Why it could not be read; it is no value and moves nothing."""
    finding: str = ""
    valid_until: AwareDatetime | None = None

    @property
    def place(self) -> "Place":
        """What stays the same where a source is carried into the next assessment."""
        return self.source_kind, self.source_name, self.source_address


Place = tuple[str, str, str]
"""Kind, name and address of a source."""


class Attestation(Value):
    """A person's word that a condition holds which no source can show.

    It counts once a ``second`` person has accepted it.
    """

    initiative: str
    condition: str
    by: Text
    reason: Text
    day: date
    """The day on which it was so, by their word."""
    at: AwareDatetime
    second: Text = ""
    second_at: AwareDatetime | None = None


class Claim(Value):
    """From when on a planner has called an initiative done; ``since`` is ``None`` where that was
    before anybody kept the moment."""

    initiative: str
    since: AwareDatetime | None


class ProofState(StrEnum):
    """How far one condition is proved."""

    NOT_READ = "not_read"
    """Nothing was read that says whether it holds."""
    MISSED = "missed"
    HOLDING = "holding"
    """It holds, and its window is not full yet."""
    PROVED = "proved"
    REGRESSED = "regressed"
    """It was proved, and a later reading missed the target."""
    TO_ATTEST = "to_attest"
    TO_ACCEPT = "to_accept"
    """A named person stands for it, and waits for a second one to accept that."""
    ATTESTED = "attested"
    """A named person stands for it and a second one accepted it; that is no proof."""


class ConditionProof(Value):
    """How far one condition has come; times in UTC, lengths in seconds.

    ``since`` is from when on it holds without a gap, ``held`` how long that is, of ``window``.
    ``readings`` are those behind it, ``read`` and ``failed`` count all attempts.
    """

    id: str
    state: ProofState
    window: float = 0.0
    since: AwareDatetime | None = None
    held: float = 0.0
    proved_at: AwareDatetime | None = None
    regressed_at: AwareDatetime | None = None
    readings: int = 0
    read: int = 0
    failed: int = 0
    last_read: AwareDatetime | None = None
    could_not: Text = ""
    """Why the newest attempt failed; empty where it did not."""
    note: Text = ""
    first: Reading | None = None
    """The first and the last of the readings that proved it, with their links."""
    last: Reading | None = None
    source: str = ""
    attested: Attestation | None = None


class Standing(StrEnum):
    """How far an initiative has come, by what was measured before what was said."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    """A planner calls it done; nothing has shown it yet."""
    PROVED = "proved"
    """Every condition was measured and held for its whole window."""
    ATTESTED = "attested"
    """Every condition holds, at least one of them on a person's word: not proved."""
    REGRESSED = "regressed"


class InitiativeProof(Value):
    """How far one initiative is proved; ``closed_at`` is when the last of its conditions was."""

    standing: Standing
    conditions: tuple[ConditionProof, ...]
    claimed_at: AwareDatetime | None = None
    claimed: bool = False
    closed_at: AwareDatetime | None = None
    regressed_at: AwareDatetime | None = None

    def condition(self, condition_id: str) -> ConditionProof | None:
        """One of its conditions; ``None`` where it has no such."""
        return next((item for item in self.conditions if item.id == condition_id), None)

    def count(self, state: ProofState) -> int:
        """How many conditions are in a state."""
        return sum(item.state is state for item in self.conditions)
