"""What is true of a use case, and the rules that read it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from content.values import Value


class Stage(StrEnum):
    """How far the use case has come."""

    IDEA = "idea"
    PILOT = "pilot"
    LIMITED_RELEASE = "limited_release"
    PRODUCTION = "production"


class RiskClass(StrEnum):
    """The risk that a wrong decision carries, in the words of Regulation (EU) 2024/1689."""

    MINIMAL = "minimal"
    LIMITED = "limited"
    HIGH = "high"


class Traits(Value):
    """What decides which questions come; ``None`` means that nobody has said yet.

    ``decision_window_hours`` is the time from an event to the moment its decision is needed.
    ``peak_requests_per_second`` is the load expected at launch. ``availability_target`` is a share
    (0.999 for 99.9 %), ``latency_p95_ms`` a time in milliseconds.
    """

    stage: Stage = Stage.PILOT
    risk_class: RiskClass = RiskClass.LIMITED
    generative: bool = False
    takes_actions: bool = False
    retrieves_documents: bool = False
    trained_by_us: bool = True
    engineered_features: bool = True
    metered_model: bool = False
    personal_data: bool = True
    enough_volume_for_experiments: bool = True
    decision_window_hours: float | None = Field(default=None, gt=0)
    peak_requests_per_second: float | None = Field(default=None, gt=0)
    availability_target: float | None = Field(default=None, gt=0, lt=1)
    latency_p95_ms: float | None = Field(default=None, gt=0)


class TraitTest(Value):
    """One comparison with a trait; a trait that nobody has stated never satisfies it."""

    trait: str
    comparison: Literal["is", "at_least", "at_most"] = "is"
    value: bool | float | str

    def holds(self, traits: Traits) -> bool:
        """Whether ``traits`` satisfies this test."""
        actual = getattr(traits, self.trait)
        if actual is None:
            return False
        if self.comparison == "is":
            return bool(actual == self.value)
        if self.comparison == "at_least":
            return float(actual) >= float(self.value)
        return float(actual) <= float(self.value)


class NotApplicableRule(Value):
    """The capability does not apply where all tests hold; ``reason`` is printed beside it."""

    when: tuple[TraitTest, ...] = Field(min_length=1)
    reason: str

    def holds(self, traits: Traits) -> bool:
        """Whether the rule takes the capability out for ``traits``."""
        return all(test.holds(traits) for test in self.when)
