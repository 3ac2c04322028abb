"""What a portfolio is made from and what it looks like: candidates, their standing, the ranking."""

from datetime import date
from typing import Literal

from pydantic import Field

from content.traits import RiskClass
from content.values import Value

Origin = Literal["assessment", "estimate", "nobody"]


class Measured(Value):
    """An index of an assessment that takes the place of an estimate, on levels 1–5."""

    level: float
    low: float
    high: float
    day: date


class Candidate(Value):
    """One use case as it stands for the ranking; ``None`` and what is missing mean nobody has said.

    ``value_low``/``value_high`` is money a quarter. ``feasibility`` maps a part to the sponsor's
    own level 1–5, ``measured`` a part to what an assessment says.
    """

    id: str
    name: str
    sponsor: str = ""
    risk_class: RiskClass = RiskClass.LIMITED
    value_low: float | None = Field(default=None, ge=0)
    value_high: float | None = Field(default=None, ge=0)
    feasibility: dict[str, int] = Field(default_factory=dict)
    measured: dict[str, Measured] = Field(default_factory=dict)


class Span(Value):
    """A middle with what it may be; ``low`` ≤ ``middle`` ≤ ``high``."""

    low: float
    middle: float
    high: float


class PartStanding(Value):
    """One part of feasibility: its level with its interval, and who says so."""

    part: str
    level: Span
    origin: Origin
    estimate: int | None = None
    """The sponsor's own level, also where an assessment took its place."""
    day: date | None = None


class Standing(Value):
    """One candidate in the ranking, ``place`` 1 being first.

    ``value`` is money a quarter; ``None`` where no use case of the client has a stated one.
    ``value_stated`` says whether its own low or high was stated. ``worth`` is value times chance,
    in money a quarter (or the chance alone without any value). ``places`` are the shares of the
    perturbed judgements in which it comes first, second and so on.
    """

    id: str
    name: str
    sponsor: str
    risk_class: RiskClass
    place: int
    value: Span | None
    value_stated: bool
    parts: tuple[PartStanding, ...]
    feasibility: Span
    chance: float
    worth: Span
    places: tuple[float, ...]

    @property
    def first(self) -> float:
        """Share of the perturbed judgements in which it comes first."""
        return self.places[0]

    @property
    def kept(self) -> float:
        """Share of the perturbed judgements in which it keeps its place."""
        return self.places[self.place - 1]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Parts of feasibility that nobody judged."""
        return tuple(item.part for item in self.parts if item.origin == "nobody")


class Overtake(Value):
    """One change, alone, with which the runner-up's worth equals the first's.

    ``own_value``: its value a quarter rises to ``figure``; ``first_value``: the first's falls to
    it; ``part``: its part of feasibility is at ``figure`` (a whole level, 1–5) or above.
    """

    kind: Literal["own_value", "first_value", "part"]
    part: str = ""
    now: float
    figure: float


class Ranking(Value):
    """The portfolio: standings in order, how open the first place is, what would change it."""

    standings: tuple[Standing, ...]
    overtakes: tuple[Overtake, ...] = ()
    """What would have to be true for the second to come first."""
    close: bool = False
    """The first comes first in fewer of the perturbed judgements than the judgements ask for."""
    draws: int

    @property
    def first(self) -> Standing | None:
        """The recommended first use case; ``None`` without candidates."""
        return self.standings[0] if self.standings else None

    @property
    def runner_up(self) -> Standing | None:
        """The second; ``None`` where there is only one."""
        return self.standings[1] if len(self.standings) > 1 else None


class StopRule(Value):
    """When to stop the first use case. ``None`` where there is no plan, or no value to go by.

    ``by`` is the last day for its gate; ``value`` is money a quarter under which the evidence of
    its value must not fall. ``overtaken`` where that is the value at which the runner-up is the
    better bet.
    """

    by: date | None
    planned: date | None = None
    """The plan's own P80 of the gate."""
    value: float | None
    overtaken: bool = False


class Work(Value):
    """Work to the gate and of the whole plan: person-weeks and money; ``None`` without rates."""

    effort_low: float
    effort_mid: float
    effort_high: float
    cost_low: float | None = None
    cost_mid: float | None = None
    cost_high: float | None = None
    whole_effort_mid: float
    whole_cost_mid: float | None = None
    gate_p50: date | None = None
    gate_p80: date | None = None


class Inheritance(Value):
    """An initiative that an earlier use case builds for the whole organisation."""

    initiative: str
    title: str
    built_for: str
    """Name of the use case that builds it."""
    day: date
    effort_mid: float
    cost_mid: float | None = None


class SequenceStep(Value):
    """One use case in the order in which they are brought to production.

    ``alone`` is its plan as if it were the only one, ``after`` with what those before it built;
    both ``None`` where there is no plan, and ``why_not`` says why. ``start`` is the first day of
    ``after``; ``waits`` where the one before it has no date for its gate.
    """

    id: str
    name: str
    start: date | None = None
    alone: Work | None = None
    after: Work | None = None
    inherits: tuple[Inheritance, ...] = ()
    waits: bool = False
    blockers: int = 0
    """Critical capabilities that no row of its plan lifts."""
    why_not: str = ""

    @property
    def saved_effort(self) -> float:
        """Person-weeks to its gate that it is cheaper by than alone; never below 0."""
        if self.alone is None or self.after is None:
            return 0.0
        return self.alone.effort_mid - self.after.effort_mid

    @property
    def saved_whole(self) -> float:
        """Person-weeks by which its whole plan is cheaper than alone; never below 0."""
        if self.alone is None or self.after is None:
            return 0.0
        return self.alone.whole_effort_mid - self.after.whole_effort_mid

    @property
    def saved_cost(self) -> float | None:
        """Money by which it is cheaper than alone; ``None`` where either is not known."""
        if self.alone is None or self.after is None:
            return None
        if self.alone.cost_mid is None or self.after.cost_mid is None:
            return None
        return self.alone.cost_mid - self.after.cost_mid


class Portfolio(Value):
    """All that is said of a client's use cases together."""

    ranking: Ranking
    stop: StopRule | None = None
    """Of the first use case; ``None`` without one."""
    sequence: tuple[SequenceStep, ...] = ()
    currency: str = ""
