"""What moved between two scorecards of the same pack version, and the likely cause."""

from enum import StrEnum

from pydantic import AwareDatetime

from content.values import Value
from scoring.model import State, Verdict


class Cause(StrEnum):
    """What changed in a capability's inputs between the two."""

    ANSWER = "answer"
    FINDING = "finding"
    BOTH = "both"
    NONE = "none"


class Movement(Value):
    """One capability before and after; levels are means on 1–5, ``probability_risen`` is P(θ₂ > θ₁)."""

    capability: str
    before: float
    after: float
    probability_risen: float
    state_before: State
    state_after: State
    cause: Cause


class Comparison(Value):
    """Two scorecards side by side; only capabilities that moved are listed."""

    before_at: AwareDatetime
    after_at: AwareDatetime
    comparable: bool
    note: str = ""
    verdict_before: Verdict
    verdict_after: Verdict
    index_before: float | None
    index_after: float | None
    movements: tuple[Movement, ...]
