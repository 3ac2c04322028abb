"""The scorecard and its parts: what the judgement says, ready to be shown."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.model import Answer, Finding, GoodEnough, Overrule, Waiver
from content.traits import Traits
from content.values import Value


class Verdict(StrEnum):
    """Of a dimension and overall, worst first."""

    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    NOT_READY = "not_ready"
    CONDITIONAL = "conditional"
    READY = "ready"


class State(StrEnum):
    """How claim and evidence of one capability stand to each other."""

    CONFLICT = "conflict"
    DISPUTED = "disputed"
    STALE = "stale"
    SHORTFALL = "shortfall"
    UNCHECKED = "unchecked"
    ALIGNED = "aligned"
    UNKNOWN = "unknown"


class Inputs(Value):
    """All that a judgement reads; with the pack and ``as_of`` it decides the scorecard.

    ``asked`` are the capability ids of the chosen depth (empty: all that apply). ``roles`` maps a
    role id to its group (``leader`` or ``practitioner``).
    """

    profile: str
    traits: Traits
    depth: Literal["pulse", "standard", "full"] = "standard"
    asked: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    good_enough: tuple[GoodEnough, ...] = ()
    second_round: tuple[str, ...] = ()
    """Capabilities voted on twice; only those can be *disputed*."""


class Band(Value):
    """An index on levels 1–5 with its 80 % interval; ``of_100`` shows it as 100·(G−1)/4."""

    level: float
    low: float
    high: float

    @property
    def of_100(self) -> tuple[float, float, float]:
        """Index, low and high on 0–100."""
        return (
            25 * (self.level - 1),
            25 * (self.low - 1),
            25 * (self.high - 1),
        )


class GroupMedians(Value):
    """Leaders and practitioners side by side, where each has three votes or more."""

    leaders: float
    practitioners: float


class StepDetail(Value):
    """What one step of a trace multiplied the belief by: the likelihood of each level, and why."""

    likelihood: tuple[float, float, float, float, float]
    formula: str
    finding: str = ""
    """The finding that decided, where the step is one of a probe."""


class CapabilityScore(Value):
    """What is claimed, what was observed and what the score uses for one capability.

    Levels are 1–5; ``belief`` is the probability of each level; ``low`` and ``high`` are the 10th
    and 90th percentile levels; ``p3`` and ``p4`` are P(level ≥ 3) and P(level ≥ 4). ``claim`` is
    the median of §4 or ``None``; ``observed_low``/``observed_high`` the bracket that probes leave,
    ``None`` where open. ``over_claim`` is positive for an over-claim, negative for an under-claim.
    """

    id: str
    area: str
    critical: bool
    applicable: bool
    asked: bool
    reason: str = ""
    weight: float
    target: int
    accepted_level: int | None = None
    """A level under the target that somebody accepted here by name; ``None`` where nobody did."""
    claim: float | None = None
    grade: str | None = None
    votes: int = 0
    dont_know: int = 0
    role_medians: dict[str, float] = Field(default_factory=dict)
    group_medians: GroupMedians | None = None
    agreement: float | None = None
    vote_range: int | None = None
    polarised: bool = False
    discuss: bool = False
    belief: tuple[float, float, float, float, float]
    steps: tuple[tuple[str, tuple[float, float, float, float, float]], ...] = ()
    """(label, belief) after the prior, after the claim, after each decisive finding: the trace."""
    details: tuple[StepDetail, ...] = ()
    """One for each of ``steps`` but the first; empty in results of earlier versions."""
    mean: float
    low: int
    high: int
    p3: float
    p4: float
    observed_low: int | None = None
    observed_high: int | None = None
    over_claim: float = 0.0
    state: State
    covered: bool
    supported: bool
    """Grade E2 or better, or a conclusive finding."""
    proved_at_3: bool
    """Grade E2 or better, or a present finding at anchor 3 or above: what *ready* asks for."""
    answered: bool
    """A level, a don't know, or a conclusive finding."""
    conflict_open: bool = False
    waived: bool = False
    findings: tuple[str, ...] = ()

    @property
    def wanted(self) -> int:
        """The level under which it is a shortfall: the target, or what was accepted in its place."""
        return self.target if self.accepted_level is None else self.accepted_level

    @property
    def in_place(self) -> bool:
        """Whether P(level ≥ 3) reaches the ready threshold of .80 by the pack's default."""
        return self.p3 >= 0.80


class AreaScore(Value):
    """One gap or dimension: index, own verdict, and the critical capability that decides it."""

    id: str
    kind: Literal["gap", "dimension"]
    band: Band | None
    """``None`` where nothing in the area was answered."""
    verdict: Verdict
    weakest: str | None
    """The critical capability with the lowest P(level ≥ 3); ``None`` without a critical one."""
    weakest_p3: float | None
    blocking: bool
    """A critical capability of the area keeps the overall verdict below ready."""
    coverage: float
    not_applicable_share: float
    not_applicable_warning: bool
    below_target: int
    """How many applicable capabilities have a used level (rounded mean) below their target."""


class GateReason(Value):
    """Why the verdict is not better: a capability or area, in a code that reports put in words."""

    code: Literal[
        "coverage",
        "not_answered",
        "open_dont_know",
        "probability",
        "unsupported",
        "area_level",
        "conflict",
    ]
    capability: str | None = None
    area: str | None = None
    value: float | None = None
    limit: float | None = None
    blocks: Verdict
    """The best verdict that this reason leaves possible is below this one."""


class PackStamp(Value):
    """Which content a result was made with."""

    id: str
    version: str
    digest: str


class Scorecard(Value):
    """The whole judgement at one moment; one function makes it and everything shows it."""

    pack: PackStamp
    scoring: str
    as_of: AwareDatetime
    profile: str
    depth: Literal["pulse", "standard", "full"]
    verdict: Verdict
    permits: str
    """The profile's own sentence for this verdict."""
    gives_verdict: bool
    """False at pulse depth: an index with its interval, never a verdict."""
    provisional: bool
    """On statements only: evidence strength below the pack's threshold."""
    index: Band | None
    coverage: float
    evidence_strength: float
    areas: tuple[AreaScore, ...]
    left_out: tuple[str, ...]
    """Areas with no answer: not in the overall index, and named."""
    capabilities: tuple[CapabilityScore, ...]
    reasons: tuple[GateReason, ...]
    confidence: dict[Verdict, float]
    """Share of perturbed judgements that end in each verdict; sums to 1."""
    expected_in_place: float
    critical_total: int
    claim_gap: float | None
    claim_gap_low: float | None = None
    claim_gap_high: float | None = None
    claims: int = 0
    alpha: float | None = None
    """Krippendorff's alpha (ordinal), whole questionnaire; ``None`` below two raters an item."""

    def capability(self, capability_id: str) -> CapabilityScore:
        """The score of one capability; ``KeyError`` where there is none."""
        return {item.id: item for item in self.capabilities}[capability_id]

    def area(self, area_id: str) -> AreaScore:
        """The score of one area; ``KeyError`` where there is none."""
        return {item.id: item for item in self.areas}[area_id]

    @property
    def dimensions(self) -> tuple[AreaScore, ...]:
        """The five dimensions, in the pack's order."""
        return tuple(item for item in self.areas if item.kind == "dimension")

    @property
    def gaps(self) -> tuple[AreaScore, ...]:
        """The three gaps, in the pack's order."""
        return tuple(item for item in self.areas if item.kind == "gap")
